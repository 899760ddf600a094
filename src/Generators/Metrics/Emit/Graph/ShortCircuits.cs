using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit.Graph;

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
                { Kind: NodeKind.Code, Text: "({0} && {1})" } => table.If(NodeTypes.Bool, children[0], children[1], table.Code(NodeTypes.Bool, "false")),
                { Kind: NodeKind.Code, Text: "({0} || {1})" } => table.If(NodeTypes.Bool, children[0], table.Code(NodeTypes.Bool, "true"), children[1]),
                _ when children.SequenceEqual(node.Children) => node,
                _ => table.Add(node.Kind, node.Type, node.Text, children, [.. node.Checks]),
            };
            rewritten.Add(node, result);
            return result;
        }
    }
}
