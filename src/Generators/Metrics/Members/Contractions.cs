using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;

namespace Gen.Generators.Metrics.Members;

/// <summary>Products that sum over an axis: over the rows they are accumulated, over another one they stay row-wise.</summary>
internal static class Contractions
{
    private const string RowsByRows =
        "every row would meet every other row; contract over the rows with a.T.mm(b), or row by row with (a * b).sum(dim: 1)";

    /// <summary><c>dot</c>, <c>vdot</c>, <c>inner</c> of two vectors of rows.</summary>
    public static Value Dot(MemberCall call)
    {
        var (left, right) = Two(call);
        if (!left.IsRow && !right.IsRow)
            return Elementwise.Factory(call) is TensorValue value ? value with { Rank = 0 } : throw call.Refuse(RowsByRows);
        if (!left.IsRow || !right.IsRow)
            throw call.Refuse(Joins(call, left, right));
        return Contract(call, left, right, "{0}.dot({1})", 0, Templates.Rank(0, 1, call.Syntax), Templates.Rank(1, 1, call.Syntax));
    }

    /// <summary><c>matmul</c>, <c>mm</c>, <c>mv</c>.</summary>
    public static Value MatMul(MemberCall call)
    {
        if (Centring.Matrix(call) is { } coMoments)
            return coMoments;
        var (left, right) = Two(call);
        if (!left.IsRow && !right.IsRow)
            return new TensorValue(call.Emit(), HostValues.Later(left.Stage, right.Stage), 0, left.Rank == 2 && right.Rank == 2 ? 2 : null);
        if (left.Stage == Stage.Result || right.Stage == Stage.Result)
            throw call.Refuse(Elementwise.ResultInRows);
        if (left.IsRow && right.IsRow)
        {
            if (left.Axis == 1 && right.Axis == 0 && left.Rank is null or 2)
                return Contract(
                    call, left, right, "{0}.matmul({1})", right.Rank is 1 or 2 ? right.Rank : null, Templates.Rank(0, 2, call.Syntax));
            if (left.Axis == 0 && right.Axis == 0 && left.Rank == 1 && right.Rank == 1)
                return Contract(call, left, right, "{0}.dot({1})", 0);
            return left.Axis == 0 && left.Rank > 2 && left.Rank == right.Rank ? BatchMatMul(call) : throw call.Refuse(RowsByRows);
        }

        if (left.IsRow)
        {
            // [n, c] times a matrix or vector from config.
            if (left.Axis != 0)
                throw call.Refuse("the rows meet a tensor that has none");
            var matrix = call.Emit(Templates.RankAtLeast(0, 2, call.Syntax), Templates.RankAtMost(1, 2, call.Syntax));
            return new TensorValue(matrix, Stage.Row, 0, right.Rank == 2 ? left.Rank : null);
        }

        // A matrix from config times [k, n], or times a matrix in each row.
        Check[] checks = right.Axis == 1
            ? [Templates.Rank(0, 2, call.Syntax), Templates.Rank(1, 2, call.Syntax)]
            : [Templates.RankAtMost(0, 2, call.Syntax), Templates.RankAtLeast(1, 3, call.Syntax)];
        if (right.Axis > 1 || (right.Axis == 0 && right.Rank < 3))
            throw call.Refuse("the rows meet a tensor that has none");
        return new TensorValue(call.Emit(checks), Stage.Row, right.Axis, left.Rank == 2 ? right.Rank : null);
    }

    /// <summary><c>bmm</c>: a product of matrices per row.</summary>
    public static Value BatchMatMul(MemberCall call)
    {
        var (left, right) = Two(call);
        if (!left.IsRow && !right.IsRow)
            return Elementwise.Factory(call);
        if (!left.IsRow || !right.IsRow || left.Axis != 0 || right.Axis != 0)
            throw call.Refuse(RowsByRows);
        return new TensorValue(call.Emit(Templates.Meet(0, 1, 0, call.Syntax)), Stage.Row, 0, left.Rank ?? right.Rank ?? 3);
    }

    /// <summary><c>outer</c>: of two vectors of which at most one has rows.</summary>
    public static Value Outer(MemberCall call)
    {
        var (left, right) = Two(call);
        if (left.IsRow && right.IsRow)
            throw call.Refuse(RowsByRows);
        if (left.Stage == Stage.Result && right.IsRow || right.Stage == Stage.Result && left.IsRow)
            throw call.Refuse(Elementwise.ResultInRows);
        return new TensorValue(
            call.Emit(),
            left.IsRow || right.IsRow ? Stage.Row : HostValues.Later(left.Stage, right.Stage),
            right.IsRow ? 1 : 0,
            2
        );
    }

