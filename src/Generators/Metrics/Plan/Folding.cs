using System;

namespace Gen.Generators.Metrics.Plan;

/// <summary>
/// Decides what a literal in place of a config value decides: C# warns of a test whose outcome it knows, and refuses some.
/// </summary>
internal static class Folding
{
    /// <summary>The node, or what it comes to.</summary>
    public static Node Of(NodeTable table, Node node) => (node.Kind, node.Text) switch
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
        if (node.Children.Count == 1 && node.Text.StartsWith("((", StringComparison.Ordinal) && node.Text.EndsWith("){0})", StringComparison.Ordinal))
            return IsNull(node.Children[0]);
        if (node.Children.Count > 0)
            return null;
        if (node.Text is "null" || (node.Text.StartsWith("default(", StringComparison.Ordinal) && node.Text.EndsWith("!", StringComparison.Ordinal)))
            return true;
        return node.Text is "true" or "false" || node.Text[0] is '"' or '\'' or '-' or (>= '0' and <= '9') ? false : null;
    }

    private static bool? Truth(Node node) => node is { Kind: NodeKind.Code, Children.Count: 0, Text: "true" or "false" } ? node.Text == "true" : null;

    private static Node Truth(NodeTable table, bool value) => table.Code(NodeTypes.Bool, value ? "true" : "false");
}
