using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;

namespace Gen.Generators.Metrics.Emit;

/// <summary>What is known of the nodes of one class's metrics: their loops, and what each depends on.</summary>
internal sealed class PlanGraph
{
    private readonly Dictionary<Node, HashSet<string>> _mentioned = [];
    private readonly Dictionary<string, HashSet<string>> _outer = [];
    private readonly Dictionary<Node, bool> _isFixed = [];
    private readonly Dictionary<Node, bool> _hasLatch = [];
    private readonly Dictionary<string, Node> _loops = [];

    public PlanGraph(NodeTable table, IEnumerable<Node> results)
    {
        Table = table;
        var seen = new HashSet<Node>();
        var open = new Stack<Node>(results);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (!seen.Add(node))
                continue;
            if (node.Kind == NodeKind.Loop)
                _loops[LoopNodes.Name(node)] = node;
            foreach (var child in node.Children)
                open.Push(child);
        }
    }

    public NodeTable Table { get; }

    /// <summary>One of the nodes that stand for a loop: all have the same children.</summary>
    public Node Loop(string name) => _loops[name];

    /// <summary>What a carried value starts with.</summary>
    public Node Start(string loop, int value) => Loop(loop).Children[2 + (2 * value)];

    /// <summary>What an iteration makes of a carried value.</summary>
    public Node Step(string loop, int value) => Loop(loop).Children[3 + (2 * value)];

    /// <summary>The loops in whose bodies a node must be evaluated, the outermost first.</summary>
    public string[] Chain(Node node) => [.. LoopsOf(node).OrderBy(l => OuterOf(l).Count).ThenBy(l => l, System.StringComparer.Ordinal)];

    public string[] Chain(IEnumerable<Node> nodes) =>
        [.. nodes.SelectMany(LoopsOf).Distinct().OrderBy(l => OuterOf(l).Count).ThenBy(l => l, System.StringComparer.Ordinal)];

    /// <summary>True for a value that is the same in every update and in the result: of config values, and of sizes that every batch must
    /// agree on.</summary>
    public bool IsFixed(Node node)
    {
        if (_isFixed.TryGetValue(node, out var known))
            return known;
        _isFixed[node] = true;   // a carried value that depends on nothing but itself
        var isFixed = node.Kind switch
        {
            NodeKind.Config or NodeKind.Index or NodeKind.Latch => true,
            NodeKind.Code or NodeKind.If or NodeKind.Append or NodeKind.Throw => node.Children.All(IsFixed),
            NodeKind.Carried or NodeKind.Loop => LoopParts(node).All(IsFixed),
            _ => false,
        };
        return _isFixed[node] = isFixed;
    }

    /// <summary>True for a value of config alone, which is known before any batch is.</summary>
    public bool IsConfig(Node node) => IsFixed(node) && !HasLatch(node);

    private bool HasLatch(Node node)
    {
        if (!_hasLatch.TryGetValue(node, out var known))
        {
            _hasLatch[node] = false;
            var parts = node.Kind is NodeKind.Carried or NodeKind.Loop ? LoopParts(node) : node.Children;
            _hasLatch[node] = known = node.Kind == NodeKind.Latch || parts.Any(HasLatch);
        }

        return known;
    }

    private Node[] LoopParts(Node node)
    {
        var (loop, value) = (LoopNodes.Name(node), LoopNodes.Value(node));
        return _loops.ContainsKey(loop) ? [Loop(loop).Children[0], Loop(loop).Children[1], Start(loop, value), Step(loop, value)] : [];
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
        if (node.Kind == NodeKind.Loop)
            loops.Remove(LoopNodes.Name(node));
        else if (node.Kind is NodeKind.Index or NodeKind.Carried)
            loops.Add(LoopNodes.Name(node));
        return _mentioned[node] = loops;
    }

    /// <summary>The loops around a loop: an inner one need not mention the outer one where it uses its values.</summary>
    private HashSet<string> OuterOf(string loop)
    {
        if (_outer.TryGetValue(loop, out var known))
            return known;
        var outer = new HashSet<string>();
        _outer[loop] = outer;
        if (_loops.TryGetValue(loop, out var node))
        {
            outer.UnionWith(Mentioned(node));
            outer.UnionWith(outer.SelectMany(OuterOf).ToArray());
            outer.Remove(loop);
        }

        return outer;
    }
}

/// <summary>
/// Makes choices of <c>&amp;&amp;</c> and <c>||</c>: what stands on the right must not be evaluated where the left decides.
/// </summary>
internal static class ShortCircuits
{
    public static IEnumerable<Node> Rewrite(NodeTable table, IEnumerable<Node> results)
    {
        var rewritten = new Dictionary<Node, Node>();
        return results.Select(Visit).ToList();

        Node Visit(Node node)
        {
            if (rewritten.TryGetValue(node, out var known))
                return known;
            var children = node.Children.Select(Visit).ToArray();
            var result = node switch
            {
                { Kind: NodeKind.Code, Text: "({0} && {1})" } => table.If(
                    NodeTypes.Bool,
                    children[0],
                    children[1],
                    table.Code(NodeTypes.Bool, "false")
                ),
                { Kind: NodeKind.Code, Text: "({0} || {1})" } => table.If(
                    NodeTypes.Bool,
                    children[0],
                    table.Code(NodeTypes.Bool, "true"),
                    children[1]
                ),
                _ when children.SequenceEqual(node.Children) => node,
                _ => table.Add(node.Kind, node.Type, node.Text, children, [.. node.Checks]),
            };
            rewritten.Add(node, result);
            return result;
        }
    }
}

/// <summary>The texts of loop nodes: <c>k0</c> of an index, <c>k0:1</c> of a value.</summary>
internal static class LoopNodes
{
    /// <summary>True for a loop that is known to turn.</summary>
    public static bool Turns(Node loop) => HostValues.Turns(loop.Children[0], loop.Children[1]) == true;

    public static string Name(Node node)
    {
        var colon = node.Text.IndexOf(':');
        return colon < 0 ? node.Text : node.Text.Substring(0, colon);
    }

    public static int Value(Node node)
    {
        var colon = node.Text.IndexOf(':');
        return colon < 0 ? 0 : int.Parse(node.Text.Substring(colon + 1), CultureInfo.InvariantCulture);
    }
}
