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

    public Node Reduce(Reduction reduction, params Node[] operands) => Add(NodeKind.Reduce, NodeTypes.Tensor, reduction.ToString(), operands);

    public Node If(string type, Node condition, Node whenTrue, Node whenFalse) =>
        whenTrue == whenFalse ? whenTrue : Add(NodeKind.If, type, "", [condition, whenTrue, whenFalse]);

    /// <summary>A name for a loop, used by its <see cref="NodeKind.Index"/>, <see cref="NodeKind.Carried"/> and <see cref="NodeKind.Loop"/> nodes.</summary>
    public string NewLoop() => $"k{_loops++}";

    private static string Key(NodeKind kind, string type, string text, Node[] children)
    {
        var key = new StringBuilder().Append((int)kind);
        foreach (var child in children)
            key.Append(',').Append(child.Id);
        return key.Append('|').Append(type).Append('|').Append(text).ToString();
    }
}
