using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics.Members;

/// <summary>
/// Differences from the own mean, and their products: the one case in which a reduction may feed row-wise code, since sums of such products
/// can be merged (Chan, Golub and LeVeque 1983).
/// </summary>
internal static class Centring
{
    /// <summary>The difference of a row-wise tensor and its own mean, either way round; null if it is something else.</summary>
    public static CentredValue? Difference(PlanningContext context, Value left, Value right)
    {
        var isFromRows = left is TensorValue { IsRow: true };
        return (isFromRows ? left : right) is TensorValue { IsRow: true } rows
            && (isFromRows ? right : left) is TensorValue { Stage: Stage.Result } mean && MeanAxes(rows, mean.Node) is { } dims
                ? new CentredValue(rows, dims, isFromRows ? null : context.Nodes.Code(NodeTypes.Double, "-1.0"))
                : null;
    }

    /// <summary>A product with a centred value in it; null if neither factor is centred.</summary>
    public static Value? Product(PlanningContext context, Value left, Value right, SyntaxNode syntax)
    {
        if (left is not OfCentred)
            (left, right) = (right, left);
        return (left, right) switch
        {
            (CentredValue x, CentredValue y) => x.Dims.SequenceEqual(y.Dims) && x.Rows.Axis == y.Rows.Axis
                ? new CentredProductValue(x.Rows, y.Rows, x.Dims, Times(context, x.Scale, y.Scale))
                : throw new NotStreamableException(
                    syntax,
                    "the two differences are from means over different axes; only means over the same axes can be streamed together"),
            (OfCentred x, _) when Factor(right) is { } factor => x with { Scale = Times(context, x.Scale, factor) },
            // The differences sum to 0, so that what they are multiplied with can be centred, too.
            (CentredValue x, TensorValue { IsRow: true } y) when x.Rows.Axis == y.Axis =>
                new CentredProductValue(x.Rows, y, x.Dims, x.Scale),
            _ => null,
        };
    }

    /// <summary>A centred value divided by a number; null if it is something else.</summary>
    public static Value? Quotient(PlanningContext context, Value left, Value right)
    {
        if (left is not OfCentred centred || Factor(right) is not { } divisor)
            return null;
        var inverse = divisor.Type == NodeTypes.Tensor
            ? context.Nodes.Code(NodeTypes.Tensor, "{0}.reciprocal()", divisor)
            : context.Nodes.Operator(NodeTypes.Double, "1.0 / {0}", divisor);
        return centred with { Scale = Times(context, centred.Scale, inverse) };
    }

    /// <summary>The sum or mean of a product of two centred tensors.</summary>
    public static Value Reduce(
        PlanningContext context,
        CentredProductValue product,
        bool isMean,
        IReadOnlyList<long>? dims,
        bool keepDim,
        SyntaxNode syntax
    )
    {
        var all = dims is null;
        var own = product.Dims;
        var axis = product.Left.Axis;
        var same = all
            ? own.Count == 0
            : own.SequenceEqual(dims!) || (own.Count == 0 && product.Left.Rank == 1 && dims!.SequenceEqual([0L]));
        if (!same && !(all && own.Count > 0))
            throw new NotStreamableException(
                syntax,
                "the product of two differences from a mean has to be summed over the axes of that mean"
            );
        // The check that the two fit stands on the first operand, so that it runs before the co-moment is taken.
        var left =
            product.Left.Node == product.Right.Node
                ? product.Left.Node
                : context.Nodes.Code(NodeTypes.Tensor, "{0}", [product.Left.Node, product.Right.Node], Templates.Meet(0, 1, axis, syntax));
        var kind = isMean ? ReductionKind.CoMomentMean : ReductionKind.CoMomentSum;
        var node = context.Nodes.Reduce(new Reduction(kind, axis, [.. own], keepDim && same), left, product.Right.Node);
        int? rank = own.Count == 0 ? 0 : product.Left.Rank - (keepDim ? 0 : own.Count);
        if (!same)
        {
            node = context.Nodes.Code(NodeTypes.Tensor, isMean ? "{0}.mean()" : "{0}.sum()", node);
            rank = 0;
        }

        if (product.Scale is { } scale)
            node = context.Nodes.Operator(NodeTypes.Tensor, "{0} * {1}", node, scale);
        return new TensorValue(node, Stage.Result, 0, rank);
    }

    /// <summary><c>d.T.mm(e)</c>: the co-moments of the columns of two matrices; null if neither is centred.</summary>
    public static Value? Matrix(MemberCall call)
    {
        if (call.Operands.Count != 2 || !call.Operands.Any(o => o.Value is CentredValue))
            return null;
        var (x, y) = (Columns(call, 0, "{0}.t().unsqueeze(2)"), Columns(call, 1, "{0}.unsqueeze(1)"));
        var product = new CentredProductValue(x.Rows, y.Rows, [0], Times(call.Context, x.Scale, y.Scale));
        return Reduce(call.Context, product, isMean: false, [0], keepDim: false, call.Syntax);
    }

    // [n, k, 1] or [n, 1, m], whose products are those of all pairs of columns.
    private static CentredValue Columns(MemberCall call, int operand, string template)
    {
        var axis = 1 - operand;
        var value = call.Operands[operand].Value is TensorValue { IsRow: true } plain
            ? new CentredValue(plain, [axis], null)
            : call.Operands[operand].Value as CentredValue;
        if (value is null || value.Rows.Axis != axis || !value.Dims.SequenceEqual([axis]) || value.Rows.Rank is not (null or 2))
            throw call.Refuse(ValueNodes.Centred);
        Check[] checks = value.Rows.Rank is null ? [Templates.Rank(0, 2, call.Syntax)] : [];
        var node = call.Nodes.Code(NodeTypes.Tensor, template, [value.Rows.Node], checks);
        return value with { Rows = new TensorValue(node, Stage.Row, 0, 3), Dims = [0] };
    }

    public static Value Square(CentredValue value, PlanningContext context) =>
        new CentredProductValue(value.Rows, value.Rows, value.Dims, Times(context, value.Scale, value.Scale));

    // A number only: anything with axes would have to be lined up with those that the sum leaves.
    private static Node? Factor(Value value) => value switch
    {
        HostValue host => host.Node,
        TensorValue { IsRow: false, Rank: 0 } tensor => tensor.Node,
        _ => null,
    };

    private static Node? Times(PlanningContext context, Node? left, Node? right)
    {
        if (left is null || right is null)
            return left ?? right;
        var type = left.Type == NodeTypes.Tensor || right.Type == NodeTypes.Tensor ? NodeTypes.Tensor : NodeTypes.Double;
        return context.Nodes.Operator(type, "{0} * {1}", left, right);
    }

    private static IReadOnlyList<long>? MeanAxes(TensorValue rows, Node mean)
    {
        if (mean.Kind is not Reduction { Kind: ReductionKind.Mean } reduction || mean.Children[0] != rows.Node)
            return null;
        var fits = reduction.Dims.Count == 0 || reduction.KeepDim || (rows.Axis == 0 && reduction.Dims.SequenceEqual([0L]));
        return fits ? reduction.Dims : null;
    }
}
