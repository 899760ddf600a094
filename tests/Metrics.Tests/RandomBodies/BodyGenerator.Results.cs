namespace Gen.Metrics.Tests.RandomBodies;

/// <content>Reductions, and what is made of them.</content>
internal sealed partial class BodyGenerator
{
    private string Number(int depth)
    {
        if (Outside(0.06))
            return OutsideNumber(depth);
        if (depth <= 0)
            return Chance(0.4) && Find(Kind.Number) is { } known ? known.Name : Reduction(1);
        return Form(
            () => Reduction(2),
            () => Reduction(2),
            () => Reduction(2),
            () => $"({Number(depth - 1)} {Pick("+", "-", "*")} {Number(depth - 1)})",
            () => $"({Number(depth - 1)} / ({Number(depth - 1)}.abs() + 1))",
            () => $"({Number(depth - 1)} * {Double(1)})",
            () => $"({Double(1)} - {Number(depth - 1)})",
            () => $"({Number(depth - 1)} + {Int(1)})",
            () => $"({Number(depth - 1)}.abs() + 0.1).sqrt()",
            () => $"{Number(depth - 1)}.{Pick("tanh()", "abs()", "neg()", "sigmoid()", "tanh().exp()", "clamp(-3, 3)")}",
            () => $"{Number(depth - 1)}.to_type({Pick("float64", "float32")})",
            () => $"torch.maximum({Number(depth - 1)}, {Number(depth - 1)})",
            () => $"({Bool(1)} ? {Number(depth - 1)} : {Number(depth - 1)})",
            () => $"where({Number(depth - 1)}.gt(0.123456), {Number(depth - 1)}, {Number(depth - 1)})",
            () => $"({Number(depth - 1)}.to_type(float64).item<double>() > 0.1234567 ? {Number(depth - 1)} : {Number(depth - 1)})",
            () => $"Squash({Number(depth - 1)})",
            () => $"Blend(u: {Number(depth - 1)}, t: {Number(depth - 1)})",
            () => $"Choose({Bool(1)}, {Number(depth - 1)}, {Number(depth - 1)})",
            () => $"(mode switch {{ \"sum\" => {Number(depth - 1)}, _ => {Number(depth - 1)} }})",
            () => Counted(depth - 1),
            () => Counted(depth - 1),
            () => $"functional.one_hot({Classes(1)}, 3).sum(dim: 0).{Pick("unique().output.sum()", "nonzero().numel()")}",
            () => $"{Vector(depth - 1)}.masked_select({Vector(depth - 1)}.gt(0.123456)).{Pick("sum()", "numel()")}",
            () => $"{Vector(depth - 1)}[{Column()}]",
            () => $"{Vector(depth - 1)}.{Pick("sum()", "max()", "mean()", "std()", "prod()", "argmax()", "norm()")}",
            () => $"stack(Enumerable.Range(0, {Bound()}).Select(q => {Counting("q", () => Number(depth - 1))}).ToArray()).sum()",
            () => $"stack({Pick("ds", "ks")}.Select({With(Kind.Double, p => $"{p} => {Rows(1)}.mean() * {p}")}).ToArray()).sum()",
            () => Applied(Kind.Number, depth - 1),
            () => $"Weighted({Rows(1)}, {Rows(1)})",
            () => Function(Kind.Number) is { } f ? $"{f}({Rows(1)})" : Reduction(1));
    }

    // An expression in which a lambda's parameter is a counter.
    private string Counting(string name, Func<string> write)
    {
        var text = "";
        if (_scope.Any(v => v.Name == name))
            return Reduction(1);
        Scoped(() =>
        {
            Add(name, Kind.Counter, false);
            text = write();
        });
        return text;
    }

    private string Reduction(int depth) => Form(
        () => $"{AnyRows(depth)}.sum()",
        () => $"{AnyRows(depth)}.mean()",
        () => $"{AnyRows(depth)}.{Pick("max()", "min()")}",
        () => $"torch.{Pick("sum", "mean", "max", "min")}({AnyRows(depth)})",
        () => $"{Rows(depth)}.std(unbiased: false).square()",
        () => $"{Rows(depth)}.{Pick("amax([0])", "sum(dim: 0)", "mean([0])", "sum(dim: 0, keepdim: true).squeeze(0)")}",
        () => $"{Wide(depth)}.{Pick("sum()", "mean()", "max()", "sum(1).sum()", "sum(dim: 0).sum()", "amax(1).mean()")}",
        () => $"{Mask(depth)}.sum()",
        () => $"{Mask(depth)}.to_type({Pick("float32", "float64", "int64")}).{Pick("sum()", "max()")}",
        () => $"{Mask(depth)}.{Pick("any()", "all()")}.to_type(float32)",
        () => $"{Labels(depth)}.{Pick("sum()", "max()", "min()")}",
        () => $"{Rows(depth)}.sum(type: {Pick("float64", "float32")})",
        () => "w.dot(x[.., 1])",
        () => "x.T.matmul(x).diag().sum()",
        () => Centred(),
        () => $"{Rows(depth)}.{Pick("var()", "std()")}",
        () => "(x - x.mean([0])).square().mean([0]).sum()",
        () => $"functional.mse_loss({Rows(depth - 1)}, {Rows(depth - 1)})",
        () => $"functional.l1_loss(w, {Rows(depth - 1)}, reduction: Reduction.{Pick("Sum", "Mean")})",
        () => "functional.cross_entropy(yPred, yTrue)",
        () => $"functional.one_hot({Classes(depth - 1)}, 3).sum(dim: 0)[1]",
        () => $"(({Rows(depth)} * {Rows(depth - 1)}).sum() / {Rows(depth - 1)}.square().sum().clamp(min: 1))");

