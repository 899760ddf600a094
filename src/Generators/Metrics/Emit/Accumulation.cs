using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;

namespace Gen.Generators.Metrics.Emit;

/// <summary>An accumulator of a class: what it holds, and the nodes that read it.</summary>
/// <param name="node">What it reads, but for the way: of the reductions that share it the one that stands for all.</param>
/// <param name="operands">What an update hands to it.</param>
/// <param name="loops">The loops that it stands in, the outermost first: it is then one accumulator per iteration.</param>
internal sealed class Accumulation(Node node, Node[] operands, string[] loops)
{
    /// <summary>A <see cref="Plan.Reduction"/>, <see cref="NodeKind.Elements"/> or <see cref="NodeKind.Latch"/>.</summary>
    public NodeKind Kind => node.Kind;

    /// <summary>Of a reduction.</summary>
    public Reduction? Reduction => Kind as Reduction;

    public Node[] Operands => operands;

    public string[] Loops => loops;

    /// <summary>Condition under which it is needed; null for always.</summary>
    public Node? Guard { get; set; }

    /// <summary>The part of it that depends on config alone; null for always.</summary>
    public Node? ConfigGuard { get; set; }

    /// <summary>An update evaluates the operands also where no result needs them: a failure there is none.</summary>
    public bool CanFail { get; private set; }

    /// <summary>Name of its field.</summary>
    public string Field { get; set; } = "";

    /// <summary>Sizes that the accumulator is made with.</summary>
    public IEnumerable<Node> Widths => node.Children.Skip(operands.Length);

    /// <summary>A mean is read from it: of integers that throws, as torch does.</summary>
    public bool HasMean { get; set; }

    /// <summary>Notes that a result reads it under a condition that <see cref="Guard"/> leaves out.</summary>
    public void SetPartlyGuarded() => CanFail |= Node.Reachable(operands).Any(HostArithmetic.CanFail);

    public static bool IsRead(Node node) => node.Kind is Plan.Reduction or NodeKind.Elements or NodeKind.Latch;

    /// <summary>What all nodes of results have in common that read one accumulator.</summary>
    public static Node Shared(Node node, NodeTable nodes) => node.Kind switch
    {
        // Counted as whole numbers, however the result wants them.
        NodeKind.Elements => nodes.Add(node.Kind, NodeTypes.Long, node.Children),
        Plan.Reduction reduction => nodes.Reduce(reduction.Accumulator, [.. node.Children]),
        _ => node,
    };

    /// <summary>The accumulator that such a node reads.</summary>
    public static Accumulation For(Node shared, PlanGraph graph)
    {
        var operands = shared.Kind switch
        {
            NodeKind.Elements => [shared],
            Plan.Reduction reduction => [.. shared.Children.Take(AccumulatorKind.Of(reduction).Operands)],
            _ => shared.Children.ToArray(),
        };
        return new Accumulation(shared, operands, graph.Chain(operands));
    }
}

/// <summary>The statements of an update: accumulators in their loops, under their conditions.</summary>
internal sealed class Statements(Func<string, LoopItem> loops, Func<string, Node?> guards)
{
    private readonly Dictionary<(List<Item> In, Node Condition), GuardItem> _guarded = [];
    private readonly HashSet<string> _placed = [];

    public List<Item> Outermost { get; } = [];

    public List<Node> Conditions { get; } = [];

    public void Add(Accumulation accumulation)
    {
        var inside = Outermost;
        foreach (var name in accumulation.Loops)
        {
            var loop = loops(name);
            if (_placed.Add(name))
                Under(inside, guards(name)).Add(loop);
            inside = loop.Statements;
        }

        Under(inside, accumulation.Guard).Add(new AccumulateItem(accumulation));
    }

    private List<Item> Under(List<Item> statements, Node? condition)
    {
        if (condition is null)
            return statements;
        if (!_guarded.TryGetValue((statements, condition), out var guard))
        {
            _guarded.Add((statements, condition), guard = new GuardItem(condition));
            statements.Add(guard);
            Conditions.Add(condition);
        }

        return guard.Statements;
    }
}
