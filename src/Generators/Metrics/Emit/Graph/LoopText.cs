using System.Globalization;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit.Graph;

/// <summary>The texts of loop nodes: <c>k0</c> of an index, <c>k0:1</c> of a value.</summary>
internal static class LoopText
{
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