    private string AnyRows(int depth) =>
        Chance(0.12) ? $"({Bool(1)} ? {Rows(depth - 1)} : {Pick("ones(1)", "torch.tensor(1.0)", "zeros(1)", "torch.full(1, 2.0)")})"
        : Rows(depth);

    // With the number of rows.
    private string Counted(int depth) => Form(
        () => $"({Number(depth)} / x.shape[0])",
        () => $"({Mask(1)}.sum() / (double)w.size(0))",
        () => $"({Number(depth)} * (1.0 / w.numel()))",
        () => $"({Wide(1)}.sum() / x.NumberOfElements)",
        () => $"({Number(depth)} / (x.shape[0] + {Int(1)}))",
        () => $"({Number(depth)} * (x.shape[0] / 2))",
        () => $"({Number(depth)} + (int)x.shape[0])",
        () => $"{Mask(1)}.sum().clamp(min: 1, max: x.shape[0])",
        () => $"{Number(depth)}.clamp(max: x.shape[0])",
        () => $"((Tensor)x.shape[0] / 4)",
        () => $"(x.shape[0] - {Mask(1)}.sum())",
        () => $"({Number(depth)} / x.shape[0] * x.shape[1])",
        () => $"({Number(depth)} * x.dim())",
        () => $"torch.tensor(x.shape[0]).to_type({Pick("float32", "float64", "int64")})",
        () => $"({Number(depth)} / Math.Max(1, x.shape[0] - 1))",
        () => $"({Number(depth)} * Math.Sqrt(yTrue.shape[0]))",
        () => $"(x.shape[0] * {Double(1)} + {Number(depth)})",
        () => $"(x.shape[0] > 0 ? {Number(depth)} : {Number(depth)})");

    private string Vector(int depth)
    {
        if (depth <= 0)
            return Chance(0.3) && Find(Kind.Vector) is { } known ? known.Name : $"{Wide(1)}.{Pick("sum(dim: 0)", "mean([0])", "amax(0)")}";
        return Form(
            () => $"{Wide(2)}.{Pick("sum(dim: 0)", "mean([0])", "amin(0)", "sum([0])", "var(0, unbiased: false)", "T.sum(1)")}",
            () => $"{Wide(1)}.mean([0], keepdim: true).squeeze(0)",
            () => $"functional.one_hot({Classes(1)}, 3).sum(dim: 0)",
            () => $"stack(new[] {{ {Reduction(1)}, {Reduction(1)}, {Reduction(1)} }})",
            () => $"({Vector(depth - 1)} {Pick("+", "*", "-")} {Vector(depth - 1)})",
            () => $"({Vector(depth - 1)} * {Double(1)})",
            () => $"({Vector(depth - 1)} / {Number(0)})",
            () => AddedAtClasses(),
            () => AddedAtClasses(),
            () => $"(x - x.mean([0])).T.{Pick("mm", "matmul")}({Wide(1)}.to_type(x.dtype)).{Pick("diag()", "sum(1)")}",
            () => $"{Vector(depth - 1)}.{Pick("tanh()", "flip(0)", "cumsum(0)", "abs()", "clone()", "sort(0).Values")}",
            () => $"({Bool(1)} ? {Vector(depth - 1)} : {Vector(depth - 1)})");
    }

    private string AddedAtClasses() => Form(
        () => $"zeros(3, dtype: float64).{Pick("scatter_add", "scatter_add_")}(0, {Classes(1)}, {Rows(1)}.to_type(float64))",
        () => $"ones(3, dtype: float32).index_add(0, {Classes(1)}, {Rows(1)}.to_type(float32), {Double(0)})",
        () => $"zeros([3, 3], dtype: float64).index_add_(0, {Classes(1)}, {Wide(1)}.to_type(float64), 1).sum(dim: 0)",
        () => $"torch.bincount({Classes(1)}, {Rows(1)}, 3)",
        () => $"torch.bincount({Classes(1)}, {Classes(1)}, 3)",
        () => $"zeros(x.shape[0], 3).scatter(1, {Classes(1)}.unsqueeze(1), ones(x.shape[0], 1)).sum(dim: 0)",
        () => $"zeros_like(x).scatter_(1, {Classes(1)}.unsqueeze(1), {Wide(1)}.to_type(x.dtype)).sum(dim: 0)");

    // A product of two values, one or each of them less its own mean.
    private string Centred()
    {
        var (left, right) = (RowsLeaf(), RowsLeaf());
        var other = Chance(0.6) ? $"({right} - {right}.mean())" : $"{right}";
        return $"(({left} - {left}.mean()) * {other}).{Pick("mean()", "sum()")}";
    }
}
