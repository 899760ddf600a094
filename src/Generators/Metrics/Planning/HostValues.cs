using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Planning;

/// <summary>Reads and combines values that are no tensors.</summary>
internal static class HostValues
{
    /// <summary>The integer that a value is known to be; null if it is none.</summary>
    public static long? Integer(this Value? value) =>
        value is HostValue { Node: { Kind: NodeKind.Code, Children.Count: 0 } node }
        && long.TryParse(node.Text.TrimEnd('L'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The number that a value is known to be; null if it is none.</summary>
    public static double? Number(this Value? value)
    {
        if (value is not HostValue { Node: { Kind: NodeKind.Code, Children.Count: 0 } node })
            return null;
        return node.Text switch
        {
            "double.PositiveInfinity" or "float.PositiveInfinity" => double.PositiveInfinity,
            "double.NegativeInfinity" or "float.NegativeInfinity" => double.NegativeInfinity,
            var text => double.TryParse(text.TrimEnd('L', 'f', 'm'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        };
    }

    /// <summary>The truth value that a value is known to be.</summary>
    public static bool? Boolean(this Value? value) =>
        value is HostValue { Node: { Kind: NodeKind.Code, Children.Count: 0, Text: "true" or "false" } node } ? node.Text == "true" : null;

    public static bool IsNull(this Value? value) => value is HostValue { Node: { Kind: NodeKind.Code, Children.Count: 0, Text: "null" or "default" or "default!" } };

    /// <summary>The integers that an array, a tuple or a single value is known to be; null if one of them is not known.</summary>
    public static IReadOnlyList<long>? Integers(this Value? value)
    {
        IReadOnlyList<Value>? items = value switch
        {
            ItemsValue array => array.Items,
            TupleValue tuple => tuple.Items,
            HostValue => [value],
            _ => null,
        };
        var numbers = items?.Select(Integer).ToList();
        return numbers is null || numbers.Any(n => n is null) ? null : numbers.Select(n => n!.Value).ToList();
    }

    /// <summary>The later of two stages, hosts not being row-wise.</summary>
    public static Stage Later(Stage left, Stage right) => left > right ? left : right;

    /// <summary>Where a size that a plan counts is meant: the number of rows or of items.</summary>
    public static bool IsRowCount(this Value value) => value is HostValue { Node.Kind: NodeKind.Rows or NodeKind.Elements };
}
