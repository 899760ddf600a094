namespace Gen.Metrics.Tests.RandomBodies;

/// <content>Values that are no tensors.</content>
internal sealed partial class BodyGenerator
{
    private string Int(int depth)
    {
        if (Outside(0.07))
            return OutsideInt(depth);
        if (depth <= 0)
        {
            return Chance(0.4) && Find(v => v.Kind is Kind.Int or Kind.Counter or Kind.Small) is { } known
                ? known.Name
                : Pick("n", "c", "0", "1", "2", "3", "ks.Length", "(int)x.ndim");
        }

        return Form(
            () => Int(0),
            () => Int(0),
            () => $"({Int(depth - 1)} {Pick("+", "-", "*")} {Int(depth - 1)})",
            () => $"({Int(depth - 1)} {Pick("/", "%")} {_random.Next(2, 4)})",
            () => $"Math.{Pick("Max", "Min")}({Int(depth - 1)}, {Int(depth - 1)})",
            () => $"({Bool(depth - 1)} ? {Int(depth - 1)} : {Int(depth - 1)})",
            () => $"(int)({Double(depth - 1)} * 3)",
            () => "(int)x.shape[1]",
            () => "(int)x.dim()",
            () => "ks[0]",
            () => "ks[^1]",
            () => "mode.Length",
            () => $"({Int(depth - 1)} {Pick("&", "|", "^", "<<")} {_random.Next(1, 3)})",
            () => $"({Int(depth - 1)} switch {{ 0 => 4, > 1 and < 4 => {Int(depth - 1)}, _ => 2 }})",
            () => $"(mode switch {{ \"sum\" => {Int(depth - 1)}, \"max\" => 2, _ => 1 }})",
            () => $"({Pick("small + 1", "signed * 2", "middle - 1", "small", "(int)big")})",
            () => $"(maybe ?? {Int(depth - 1)})",
            () => $"-{Int(0)}",
            () => $"Odd({Int(depth - 1)})");
    }

    private string Double(int depth)
    {
        if (Outside(0.05))
            return OutsideDouble(depth);
        if (depth <= 0)
            return Chance(0.3) && Find(Kind.Double) is { } known ? known.Name : Pick("a", "b", "0.5", "0.3", "1.5", "2.0", "a", "ds[0]");
        return Form(
            () => Double(0),
            () => Double(0),
            () => $"({Double(depth - 1)} {Pick("+", "-", "*")} {Double(depth - 1)})",
            () => $"({Double(depth - 1)} / (1 + Math.Abs({Double(depth - 1)})))",
            () => $"(double){Int(depth - 1)}",
            () => $"({Int(depth - 1)} / 2.0)",
            () => $"(1.0 + {Int(depth - 1)} / 2)",
            () => $"Math.Sqrt(Math.Abs({Double(depth - 1)}))",
            () => $"Math.{Pick("Min", "Max", "Pow")}({Double(depth - 1)}, 2)",
            () => $"({Bool(depth - 1)} ? {Double(depth - 1)} : {Double(depth - 1)})",
            () => $"(double)(float){Double(depth - 1)}",
            () => "f",
            () => "ds[^1]",
            () => $"ds[{Int(0)} & 0]",
            () => $"Halved({Int(depth - 1)})",
            () => $"ds.Where(item => item > {Double(depth - 1)}).Select(item => item * {Double(depth - 1)}).Sum()",
            () => $"ds.{Pick("Sum", "Max", "Average")}({Pick("", "item => Math.Abs(item) + n", "item => item < a ? 0.5 : item / 2")})",
            () => $"ks.Count(item => item > {Int(depth - 1)})",
            () => "Rate",
            () => "Scale",
            () => "Level",
            () => $"s_weights[{Column()}]",
            () => $"(mode == \"sum\" ? {Double(depth - 1)} : 0.25)",
            () => "(1.0 / x.shape[1])",
            () => $"Graded({With(Kind.Int, p => $"{p} => {Double(depth - 1)}")}, {Bound()})",
            () => Function(Kind.Double) is { } g ? $"{g}({Double(depth - 1)})" : "a");
    }

    private string Bool(int depth)
    {
        if (Outside(0.07))
            return OutsideBool(depth);
        if (depth <= 0)
        {
            return Chance(0.3) && Find(Kind.Bool) is { } known
                ? known.Name
                : Pick("on", "!on", "n > 2", "mode == \"sum\"", "a > 0.6", "n == 0");
        }

        return Form(
            () => Bool(0),
            () => $"{Int(depth - 1)} {Pick("<", "<=", "==", "!=", ">", ">=")} {Int(depth - 1)}",
            () => $"({Bool(depth - 1)} && {Bool(depth - 1)})",
            () => $"({Bool(depth - 1)} || {Bool(depth - 1)})",
            () => $"!({Bool(depth - 1)})",
            () => $"({Int(depth - 1)} is 1 or 2)",
            () => $"({Int(depth - 1)} is > 0 and not 3)",
            () => $"(mode is {Pick("\"max\"", "not \"sum\"", "\"sum\" or \"mean\"")})",
            () => $"({Int(depth - 1)} % 2 == 0)",
            () => $"({Double(depth - 1)} {Pick(">", "<=")} {Double(depth - 1)})",
            () => "(x.dim() == 2)",
            () => "(yTrue.dim() is 1)",
            () => "(ks.Length > 1)",
            () => $"(name {Pick("is null", "is not null", "== null", "!= null", "== \"mean\"")})",
            () => $"({Pick("maybe.HasValue", "maybe is null", "maybe > 2", "maybe is 2")})",
            () => $"(on ^ {Bool(depth - 1)})");
    }

    // How often a loop turns: few times.
    private string Bound() => Form(
        () => "n",
        () => "n",
        () => "c",
        () => "c",
        () => $"{_random.Next(1, 4)}",
        () => "ks.Length",
        () => "n - 1",
        () => "n / 2",
        () => "n + 1",
        () => "Math.Min(n, 2)",
        () => "(on ? n : 2)",
        () => "(int)x.shape[1]",
        () => "(int)x.dim()",
        () => Find(Kind.Counter) is { } counter ? $"Math.Min({counter}, 4)" : "3");
}
