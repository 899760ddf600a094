using Gen.Generators.Metrics.Members;

namespace Gen.Generators.Metrics.Plan;

/// <summary>Recognises reductions that only count: sums of one-hot rows, of products of two of them, of indices that are equal.</summary>
internal static class CountPatterns
{
    /// <summary>What a reduction counts; null if it is no such one.</summary>
    public static Count? Match(Node reduce)
    {
        if (reduce.Kind is not Reduction reduction)
            return null;
        var overRows = reduction is { Axis: 0, KeepDim: false } && reduction.Dims.SequenceEqual([0L]);
        var overAll = reduction.Dims.Count == 0;
        switch (reduction.Kind)
        {
            case ReductionKind.Sum when overRows || overAll:
                var summed = Uncast(reduce.Children[0], out var type);
                if (overRows && OneHot(summed) is { } single)
                    return new Count(CountForm.Marginal, single.Index, null, single.Width, null, type, null);
                if (Product(summed, ref type) is { } pair)
                    return new Count(
                        overRows ? CountForm.Diagonal : CountForm.Trace,
                        pair.First.Index,
                        pair.Second.Index,
                        pair.First.Width,
                        pair.Second.Width,
                        type,
                        summed.Checks.FirstOrDefault()
                    );
                return overAll ? Equal(summed, CountForm.Trace, type) : null;
            case ReductionKind.Mean when overAll:
                var averaged = Uncast(reduce.Children[0], out var floating);
                return floating is null ? null : Equal(averaged, CountForm.Share, floating);
            case ReductionKind.Contraction when reduction is { Axis: 1, SecondAxis: 0, Template: "{0}.matmul({1})" }:
                return Contraction(reduce);
            default:
                return null;
        }
    }

    private static Count? Equal(Node node, CountForm form, Node? type) =>
        node is { Text: "{0}.eq({1})" } && node.Children.All(c => c.Type == NodeTypes.Tensor)
            ? new Count(form, node.Children[0], node.Children[1], null, null, type, node.Checks.FirstOrDefault())
            : null;

    private static Count? Contraction(Node reduce)
    {
        // What has to meet are the two indices, of which the product checks the axes of one.
        var check = reduce.Children[0].Checks.FirstOrDefault() is { } rank
            ? rank with { Method = "SameRows", Arguments = "{0}, {1}, 0" }
            : null;
        var transposed = Plain(reduce.Children[0]);
        if (transposed is not { Text: "{0}.T" or "{0}.t()" })
            return null;
        var left = OneHot(Uncast(transposed.Children[0], out var type));
        var right = OneHot(Uncast(Plain(reduce.Children[1]), out var other));
        return left is null || right is null || type != other
            ? null
            : new Count(CountForm.Table, left.Value.Index, right.Value.Index, left.Value.Width, right.Value.Width, type, check);
    }

    private static ((Node Index, Node Width) First, (Node Index, Node Width) Second)? Product(Node node, ref Node? type)
    {
        if (node is not { Text: "{0} * {1}" })
            return null;
        var first = OneHot(Uncast(node.Children[0], out var left));
        var second = OneHot(Uncast(node.Children[1], out var right));
        // Factors of different types give the wider one; that is rare enough to be left as it is.
        if (first is null || second is null || left != right || first.Value.Width != second.Value.Width)
            return null;
        type ??= left;
        return (first.Value, second.Value);
    }

    private static (Node Index, Node Width)? OneHot(Node node) =>
        node is { Text: Counting.OneHotTemplate } && Counting.IsConfig(node.Children[1])
            ? (node.Children[0], node.Children[1])
            : null;

    // A whole number stays one in a floating-point type: counting first and converting the count is the same.
    private static Node Uncast(Node node, out Node? type)
    {
        type = null;
        while (
            node is { Text: "{0}.to_type({1})" }
            && node.Children[1].Text is NodeTypes.ScalarType + ".Float32" or NodeTypes.ScalarType + ".Float64"
        )
        {
            type ??= node.Children[1];
            node = node.Children[0];
        }

        return node;
    }

    private static Node Plain(Node node)
    {
        while (node is { Text: "{0}" })
            node = node.Children[0];
        return node;
    }
}

/// <summary>A reduction that counts.</summary>
/// <param name="Form">What it counts.</param>
/// <param name="First">An index.</param>
/// <param name="Second">The index that it is compared with; null for none.</param>
/// <param name="Width">How many values the first index has; null if the reduction does not say.</param>
/// <param name="SecondWidth">The second's.</param>
/// <param name="Type">The floating-point type that the count is converted to; null for none.</param>
/// <param name="Check">The check of the two indices' shapes that goes with it.</param>
internal sealed record Count(CountForm Form, Node First, Node? Second, Node? Width, Node? SecondWidth, Node? Type, Check? Check);

internal enum CountForm
{
    /// <summary>How often each value of one index occurs.</summary>
    Marginal,

    /// <summary>How often both indices have each value.</summary>
    Diagonal,

    /// <summary>How often both indices are equal.</summary>
    Trace,

    /// <summary>The share of rows in which they are.</summary>
    Share,

    /// <summary>How often each pair of values occurs.</summary>
    Table,
}
