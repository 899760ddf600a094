using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>How an accumulator is declared, made, fed and read.</summary>
internal static class AccumulatorCode
{
    public const string Metrics = "global::Gen.Training.Metrics.";

    /// <summary>Start of the field's name.</summary>
    public static string FieldName(Accumulation accumulation) => accumulation.Kind switch
    {
        NodeKind.Elements => "_elements",
        NodeKind.Latch => "_latched",
        _ => accumulation.Reduction!.Kind switch
        {
            ReductionKind.Sum or ReductionKind.Mean => "_sum",
            ReductionKind.Product => "_product",
            ReductionKind.Max => "_max",
            ReductionKind.Min => "_min",
            ReductionKind.Counts => "_counts",
            ReductionKind.JointCounts => "_jointCounts",
            ReductionKind.Contraction => "_contraction",
            _ => "_coMoment",
        },
    };

    public static string TypeOf(Accumulation accumulation) => TypeOf(accumulation, accumulation.Loops.Length);

    /// <summary>Makes one, with the widths given.</summary>
    public static string Create(Accumulation accumulation, IReadOnlyList<string> widths)
    {
        var sizes = accumulation.Reduction?.Kind is ReductionKind.Max or ReductionKind.Min
            ? [accumulation.Reduction!.Kind == ReductionKind.Max ? "maximum: true" : "maximum: false"]
            : widths;
        var text = $"new {TypeOf(accumulation, 0)}({string.Join(", ", sizes)})";
        for (var depth = accumulation.Loops.Length; depth > 0; depth -= 2)
            text =
                $"new {TypeOf(accumulation, accumulation.Loops.Length - Math.Max(depth - 2, 0))}({(widths.Count == 0 ? "static " : "")}() "
                + $"=> {text})";
        return text;
    }

    /// <summary>Hands a batch's values over.</summary>
    public static string Add(
        Accumulation accumulation,
        IReadOnlyList<string> operands,
        IReadOnlyList<string> indices,
        string update,
        string description
    )
    {
        var target = At(accumulation.Field, indices);
        if (accumulation.Kind is NodeKind.Latch)
            return $"{target}.Set({update}, {operands[0]}, {Literals.Text(description)});";
        if (accumulation.Kind is NodeKind.Elements)
            return $"{target}.Add({update}, {operands[0]});";
        var reduction = accumulation.Reduction!;
        var axes = $"{reduction.Axis}, [{string.Join(", ", reduction.Dims)}]{(reduction.KeepDim ? ", keepdim: true" : "")}";
        return reduction.Kind switch
        {
            ReductionKind.Sum or ReductionKind.Mean =>
                $"{target}.{(accumulation.HasMean ? "AddMean" : "Add")}({update}, {operands[0]}, {axes});",
            ReductionKind.Product or ReductionKind.Max or ReductionKind.Min => $"{target}.Add({update}, {operands[0]}, {axes});",
            ReductionKind.Counts => $"{target}.Add({update}, {operands[0]}, {reduction.Axis});",
            ReductionKind.JointCounts => $"{target}.Add({update}, {operands[0]}, {operands[1]});",
            ReductionKind.Contraction =>
                $"{target}.Add({update}, {operands[0]}, {reduction.Axis}, {operands[1]}, {reduction.SecondAxis}, "
                + $"static (left, right) => {Template.Fill(RuntimeCalls.Replace(reduction.Template), [new("left"), new("right")])});",
            _ => $"{target}.Add({update}, {operands[0]}, {operands[1]}, {axes});",
        };
    }

