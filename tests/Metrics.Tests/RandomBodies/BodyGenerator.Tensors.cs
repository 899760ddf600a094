namespace Gen.Metrics.Tests.RandomBodies;

/// <content>Tensors with rows.</content>
internal sealed partial class BodyGenerator
{
    private string Rows(int depth)
    {
        if (Outside(0.05))
            return OutsideRows(depth);
        if (depth <= 0)
            return RowsLeaf();
        return Form(
            () => $"({Rows(depth - 1)} + {Rows(depth - 1)})",
            () => $"({Rows(depth - 1)} - {Rows(depth - 1)})",
            () => $"({Rows(depth - 1)} * {Rows(depth - 1)})",
            () => $"({Rows(depth - 1)} / ({Rows(depth - 1)}.abs() + 1))",
            () => $"{Rows(depth - 1)}.{Pick("abs()", "tanh()", "sin()", "sigmoid()", "square()", "clamp(-1, 1)", "detach()", "clone()")}",
            () => $"{Rows(depth - 1)}.{Pick("remainder(2)", "round()", "floor()", "pow(2)", "neg()", "to_type(float64)", "sign()")}",
            () => $"{Rows(depth - 1)}.{Pick("maximum", "minimum")}({Rows(depth - 1)})",
            () => $"where({Mask(depth - 1)}, {Rows(depth - 1)}, {Rows(depth - 1)})",
            () => $"({Rows(depth - 1)} * {Double(1)})",
            () => $"({Int(1)} - {Rows(depth - 1)})",
            () => $"({Rows(depth - 1)} {Pick("+", "-", "*")} {Int(1)})",
            () => $"({Rows(depth - 1)} + {Double(1)})",
            () => $"({Bool(1)} ? {Rows(depth - 1)} : {Rows(depth - 1)})",
            () => $"(mode switch {{ \"sum\" => {Rows(depth - 1)}, \"mean\" => {Rows(depth - 1)}, _ => {Rows(depth - 1)} }})",
            () => $"({Int(1)} switch {{ 0 => {Rows(depth - 1)}, 1 or 2 => {Rows(depth - 1)}, > 4 => w, _ => {Rows(depth - 1)} }})",
            () => $"Squash({Rows(depth - 1)})",
            () => $"Blend(share: {Double(1)}, u: {Rows(depth - 1)}, t: {Rows(depth - 1)})",
            () => $"Blend({Rows(depth - 1)}, {Rows(depth - 1)})",
            () => $"Powers({Rows(depth - 1)}, {Bound()})",
            () => $"Choose({Bool(1)}, {Rows(depth - 1)}, {Rows(depth - 1)})",
            () => $"{Mask(depth - 1)}.to_type({Pick("float32", "float64", "x.dtype")})",
            () => Reduced(depth - 1),
            () => $"arange(9).view(3, 3).to_type(x.dtype)[{Classes(depth - 1)}, {Pick(Classes(depth - 1), Column())}]",
            () => $"tensor(ds)[{Classes(depth - 1)} % ds.Length]",
            () => Function(Kind.Rows) is { } f ? $"{f}({Rows(depth - 1)})" : RowsLeaf(),
            () => Applied(Kind.Rows, depth - 1),
            () => $"{Rows(depth - 1)}.unsqueeze(1).squeeze(1)",
            () => $"({Rows(depth - 1)}.unsqueeze(1) * x).{Pick("sum(1)", "mean([1])")}",
            () => $"{Rows(depth - 1)}.masked_fill({Mask(depth - 1)}, {Double(1)})",
            () => $"{Wide(depth - 1)}.gather(1, {Classes(depth - 1)}.unsqueeze(1)).squeeze(1)",
            () => $"({Pick("zeros", "ones")}_like(w) * {Double(1)} + {Rows(depth - 1)})",
            () => $"({Rows(depth - 1)} * {Pick("tensor(2.0)", "torch.ones(1)", "full(1, 0.5)", "zeros(1)", $"tensor({Double(1)})")})"
        );
    }

    private string RowsLeaf()
    {
        if (Chance(0.45) && Find(v => v.Kind is Kind.Rows or Kind.MaybeRows) is { } known)
            return known.Name;
        return Form(
            () => "w",
            () => $"x[.., {Column()}]",
            () => $"x.select(1, {Column()})",
            () => $"yPred[.., {Column()}]",
            () => "yTrue.to_type(x.dtype)",
            () => "yTrue.type_as(w)",
            () => "x.mean([1])",
            () => "x[TensorIndex.Ellipsis, 0]");
    }

    private string Column() => Chance(0.4) && Find(Kind.Counter) is { } counter ? $"{counter} % 3" : $"{_random.Next(3)}";

    private string Axis() => Chance(0.6) && Find(Kind.Axis) is { } axis ? axis.Name : "1";

    // A number of each row from a wide tensor.
    private string Reduced(int depth) => Form(
        () => $"{Wide(depth)}.sum(1)",
        () => $"{Wide(depth)}.mean([-1])",
        () => $"{Wide(depth)}.amax({Axis()})",
        () => $"{Wide(depth)}.sum(dim: {Axis()})",
        () => $"{Wide(depth)}.max(1).values",
        () => $"{Wide(depth)}.sum(-1, keepdim: true).squeeze(1)",
        () => $"torch.logsumexp({Wide(depth)}.tanh(), 1)",
        () => $"{Wide(depth)}.T.mean([0])",
        () => $"{Wide(depth)}.var(1, unbiased: false)",
        () => $"{Wide(depth)}[.., {Column()}]",
        () => $"{Wide(depth)}.tanh().prod(1)",
        () => $"{Wide(depth)}.cumsum({Axis()})[.., ^1]",
        () => $"{Wide(depth)}.sort(1).Values[.., 1]",
        () => $"{Wide(depth)}.flatten(1).sum(1)");

