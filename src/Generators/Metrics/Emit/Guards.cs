using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>
/// The conditions of config, and of sizes, under which parts of a result are evaluated: under these alone are their reductions accumulated,
/// since the other way of an <c>if</c> need not make sense for the config at hand. Conditions that depend on the data are no guards.
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
            case BlockKind.LoopBody:
                var before = Of(block.Parent!, loops);
                var bounds = graph.Loop(((LoopItem)block.Owner!).Name);
                var turns = graph.Table.Operator(NodeTypes.Bool, "{0} < {1}", bounds.First, bounds.End);
                return bounds.Turns || !isUsable(turns) || graph.Chain(turns).Except(loops).Any() ? before : And(before, turns);
            case BlockKind.Lazy:
                return AnyOf(block.Owner!.Uses, loops);
            case BlockKind.WhenTrue or BlockKind.WhenFalse:
                var outer = Of(block.Parent!, loops);
                var condition = ((NodeItem)block.Owner!).Node.Children[0];
                if (!isUsable(condition) || graph.Chain(condition).Except(loops).Any())
                    return outer;
                return And(outer, block.Kind == BlockKind.WhenTrue ? condition : graph.Table.Not(condition));
            default:
                return Of(block.Parent!, loops);
        }
    }

    private Node And(Node? a, Node b) => a is null ? b : graph.Table.And(a, b);

    /// <summary>One of the conditions; null if one of them always holds.</summary>
    private Node? Or(List<Node> conditions)
    {
        var ways = conditions.Select(Literals).ToList();
        while (Simplify(ways))
        {
        }

        if (ways.Any(w => w.Count == 0))
            return null;
        return ways.Select(w => w.Aggregate(graph.Table.And)).Aggregate(graph.Table.Or);
    }

    /// <summary>
    /// Makes ways shorter: of <c>a</c> and <c>a &amp;&amp; b</c> the second says nothing more; beside <c>a</c>, <c>!a &amp;&amp; b</c> is
    /// <c>b</c>. False if nothing was to do.
    /// </summary>
    private bool Simplify(List<List<Node>> ways)
    {
        for (var i = 0; i < ways.Count; i++)
        {
            for (var j = 0; j < ways.Count; j++)
            {
                var (way, other) = (ways[i], ways[j]);
                if (i == j)
                    continue;
                if (way.All(other.Contains))
                {
                    ways.RemoveAt(j);
                    return true;
                }

                var opposite = way.Where(l => !other.Contains(l)).ToList();
                if (opposite.Count == 1 && other.FirstOrDefault(l => AreOpposite(l, opposite[0])) is { } superfluous)
                {
                    other.Remove(superfluous);
                    return true;
                }
            }
        }

        return false;
    }

    private List<Node> Literals(Node condition)
    {
        var literals = new List<Node>();
        for (; IsAnd(condition); condition = condition.Children[0])
            literals.Insert(0, condition.Children[1]);
        literals.Insert(0, condition);
        return [.. literals.Distinct()];
    }

    private bool AreOpposite(Node a, Node b) => a == graph.Table.Not(b);

    private bool IsAnd(Node node) => node.Kind is NodeKind.If && node.Children[2] == graph.Table.False;
}
