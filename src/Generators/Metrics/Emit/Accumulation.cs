using System;
using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>An accumulator of a class: what it holds, and the nodes that read it.</summary>
internal sealed class Accumulation(string key, NodeKind kind, Reduction? reduction, Node[] operands, string[] loops)
{
    public string Key => key;

    /// <summary><see cref="NodeKind.Reduce"/>, <see cref="NodeKind.Elements"/> or <see cref="NodeKind.Latch"/>.</summary>
    public NodeKind Kind => kind;

    /// <summary>Of a reduction.</summary>
    public Reduction? Reduction => reduction;

    /// <summary>What an update hands to it.</summary>
    public Node[] Operands => operands;

    /// <summary>The loops that it stands in, the outermost first: it is then one accumulator per iteration.</summary>
    public string[] Loops => loops;

    public List<Node> Readers { get; } = [];

    /// <summary>Condition under which it is needed; null for always.</summary>
    public Node? Guard { get; set; }

    /// <summary>The part of it that depends on config alone; null for always.</summary>
    public Node? ConfigGuard { get; set; }

    /// <summary>Name of its field.</summary>
    public string Field { get; set; } = "";

    /// <summary>Sizes that the accumulator is made with.</summary>
    public Node[] Widths { get; set; } = [];

    /// <summary>Statements that stand before its update, with the nodes that they name.</summary>
    public IEnumerable<(string Template, List<Node> Operands)> Checks => Readers
        .SelectMany(r => r.Checks.Select(c => (c, r.Children.Take(operands.Length).ToList())))
        .GroupBy(c => c.c).Select(g => g.First());

    /// <summary>A mean is read from it: of integers that throws, as torch does.</summary>
    public bool HasMean => Readers.Any(r => r.Kind == NodeKind.Reduce && Reduction.Parse(r.Text).Kind == ReductionKind.Mean);

    public static bool IsRead(Node node) => node.Kind is NodeKind.Reduce or NodeKind.Elements or NodeKind.Latch;

    /// <summary>What a node of a result reads.</summary>
    public static Accumulation For(Node node, PlanGraph graph)
    {
        if (node.Kind != NodeKind.Reduce)
        {
            var text = node.Kind == NodeKind.Latch ? node.Type : node.Text;
            Node[] operand = node.Kind == NodeKind.Latch ? [node.Children[0]] : [Counted(node, graph)];
            return new Accumulation($"{node.Kind} {text} {operand[0].Id}", node.Kind, null, operand, graph.Chain(operand));
        }

        var reduction = Reduction.Parse(node.Text);
        var isPair =
            reduction.Kind is ReductionKind.CoMomentSum or ReductionKind.CoMomentMean or ReductionKind.Variance or ReductionKind.Deviation;
        var operands = node
            .Children.Take(
                reduction.Kind switch
                {
                    ReductionKind.Counts => 1,
                    ReductionKind.JointCounts => 2,
                    _ => int.MaxValue,
                }
            )
            .ToArray();
        if (isPair && operands.Length == 1)
            operands = [operands[0], operands[0]];
        var key = $"{reduction.Accumulator} {string.Join(",", operands.Concat(node.Children.Skip(operands.Length)).Select(o => o.Id))}";
        return new Accumulation(key, node.Kind, reduction, operands, graph.Chain(operands))
        {
            Widths = [.. node.Children.Skip(operands.Length)],
        };
    }

    // Counted as whole numbers, however the result wants them.
    private static Node Counted(Node node, PlanGraph graph) =>
        node.Type == NodeTypes.Long ? node : graph.Table.Elements(NodeTypes.Long, node.Text, node.Children[0]);
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