    private string Wide(int depth)
    {
        if (Outside(0.04))
            return OutsideWide(depth);
        if (depth <= 0)
            return Chance(0.4) && Find(Kind.Wide) is { } known ? known.Name : Pick("x", "x", "yPred[.., 1..]", "yPred[.., ..3]");
        return Form(
            () => $"({Wide(depth - 1)} {Pick("+", "-", "*")} {Wide(depth - 1)})",
            () => $"({Wide(depth - 1)} - {Rows(depth - 1)}.unsqueeze(1))",
            () => $"({Wide(depth - 1)} * {Double(1)})",
            () => $"{Wide(depth - 1)}.{Pick("softmax(1)", "tanh()", "abs()", "sigmoid()", "clamp(min: -1)", "softmax(-1)")}",
            () => $"({Wide(depth - 1)} - {Wide(depth - 1)}.mean([1], keepdim: true))",
            () => $"{Wide(depth - 1)}.masked_fill({Wide(depth - 1)}.gt(0.3), {Double(1)})",
            () => $"where({Mask(depth - 1)}.unsqueeze(1), {Wide(depth - 1)}, {Wide(depth - 1)})",
            () => $"({Bool(1)} ? {Wide(depth - 1)} : {Wide(depth - 1)})",
            () => $"{Wide(depth - 1)}.T.contiguous().T",
            () => $"{Wide(depth - 1)}.transpose(0, 1).transpose(1, 0)",
            () => $"{Wide(depth - 1)}.contiguous().view(-1, 3)",
            () => $"{Wide(depth - 1)}.T.contiguous().view(3, -1).T",
            () => $"{Wide(depth - 1)}.reshape(x.shape[0], 3)",
            () => $"{Wide(depth - 1)}.flip(1)",
            () => $"stack(new[] {{ w, {RowsLeaf()}, x[.., 0] }}, 1)",
            () => $"stack([{RowsLeaf()}, w, w], -1)",
            () => $"functional.one_hot({Classes(depth - 1)}, 3).to_type(x.dtype)",
            () => $"({Wide(depth - 1)} * tensor(new[] {{ 0.5, {Double(1)}, 2.0 }}))",
            () => $"{Wide(depth - 1)}.index_select(1, tensor(new long[] {{ 2, 0, 1 }}))",
            () => $"cat([x[.., 0..1], {Rows(depth - 1)}.unsqueeze(1), x[.., 2..]], 1)");
    }

    private string Mask(int depth)
    {
        if (depth <= 0 && Chance(0.3) && Find(Kind.Mask) is { } known)
            return known.Name;
        if (depth <= 0)
        {
            return Form(
                () => $"w.gt({Double(1)})",
                () => $"yTrue.eq({Int(1)})",
                () => "yPred.argmax(1).eq(yTrue)",
                () => $"x[.., {Column()}].le({Double(0)})",
                () => $"(yTrue == {Int(0)})",
                () => $"(w > {Double(0)})");
        }

        return Form(
            () => $"({Mask(depth - 1)} & {Mask(depth - 1)})",
            () => $"({Mask(depth - 1)} | ~{Mask(depth - 1)})",
            () => $"{Mask(depth - 1)}.logical_or({Mask(depth - 1)})",
            () => $"{RowsLeaf()}.lt({RowsLeaf()})",
            () => $"{Wide(depth - 1)}.gt({Double(1)}).{Pick("any(1)", "all(1)")}",
            () => $"{Labels(depth - 1)}.ne({Int(1)})",
            () => $"({Labels(depth - 1)} % 2).eq(0)",
            () => $"isin({Labels(depth - 1)}, tensor(ks.Select(v => (long)v).ToArray()))",
            () => $"isin({Labels(depth - 1)}, tensor(new long[] {{ 1, 3 }}))",
            () => $"({Bool(1)} ? {Mask(depth - 1)} : {Mask(depth - 1)})",
            () => $"{Mask(depth - 1)}.logical_not()");
    }

    private string Labels(int depth)
    {
        if (depth <= 0)
            return Chance(0.3) && Find(Kind.Labels) is { } known ? known.Name : Pick("yTrue", "yTrue", "yPred.argmax(1)");
        return Form(
            () => $"{Wide(depth - 1)}.argmax({Pick(Axis(), "-1")})",
            () => $"({Labels(depth - 1)} {Pick("+", "*", "-")} {Int(1)})",
            () => $"{Labels(depth - 1)}.remainder(2)",
            () => $"{Labels(depth - 1)}.clamp(max: 2)",
            () => $"where({Mask(depth - 1)}, {Labels(depth - 1)}, {Labels(depth - 1)})",
            () => $"{Mask(depth - 1)}.to_type({Pick("int64", "int32", "torch.int8")})",
            () => $"{Labels(depth - 1)}.to_type({Pick("int32", "int16", "uint8")})",
            () => $"{Labels(depth - 1)}.div(2, RoundingMode.floor)",
            () => $"{Labels(depth - 1)}.abs()");
    }

    // Integers from 0 to 2 that are int64.
    private string Classes(int depth) => $"{Labels(depth)}.clamp(0, 2).to_type(int64)";
}
