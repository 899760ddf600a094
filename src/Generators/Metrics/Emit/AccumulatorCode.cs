using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>How an accumulator is declared, made, fed and read.</summary>
internal static class AccumulatorCode
{
    public const string Metrics = "global::Gen.Training.Metrics.";

    /// <summary>Start of the field's name.</summary>
    public static string FieldName(Accumulation accumulation) => accumulation.Reduction is { } reduction
        ? AccumulatorKind.Of(reduction).Field
        : accumulation.Kind is NodeKind.Latch ? "_latched" : "_elements";

    public static string TypeOf(Accumulation accumulation) => TypeOf(accumulation, accumulation.Loops.Length);

    /// <summary>Makes one, with the widths given.</summary>
    public static string Create(Accumulation accumulation, IReadOnlyList<string> widths)
    {
        var sizes = accumulation.Reduction?.Kind switch
        {
            ReductionKind.Max => "maximum: true",
            ReductionKind.Min => "maximum: false",
            _ => string.Join(", ", widths),
        };
        var text = $"new {TypeOf(accumulation, 0)}({sizes})";
        var isStatic = widths.Count == 0 ? "static " : "";
        for (var depth = accumulation.Loops.Length % 2 == 0 ? 2 : 1; depth <= accumulation.Loops.Length; depth += 2)
            text = $"new {TypeOf(accumulation, depth)}({isStatic}() => {text})";
        return text;
    }

    /// <summary>Hands a batch's values over.</summary>
    public static string Add(
        Accumulation accumulation, IReadOnlyList<string> operands, IReadOnlyList<string> indices, string update, string description)
    {
        var target = At(accumulation.Field, indices);
        if (accumulation.Kind is NodeKind.Latch)
            return $"{target}.Set({update}, {operands[0]}, {Literals.Text(description)});";
        if (accumulation.Reduction is not { } reduction)
            return $"{target}.Add({update}, {operands[0]});";
        if (reduction.Kind == ReductionKind.Contraction)
            return $"{target}.Add({update}, {operands[0]}, {reduction.Axis}, {operands[1]}, {reduction.SecondAxis}, "
                + $"static (left, right) => {Template.Fill(RuntimeCalls.Replace(reduction.Template), [new("left"), new("right")])});";
        var axes = AccumulatorKind.Of(reduction).Arguments(reduction);
        return $"{target}.{(accumulation.HasMean ? "AddMean" : "Add")}({update}, {string.Join(", ", operands)}{axes});";
    }

    /// <summary>Reads what a node of a result stands for.</summary>
    public static Expression Read(Accumulation accumulation, Node node, IReadOnlyList<string> indices, string computeScope)
    {
        var source = At(accumulation.Field, indices);
        return node.Kind is Reduction reduction
            ? new($"{source}.{string.Format(AccumulatorKind.Of(reduction).Read, computeScope, reduction.Unbiased ? "true" : "false")}")
            : node.Kind is NodeKind.Latch ? new(source + ".Value")
            : Total($"{source}.Total({computeScope})", node.Type);
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
            Reduction { Kind: ReductionKind.CoMomentSum } when operands[0] == operands[1] => $"spread of {operands[0]}",
            Reduction { Kind: ReductionKind.Contraction } reduction =>
                AccumulatorKind.Of(reduction).Words + Template.Fill(Descriptions.Short(reduction.Template), operands),
            Reduction reduction => string.Format(AccumulatorKind.Of(reduction).Words, operands[0], operands[operands.Length - 1]),
            _ => "",
        };
        return accumulation.Loops.Length == 0 ? text : text + ", for each pass of the loop";
    }

    private static string TypeOf(Accumulation accumulation, int loops)
    {
        var type = Metrics + accumulation.Kind switch
        {
            NodeKind.Elements => "ElementCount",
            NodeKind.Latch => $"BatchInvariant<{accumulation.Operands[0].Type}>",
            _ => AccumulatorKind.Of(accumulation.Reduction!).Type + "Accumulator",
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
