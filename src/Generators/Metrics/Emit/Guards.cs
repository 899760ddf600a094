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
        Node? any = graph.Table.False;
        foreach (var block in blocks.Reverse().Distinct())   // as they stand in the method
            any = Either(any, Of(block, loops));
        return any;
    }

    /// <summary>The condition under which one or the other holds; null for always.</summary>
    public Node? Either(Node? a, Node? b) =>
        a is null || b is null || graph.Table.Or(a, b) is not { Literal: not "true" } either ? null : either;

    /// <summary>Returns whether <see cref="AnyOf"/> leaves no condition out: the blocks are run wherever it holds.</summary>
    public bool AreExact(IEnumerable<Block> blocks, string[] loops) => blocks.Distinct().All(b => IsExact(b, loops));

    private bool IsExact(Block block, string[] loops) => block.Kind switch
    {
        BlockKind.Method => true,
        BlockKind.Lazy => AreExact(block.Owner!.Uses, loops),
        BlockKind.LoopBody when Loop(block) is var loop && !loops.Contains(loop.Name) && !graph.Loop(loop.Name).Turns =>
            IsGuard(Turns(loop), loops) && IsExact(block.Parent!, loops),
        BlockKind.WhenTrue or BlockKind.WhenFalse => IsGuard(Condition(block), loops) && IsExact(block.Parent!, loops),
        _ => IsExact(block.Parent!, loops),
    };

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
            case BlockKind.LoopBody when loops.Contains(Loop(block).Name):
                return null;
            case BlockKind.LoopBody:
                var before = Of(block.Parent!, loops);
                var turns = Turns(Loop(block));
                return graph.Loop(Loop(block).Name).Turns || !IsGuard(turns, loops) ? before : And(before, turns);
            case BlockKind.Lazy:
                return AnyOf(block.Owner!.Uses, loops);
            case BlockKind.WhenTrue or BlockKind.WhenFalse:
                var (outer, condition) = (Of(block.Parent!, loops), Condition(block));
                if (!IsGuard(condition, loops))
                    return outer;
                return And(outer, block.Kind == BlockKind.WhenTrue ? condition : graph.Table.Not(condition));
            default:
                return Of(block.Parent!, loops);
        }
    }

    private bool IsGuard(Node condition, string[] loops) => isUsable(condition) && !graph.Chain(condition).Except(loops).Any();

    private Node Turns(LoopItem loop) =>
        graph.Table.Operator(NodeTypes.Bool, "{0} < {1}", graph.Loop(loop.Name).First, graph.Loop(loop.Name).End);

    private static LoopItem Loop(Block body) => (LoopItem)body.Owner!;

    private static Node Condition(Block way) => ((NodeItem)way.Owner!).Node.Children[0];

    private Node And(Node? a, Node b) => a is null ? b : graph.Table.And(a, b);
}
