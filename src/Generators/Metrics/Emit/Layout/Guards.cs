using System;
using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Metrics.Emit.Graph;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit.Layout;

/// <summary>
/// The conditions of config, and of sizes, under which parts of a result are evaluated: under these alone are their reductions accumulated, since the other way of an
/// <c>if</c> need not make sense for the config at hand. Conditions that depend on the data are no guards.
/// </summary>
/// <param name="graph">The plans.</param>
/// <param name="isUsable">True for a condition that can be a guard.</param>
internal sealed class Guards(PlanGraph graph, Func<Node, bool> isUsable)
{
    private readonly Dictionary<(Block, string), Node?> _ofBlock = [];

    /// <summary>The condition under which one of the blocks is run; null for always.</summary>
    /// <param name="blocks">Blocks of the result.</param>
    /// <param name="loops">Loops that the condition is evaluated in; it says nothing about whether these are run.</param>
    public Node? AnyOf(IEnumerable<Block> blocks, string[] loops)
    {
        var conditions = new List<Node>();
        foreach (var block in blocks.Reverse().Distinct())   // as they stand in the method
        {
            if (Of(block, loops) is not { } condition)
                return null;
            if (!conditions.Contains(condition))
                conditions.Add(condition);
        }

        return Or(conditions);
    }

    /// <summary>The condition under which one or the other holds; null for always.</summary>
    public Node? Either(Node? a, Node? b) => a is null || b is null ? null : Or(a == b ? [a] : [a, b]);

    private Node? Of(Block block, string[] loops)
    {
        var key = (block, string.Join(",", loops));
        if (!_ofBlock.TryGetValue(key, out var condition))
            _ofBlock.Add(key, condition = Find(block, loops));
        return condition;
    }

    private Node? Find(Block block, string[] loops)
    {
        switch (block.Kind)
        {
            case BlockKind.Method:
                return null;
            case BlockKind.LoopBody when loops.Contains(((LoopItem)block.Owner!).Name):
                return null;
            case BlockKind.Lazy:
                return AnyOf(block.Owner!.Uses, loops);
            case BlockKind.WhenTrue or BlockKind.WhenFalse:
                var outer = Of(block.Parent!, loops);
                var condition = ((NodeItem)block.Owner!).Node.Children[0];
                if (!isUsable(condition) || graph.Chain(condition).Except(loops).Any())
                    return outer;
                return And(outer, block.Kind == BlockKind.WhenTrue ? condition : Not(condition));
            default:
                return Of(block.Parent!, loops);
        }
    }

    private Node And(Node? a, Node b) => a is null ? b : graph.Table.If(NodeTypes.Bool, a, b, Constant("false"));

    private Node? Or(List<Node> conditions)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 0; i < conditions.Count && !changed; i++)
            {
                for (var j = 0; j < conditions.Count && !changed; j++)
                {
                    if (i == j || !Joined(conditions[i], conditions[j], out var joined))
                        continue;
                    if (joined is null)
                        return null;
                    conditions[i] = joined;
                    conditions.RemoveAt(j);
                    conditions = [.. conditions.Distinct()];
                    changed = true;
                }
            }
        }

        return conditions.Aggregate((a, b) => graph.Table.If(NodeTypes.Bool, a, Constant("true"), b));
    }

    /// <summary>Of two conditions the simple one that stands for both: <c>a</c> for <c>a</c> and <c>a &amp;&amp; b</c>, always (null) for <c>a</c> and <c>!a</c>.</summary>
    private bool Joined(Node a, Node b, out Node? joined)
    {
        joined = a;
        if (Implies(b, a))
            return true;
        if (a == Not(b) || b == Not(a))
        {
            joined = null;
            return true;
        }

        if (IsAnd(a) && IsAnd(b) && a.Children[0] == b.Children[0] && (a.Children[1] == Not(b.Children[1]) || b.Children[1] == Not(a.Children[1])))
        {
            joined = a.Children[0];
            return true;
        }

        return false;
    }

    private bool Implies(Node stronger, Node weaker)
    {
        for (; stronger != weaker; stronger = stronger.Children[0])
        {
            if (!IsAnd(stronger))
                return false;
        }

        return true;
    }

    private bool IsAnd(Node node) => node.Kind == NodeKind.If && node.Children[2] == Constant("false");

    private Node Not(Node condition) => graph.Table.If(NodeTypes.Bool, condition, Constant("false"), Constant("true"));

    private Node Constant(string text) => graph.Table.Code(NodeTypes.Bool, text);
}
