using System.Collections.Generic;

namespace Gen.Generators.Metrics.Plan;

/// <summary>
/// One value in a metric's plan: a graph without cycles, in which equal values are one object (<see cref="NodeTable"/>). What stands below a
/// <see cref="NodeKind.Reduce"/> is evaluated per batch, the rest once, from the reductions.
/// </summary>
internal sealed class Node
{
    public Node(int id, NodeKind kind, string type, string text, Node[] children, string[] checks)
    {
        (Id, Kind, Type, Text, Children, Checks) = (id, kind, type, text, children, checks);
    }

    /// <summary>Its number in the table: children come before their parents.</summary>
    public int Id { get; }

    public NodeKind Kind { get; }

    /// <summary>The C# type, qualified: <see cref="NodeTypes.Tensor"/>, <c>long</c> …</summary>
    public string Type { get; }

    /// <summary>See <see cref="NodeKind"/>.</summary>
    public string Text { get; }

    public IReadOnlyList<Node> Children { get; }

    /// <summary>
    /// Statements, as templates over the children, to run before the value is evaluated in an update: they throw if the batch's shapes do not
    /// fit. Not part of what makes nodes equal.
    /// </summary>
    public IReadOnlyList<string> Checks { get; internal set; }

    public override string ToString() => $"%{Id} {Kind} {Text}";
}
