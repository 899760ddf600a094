using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit.Code;

/// <summary>Nodes as a person would write them, for comments and messages: cut where they get long, so that shared parts do not multiply.</summary>
internal sealed class Descriptions
{
    private const int Longest = 90;

    private static readonly Regex s_qualifier = new(@"global::(?:[\w@]+\.)+", RegexOptions.CultureInvariant);

    private readonly Dictionary<Node, string> _texts = [];

    /// <summary>C# without the qualifiers of names.</summary>
    public static string Short(string code) => s_qualifier.Replace(code, "");

    public string Of(Node node)
    {
        if (_texts.TryGetValue(node, out var known))
            return known;
        var parts = node.Children.Select(Of).ToArray();
        var text = node.Kind switch
        {
            NodeKind.Input or NodeKind.Config => node.Text,
            NodeKind.Code => Template.Fill(Short(node.Text), parts),
            NodeKind.Rows => "rows",
            NodeKind.Elements => node.Text == "all" ? $"number of elements of {parts[0]}" : $"size of axis {node.Text} of {parts[0]}",
            NodeKind.Latch => Template.Bare(parts[0]),
            NodeKind.Device => "device",
            NodeKind.Reduce => $"{Reduction.Parse(node.Text).Kind}({string.Join(", ", parts)})",
            NodeKind.If => Conditional.Write(parts[0], parts[1], parts[2]),
            NodeKind.Index => "index",
            NodeKind.Carried => "value before the pass",
            NodeKind.Loop => "value after the loop",
            NodeKind.Append => $"[.. {parts[0]}, {parts[1]}]",
            _ => "throw",
        };
        text = text.Replace("\r", "").Replace("\n", " ");
        return _texts[node] = text.Length <= Longest ? text : text.Substring(0, Longest) + "…";
    }
}
