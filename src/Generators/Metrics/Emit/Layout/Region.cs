using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit.Layout;

/// <summary>Where nodes are evaluated: some stand for other things there.</summary>
internal enum Region
{
    /// <summary>Config values are the parameters.</summary>
    Constructor,

    /// <summary>Row-wise values of a batch.</summary>
    Update,

    /// <summary>Results, from the accumulators.</summary>
    Compute,
}

internal static class Regions
{
    private static readonly Regex s_call = new(@"[\w>]\(|\bnew\b", RegexOptions.CultureInvariant);

    /// <summary>True for what is written where it is used, as often as it is: names, constants, and the sum of two of these.</summary>
    public static bool IsWrittenInPlace(Node node) => IsName(node) || (IsHostCode(node) && node.Children.All(c => IsName(c) && c.Type != NodeTypes.Tensors));

    /// <summary>The node that is evaluated for a node there: what every batch must agree on is, in an update, the batch's own.</summary>
    public static Node Actual(this Region region, Node node)
    {
        while (node.Kind == NodeKind.Latch && region != Region.Compute)
            node = node.Children[0];
        return node;
    }

    /// <summary>The nodes that a node needs there.</summary>
    public static IReadOnlyList<Node> Parts(this Region region, Node node) => node.Kind switch
    {
        NodeKind.Reduce or NodeKind.Elements or NodeKind.Latch when region == Region.Compute => [],
        _ => node.Children,
    };

    private static bool IsName(Node node) => node.Kind switch
    {
        NodeKind.Input or NodeKind.Config or NodeKind.Index or NodeKind.Carried or NodeKind.Rows or NodeKind.Device => true,
        NodeKind.Code => node.Children.Count == 0 && IsHostCode(node),
        _ => false,
    };

    private static bool IsHostCode(Node node) =>
        node.Kind == NodeKind.Code && node.Type is not (NodeTypes.Tensor or NodeTypes.Tensors) && node.Checks.Count == 0 && node.Text.Length < 60 && !s_call.IsMatch(node.Text);
}
