using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Gen.Generators.Metrics.Plan;

/// <summary>Makes nodes, and makes equal ones once: what metrics have in common is then found by identity.</summary>
internal sealed class NodeTable
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private int _loops;

    public Node Add(NodeKind kind, string type, string text, IEnumerable<Node> children, params string[] checks)
    {
        var array = children.ToArray();
        var key = Key(kind, type, text, array);
        if (!_nodes.TryGetValue(key, out var node))
            _nodes.Add(key, node = new Node(_nodes.Count, kind, type, text, array, checks));
        return node;
    }

    /// <summary>Gives a node its checks, if it has none yet.</summary>
    public Node WithChecks(Node node, string[] checks)
    {
        if (node.Checks.Count == 0)
            node.Checks = checks;
        return node;
    }

    public Node Input(string name) => Add(NodeKind.Input, NodeTypes.Tensor, name, []);

    public Node Config(string name, string type) => Add(NodeKind.Config, type, name, []);

    public Node Code(string type, string template, params Node[] children) => Add(NodeKind.Code, type, template, children);

    /// <summary>The number of rows, typed as the place that uses it wants it: long, double or <see cref="NodeTypes.Scalar"/>.</summary>
    public Node Rows(string type) => Add(NodeKind.Rows, type, "", []);

    public Node Elements(string type, string axes, Node tensor) => Add(NodeKind.Elements, type, axes, [tensor]);

    public Node Latch(Node host) => Add(NodeKind.Latch, host.Type, "", [host]);

    public Node Device() => Add(NodeKind.Device, NodeTypes.Device, "", []);

    public Node Reduce(Reduction reduction, params Node[] operands) =>
        Add(NodeKind.Reduce, NodeTypes.Tensor, reduction.ToString(), operands);

    public Node If(string type, Node condition, Node whenTrue, Node whenFalse) =>
        whenTrue == whenFalse ? whenTrue : Add(NodeKind.If, type, "", [condition, whenTrue, whenFalse]);

    /// <summary>A name for a loop, used by its <see cref="NodeKind.Index"/>, <see cref="NodeKind.Carried"/> and <see cref="NodeKind.Loop"/>
    /// nodes.</summary>
    public string NewLoop() => $"k{_loops++}";

    private static string Key(NodeKind kind, string type, string text, Node[] children)
    {
        var key = new StringBuilder().Append((int)kind);
        foreach (var child in children)
            key.Append(',').Append(child.Id);
        return key.Append('|').Append(type).Append('|').Append(text).ToString();
    }
}

/// <summary>
/// Decides what a literal in place of a config value decides: C# warns of a test whose outcome it knows, and refuses some.
/// </summary>
internal static class Folding
{
    /// <summary>The node, or what it comes to.</summary>
    public static Node Fold(NodeTable table, Node node) => (node.Kind, node.Text) switch
    {
        (NodeKind.Code, "({0} is null)") when IsNull(node.Children[0]) is { } known => Truth(table, known),
        (NodeKind.Code, "({0} is not null)") when IsNull(node.Children[0]) is { } known => Truth(table, !known),
        (NodeKind.Code, "!{0}") when Truth(node.Children[0]) is { } known => Truth(table, !known),
        (NodeKind.If, _) when Truth(node.Children[0]) is { } known => node.Children[known ? 1 : 2],
        _ => node,
    };

    private static bool? IsNull(Node node)
    {
        if (node.Kind != NodeKind.Code)
            return null;
        if (
            node.Children.Count == 1
            && node.Text.StartsWith("((", StringComparison.Ordinal)
            && node.Text.EndsWith("){0})", StringComparison.Ordinal)
        )
            return IsNull(node.Children[0]);
        if (node.Children.Count > 0)
            return null;
        if (
            node.Text is "null"
            || (node.Text.StartsWith("default(", StringComparison.Ordinal) && node.Text.EndsWith("!", StringComparison.Ordinal))
        )
            return true;
        return node.Text is "true" or "false" || node.Text[0] is '"' or '\'' or '-' or (>= '0' and <= '9') ? false : null;
    }

    private static bool? Truth(Node node) =>
        node is { Kind: NodeKind.Code, Children.Count: 0, Text: "true" or "false" } ? node.Text == "true" : null;

    private static Node Truth(NodeTable table, bool value) => table.Code(NodeTypes.Bool, value ? "true" : "false");
}