    /// <summary>Reads what a node of a result stands for.</summary>
    public static Expression Read(Accumulation accumulation, Node node, IReadOnlyList<string> indices, string computeScope)
    {
        var source = At(accumulation.Field, indices);
        if (accumulation.Kind is NodeKind.Latch)
            return new(source + ".Value");
        if (accumulation.Kind is NodeKind.Elements)
            return Total($"{source}.Total({computeScope})", node.Type);
        var reduction = (Reduction)node.Kind;
        var unbiased = reduction.Unbiased ? "true" : "false";
        return new(source + reduction.Kind switch
        {
            ReductionKind.Mean => $".Mean({computeScope})",
            ReductionKind.CoMomentMean => $".Variance({computeScope}, unbiased: false)",   // of the products, not of the values
            ReductionKind.Product => $".Product({computeScope})",
            ReductionKind.Max or ReductionKind.Min => $".Value({computeScope})",
            ReductionKind.Variance => $".Variance({computeScope}, unbiased: {unbiased})",
            ReductionKind.Deviation => $".StandardDeviation({computeScope}, unbiased: {unbiased})",
            ReductionKind.Counts or ReductionKind.JointCounts => $".Counts({computeScope})",
            _ => $".Sum({computeScope})",
        });
    }

    /// <summary>A number of rows or elements as the type that its place wants.</summary>
    public static Expression Total(string total, string type) => type switch
    {
        NodeTypes.Long => new(total + ".ToInt64()"),
        NodeTypes.Double => new(total + ".ToDouble()"),
        NodeTypes.Scalar => new(total + ".ToScalar()"),
        "float" => new($"(float){total}.ToDouble()", Precedence.Operator),
        _ => new Expression($"({type}){total}.ToInt64()", Precedence.Operator),
    };

    /// <summary>What it holds, in words.</summary>
    public static string Describe(Accumulation accumulation, Descriptions descriptions)
    {
        var operands = accumulation.Operands.Select(descriptions.Of).ToArray();
        var text = accumulation.Kind switch
        {
            NodeKind.Elements => operands[0].Text,
            NodeKind.Latch => $"{operands[0]}, the same in every batch",
            _ => accumulation.Reduction!.Kind switch
            {
                ReductionKind.Sum or ReductionKind.Mean => $"sum over the rows of {operands[0]}",
                ReductionKind.Product => $"product over the rows of {operands[0]}",
                ReductionKind.Max => $"largest over the rows of {operands[0]}",
                ReductionKind.Min => $"smallest over the rows of {operands[0]}",
                ReductionKind.Counts => $"how often each value occurs in {operands[0]}",
                ReductionKind.JointCounts => $"how often each pair occurs in {operands[0]} and {operands[1]}",
                ReductionKind.Contraction => "sum over the rows of "
                    + Template.Fill(Descriptions.Short(accumulation.Reduction.Template), operands),
                _ => operands[0] == operands[1] ? $"spread of {operands[0]}" : $"co-moment of {operands[0]} and {operands[1]}",
            },
        };
        return accumulation.Loops.Length == 0 ? text : text + ", for each pass of the loop";
    }

    private static string TypeOf(Accumulation accumulation, int loops)
    {
        var type = Metrics + accumulation.Kind switch
        {
            NodeKind.Elements => "ElementCount",
            NodeKind.Latch => $"BatchInvariant<{accumulation.Operands[0].Type}>",
            _ => accumulation.Reduction!.Kind switch
            {
                ReductionKind.Sum or ReductionKind.Mean => "SumAccumulator",
                ReductionKind.Product => "ProductAccumulator",
                ReductionKind.Max or ReductionKind.Min => "ExtremumAccumulator",
                ReductionKind.Counts => "CountAccumulator",
                ReductionKind.JointCounts => "JointCountAccumulator",
                ReductionKind.Contraction => "ContractionAccumulator",
                _ => "CoMomentAccumulator",
            },
        };
        for (; loops > 0; loops -= 2)
            type = $"{Metrics}Accumulators<{type}>";
        return type;
    }

    // One accumulator per pass: of two loops by both indices, of more by two at a time.
    private static string At(string field, IReadOnlyList<string> indices)
    {
        for (var i = 0; i < indices.Count; i += 2)
            field += i + 1 < indices.Count ? $".At({indices[i]}, {indices[i + 1]})" : $".At({indices[i]})";
        return field;
    }
}