    /// <summary><c>einsum</c>: the equation says what happens to the axis of the rows.</summary>
    public static Value Einsum(MemberCall call)
    {
        if (
            call.Operands[0].Value is not HostValue { Node: { Literal: not null } text }
            || !text.Text.StartsWith("\"", System.StringComparison.Ordinal)
        )
            throw call.Refuse("the equation of einsum must be a constant");
        var equation = text.Text.Trim('"').Replace(" ", "");
        var values = call.Items();
        var sides = equation.Split(["->"], System.StringSplitOptions.None);
        var terms = sides[0].Split(',');
        if (sides.Length != 2 || terms.Length != values.Count || equation.Contains("."))
            throw call.Refuse("write the equation of einsum with its result and without '...', one term per tensor");
        var tensors = values.OfType<TensorValue>().ToList();
        if (tensors.Count != values.Count)
            throw call.Refuse("the operands of einsum must be tensors");
        var stage = tensors.Max(t => t.Stage);
        if (!tensors.Any(t => t.IsRow))
            return new TensorValue(call.Emit(), stage, 0, sides[1].Length);
        if (tensors.Any(t => t.Stage == Stage.Result))
            throw call.Refuse(Elementwise.ResultInRows);

        var letters = tensors.Zip(terms, (t, term) => !t.IsRow ? (char?)null : t.Axis < term.Length ? term[t.Axis] : '?')
            .OfType<char>().Distinct().ToList();
        if (letters.Count != 1 || letters[0] == '?')
            throw call.Refuse("the rows have different letters in the equation: every row would meet every other row");
        var letter = letters[0];
        for (var i = 0; i < terms.Length; i++)
        {
            if (terms[i].Count(c => c == letter) != (tensors[i].IsRow ? 1 : 0))
                throw call.Refuse("the letter of the rows stands for another axis, too");
        }

        if (sides[1].IndexOf(letter) is >= 0 and var axis)
            return new TensorValue(call.Emit(), Stage.Row, axis, sides[1].Length);
        var rows = tensors.Select((t, i) => (t, i)).Where(t => t.t.IsRow).ToList();
        var constants = tensors.Count - rows.Count;
        if (constants > 0 || rows.Count > 2)
            throw call.Refuse("sum over the rows of at most two tensors at once, and apply others to the result");
        var quoted = Templates.Escape(Literals.Text(equation));
        if (rows.Count == 2)
            return Contract(call, tensors[0], tensors[1], $"global::TorchSharp.torch.einsum({quoted}, {{0}}, {{1}})", sides[1].Length);
        // One operand: what the equation does to the other axes row by row, then the sum over the rows.
        var perRow = call.Nodes.Code(
            NodeTypes.Tensor,
            $"global::TorchSharp.torch.einsum({Templates.Escape(Literals.Text($"{terms[0]}->{letter}{sides[1]}"))}, {{0}})",
            tensors[0].Node
        );
        return new TensorValue(call.Nodes.Reduce(new Reduction(ReductionKind.Sum, 0, [0]), perRow), Stage.Result, 0, sides[1].Length);
    }

    private static TensorValue Contract(
        MemberCall call, TensorValue left, TensorValue right, string template, int? rank, params Check[] checks)
    {
        var first = checks.Length == 0 ? left.Node : call.Nodes.Code(NodeTypes.Tensor, "{0}", [left.Node, right.Node], checks);
        var reduction = new Reduction(ReductionKind.Contraction, left.Axis, SecondAxis: right.Axis, Template: template);
        return new TensorValue(call.Nodes.Reduce(reduction, first, right.Node), Stage.Result, 0, rank);
    }

    private static string Joins(MemberCall call, TensorValue left, TensorValue right) =>
        left.Stage == Stage.Result || right.Stage == Stage.Result
            ? Elementwise.ResultInRows
            : $"'{call.Name}' sums over the rows against a tensor that has none";

    private static (TensorValue Left, TensorValue Right) Two(MemberCall call)
    {
        var tensors = call.Tensors().Select(t => t.Tensor).ToList();
        return tensors.Count == 2 ? (tensors[0], tensors[1]) : throw call.Refuse($"'{call.Name}' needs two tensors");
    }
}
