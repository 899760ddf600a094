using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Planning;

/// <summary>
/// Conditions of config that a plan takes as true or false. Where a value is of one kind under a condition and of another kind without
/// it, the body is planned for each, and the condition chooses between the results.
/// </summary>
internal sealed class Assumptions
{
    /// <summary>Of a body: each doubles what is planned.</summary>
    private const int Most = 4;

    private readonly Stack<(Node Condition, bool Holds)> _all = new();

    /// <summary>Whether a condition is known to hold, or not to; null if neither.</summary>
    public bool? Known(Node condition)
    {
        foreach (var (assumed, holds) in _all)
        {
            if (assumed == condition)
                return holds;
        }

        return condition switch
        {
            { Literal: "true" } => true,
            { Literal: "false" } => false,
            { Text: "!{0}" } => !Known(condition.Children[0]),
            { Kind: NodeKind.If } when Known(condition.Children[0]) is { } known => Known(condition.Children[known ? 1 : 2]),
            { Kind: NodeKind.If } when Known(condition.Children[1]) == Known(condition.Children[2]) => Known(condition.Children[1]),
            _ => null,
        };
    }

    /// <summary>True if a plan can be made for each outcome of a condition: it is known before the first batch, and one for all turns of
    /// a loop.</summary>
    public bool CanAssume(HostValue condition) => condition.Stage == Stage.Constant && _all.Count < Most && !IsOfLoop(condition.Node);

    public T Given<T>(Node condition, bool holds, Func<T> plan)
    {
        _all.Push((condition, holds));
        try
        {
            return plan();
        }
        finally
        {
            _all.Pop();
        }
    }

    private static bool IsOfLoop(Node node) =>
        Node.Reachable([node]).Any(n => n.Kind is NodeKind.Index or NodeKind.Carried or NodeKind.Latch);
}

/// <summary>Ends a planning that has to know whether a condition holds.</summary>
internal sealed class UndecidedException(Node condition) : Exception
{
    public Node Condition { get; } = condition;
}
