using System.Globalization;
using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;

namespace Gen.Generators.Metrics.Emit;

/// <summary>What is known of the nodes of one class's metrics: their loops, and what each depends on.</summary>
internal sealed class PlanGraph
{
    private readonly Dictionary<Node, HashSet<string>> _mentioned = [];
    private readonly Dictionary<string, HashSet<string>> _outer = [];
    private readonly Dictionary<Node, Source> _sources = [];
    private readonly Dictionary<string, Loop> _loops = [];

    public PlanGraph(NodeTable table, IEnumerable<Node> results)
    {
        Table = table;
        foreach (var node in Node.Reachable(results))
        {
            if (node.Kind is NodeKind.Loop { Name: var name })
                _loops[name] = new Loop(node);
        }
    }

    public NodeTable Table { get; }

    public Loop Loop(string name) => _loops[name];

    /// <summary>The loops in whose bodies a node must be evaluated, the outermost first.</summary>
    public string[] Chain(params Node[] nodes) =>
        [.. nodes.SelectMany(LoopsOf).Distinct().OrderBy(l => OuterOf(l).Count).ThenBy(l => l, System.StringComparer.Ordinal)];

    /// <summary>True for a value that is the same in every update and in the result: of config values, and of sizes that every batch must
    /// agree on.</summary>
    public bool IsFixed(Node node) => SourceOf(node) <= Source.Size;

    /// <summary>True for a value of config alone, which is known before any batch is.</summary>
    public bool IsConfig(Node node) => SourceOf(node) == Source.Config;

    private Source SourceOf(Node node)
    {
        if (_sources.TryGetValue(node, out var known))
            return known;
        _sources[node] = Source.Config;   // a carried value that depends on nothing but itself
        return _sources[node] = node.Kind switch
        {
            NodeKind.Config or NodeKind.Index => Source.Config,
            NodeKind.Latch => Source.Size,
            NodeKind.Code or NodeKind.If or NodeKind.Append or NodeKind.Throw => node.Children.Select(SourceOf).DefaultIfEmpty().Max(),
            NodeKind.OfLoop value when _loops.TryGetValue(value.Name, out var loop) =>
                new[] { loop.First, loop.End, loop.Start(value.Value), loop.Step(value.Value) }.Max(SourceOf),
            NodeKind.OfLoop => Source.Config,
            _ => Source.Batch,
        };
    }

    private HashSet<string> LoopsOf(Node node)
    {
        var loops = Mentioned(node);
        return loops.Count == 0 ? loops : [.. loops, .. loops.SelectMany(OuterOf)];
    }

    /// <summary>The loops whose index or carried values a node is made of, those that it closes left out.</summary>
    private HashSet<string> Mentioned(Node node)
    {
        if (_mentioned.TryGetValue(node, out var known))
            return known;
        var loops = new HashSet<string>(node.Children.SelectMany(Mentioned));
        if (node.Kind is NodeKind.Loop { Name: var closed })
            loops.Remove(closed);
        else if (node.Kind is NodeKind.OfLoop { Name: var open })
            loops.Add(open);
        return _mentioned[node] = loops;
    }

    /// <summary>The loops around a loop: an inner one need not mention the outer one where it uses its values.</summary>
    private HashSet<string> OuterOf(string loop)
    {
        if (_outer.TryGetValue(loop, out var known))
            return known;
        var outer = new HashSet<string>();
        _outer[loop] = outer;
        if (_loops.TryGetValue(loop, out var inner))
        {
            outer.UnionWith(Mentioned(inner.Node));
            outer.UnionWith(outer.SelectMany(OuterOf).ToArray());
            outer.Remove(loop);
        }

        return outer;
    }

    // What a value depends on, the later including the earlier.
    private enum Source
    {
        Config,
        Size,
        Batch,
    }
}

/// <summary>A loop, as one of the nodes that stand for its values says: all have the same children.</summary>
internal sealed record Loop(Node Node)
{
    public Node First => Node.Children[0];

    public Node End => Node.Children[1];

    /// <summary>True if it is known to turn.</summary>
    public bool Turns => HostValues.Turns(First, End) == true;

    /// <summary>What a carried value starts with.</summary>
    public Node Start(int value) => Node.Children[2 + (2 * value)];

    /// <summary>What an iteration makes of a carried value.</summary>
    public Node Step(int value) => Node.Children[3 + (2 * value)];
}
