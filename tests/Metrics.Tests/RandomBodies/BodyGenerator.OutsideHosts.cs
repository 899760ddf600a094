namespace Gen.Metrics.Tests.RandomBodies;

/// <content>Host expressions that are beyond the followed language, or at its edge.</content>
internal sealed partial class BodyGenerator
{
    private string OutsideInt(int depth)
    {
        if (Find(v => v.Kind == Kind.Int && v.Assignable) is { } i && Chance(0.5))
        {
            return Form(
                () => $"{i}++",
                () => $"++{i}",
                () => $"({i} = {i} + 2)",
                () => $"({i} += {Int(0)})",
                () => $"--{i}",
                () => $"Bump(ref {i})",
                () => $"checked({i} * 1000000)",
                () => $"ks[{i}++ & 0]");
        }

        return Form(
            () => $"(byte)({Int(depth - 1)} * 90)",
            () => $"(sbyte)({Int(depth - 1)} * 50)",
            () => $"(ushort)(n - 3)",
            () => $"unchecked((byte)({Int(depth - 1)} + 250))",
            () => $"checked((byte)({Int(depth - 1)} + 1))",
            () => $"unchecked((int)(big * 3))",
            () => "(int)a",
            () => "Convert.ToInt32(a)",
            () => "(int)Math.Round(a)",
            () => "(int)'b' - 'a'",
            () => "int.Parse(\"2\")",
            () => $"(s_turn = (s_turn + 1) % 3)",
            () => "Turn",
            () => $"((Func<int>)(() => n + 1))()",
            () => $"(ks is [var h, ..] ? h : 0)",
            () => $"(ks is [_, var h, ..] ? h + 1 : {Int(0)})",
            () => $"(x.shape is [_, var h] ? (int)h : 0)",
            () => $"(({Int(0)}, on) switch {{ (0, true) => 3, (_, false) => 1, var (h, _) => h + 1 }})",
            () => $"({Int(0)} switch {{ 1 when on => 2, var h when h > 2 => h - 1, _ => 4 }})",
            () => $"({Int(0)} is var h && h > 1 ? h : -h)",
            () => $"new Box {{ Value = n }}.Value",
            () => $"new Holder().Value",
            () => "new[] { 1, n, 3 }[1]",
            () => "ks[1..].Length",
            () => "ks.Sum()",
            () => "ks.Max()",
            () => "ks.Count(v => v > 1)",
            () => "ks.First(v => v >= 0)",
            () => "ks.Aggregate(0, (p, v) => p * 2 + v)",
            () => "(from v in ks where v > 0 select v).Count()",
            () => "Array.IndexOf(ks, 2)",
            () => "new HashSet<int>(ks).Count",
            () => "new Dictionary<string, int> { [\"sum\"] = 3, [\"mean\"] = 1, [\"max\"] = 2 }[mode]",
            () => "mode.IndexOf('m')",
            () => "n.CompareTo(2)",
            () => "$\"{n}ab\".Length",
            () => "(name?.Length ?? 1)",
            () => "(name?.Length is { } u ? u : 2)",
            () => "maybe.GetValueOrDefault(4)",
            () => "(maybe + 1 ?? 3)",
            () => $"Fibonacci(Math.Min(Math.Abs({Int(0)}), 4))",
            () => $"Generic({Int(0)})",
            () => $"(int)Level3.High",
            () => "sizeof(int)",
            () => "nameof(n).Length",
            () => "default(int)",
            () => $"({Int(0)} >>> 1)",
            () => "BitConverter.GetBytes(n).Length",
            () => "(int)(uint)(n - 6) % 5",
            () => "(int)(n * 1.5f)",
            () => "~n",
            () => "(mode[0] - 'l')",
            () => "(on ? small : signed)",
            () => "(n is int h ? h : 0)",
            () => "ks.Select(v => v + 1).Last()",
            () => "ks.ToList().Count",
            () => "(int)x.shape.Length",
            () => "Enumerable.Range(1, 3).Sum()");
    }

    private string OutsideDouble(int depth)
    {
        if (Find(v => v.Kind == Kind.Double && v.Assignable) is { } d && Chance(0.4))
            return Pick($"({d} = 0.5 * {d})", $"({d} *= 2)", $"{d}++", $"++{d}");
        return Form(
            () => "Turn",
            () => "Open",
            () => "Drawn",
            () => $"Halved(i: {Int(1)})",
            () => $"(double)(decimal){Pick("a", "b")}",
            () => "(double)0.1m",
            () => $"(double)(Half)a",
            () => $"(float)({Double(depth - 1)} / 3)",
            () => $"(Metres)n",
            () => $"((Metres)n + (Metres)c)",
            () => $"new Metres(a)",
            () => $"new Pair(a, b).High",
            () => $"(new Pair(a, b) with {{ High = 0.25 }}).High",
            () => $"Total(a, b, 1)",
            () => $"Total()",
            () => "ds.Sum()",
            () => "ds.Average()",
            () => "ds.Where(v => v > 0).DefaultIfEmpty(0.5).Max()",
            () => "ds.Zip(ks, (p, v) => p * v).Sum()",
            () => "ks.Average()",
            () => "(1 / (double)(n + 1))",
            () => "1 / (n + 2)",
            () => "7 / c",
            () => "(n / c)",
            () => "int.MaxValue + (double)n",
            () => "((a, b) switch { ( > 1, _) => 0.5, (_, < 0) => b, _ => a })",
            () => "(a > 1 ? 1 : 0.5)",
            () => "(on ? n : a)",
            () => "double.Parse(\"0.5\")",
            () => "(maybe is { } u ? u : 0.5)",
            () => "Math.Round(b)",
            () => "a % 0.3",
            () => "Math.Clamp(a, 0, 1)",
            () => "(double)big",
            () => "(long)(a * 3)",
            () => "(double)(byte)(n + 254)",
            () => "w.shape[0] * 0.25",
            () => "(double)x.shape[0] / yTrue.shape[0]",
            () => "new List<double> { a, b }[0]",
            () => "(ds is [var u, ..] ? u : 0)",
            () => $"s_weights.Sum()",
            () => $"s_weights.Length",
            () => "f * 3",
            () => "(f + a)",
            () => "(double)(f / 3)");
    }

    private string OutsideBool(int depth)
    {
        if (Find(v => v.Kind == Kind.Int && v.Assignable) is { } i && Chance(0.6))
        {
            return Form(
                () => $"(on && ++{i} > 2)",
                () => $"(on || {i}++ > 1)",
                () => $"(({i} = n) > 1)",
                () => $"({i}-- is > 0 and < 3)",
                () => $"({i}++ == {i})",
                () => $"({Bool(0)} & {i}++ >= 0)");
        }

        return Form(
            () => $"({Int(0)} is var h && h % 2 == 0)",
            () => "ks.Contains(2)",
            () => "ks.Any(v => v > 2)",
            () => "ks.All(v => v > 0)",
            () => "new HashSet<int> { 1, 3 }.Contains(n)",
            () => "mode.StartsWith(\"m\", StringComparison.Ordinal)",
            () => "string.IsNullOrEmpty(name)",
            () => "mode.Equals(\"sum\")",
            () => "(mode is { Length: 3 })",
            () => "(mode is ['m', ..])",
            () => "(ks is [0, ..] or [_, 2])",
            () => "(ks is { Length: > 2 })",
            () => "(maybe is > 2 or null)",
            () => "((n, on) is (> 1, true))",
            () => $"Turn > 2",
            () => $"w.sum().to_type(float64).item<double>() > 0.1234567",
            () => $"{Mask(0)}.any().item<bool>()",
            () => $"(x.shape[0] > {Int(0)})",
            () => "x.shape[0] % 2 == 0",
            () => "x.shape.Length == 2",
            () => "(x is not null)",
            () => "x.dtype == float64",
            () => "(x.dtype is ScalarType.Float32)",
            () => "((on, n) == (true, 2))",
            () => "a is double.NaN",
            () => "a == 1",
            () => "(object)n is int",
            () => "(on ? n : c) > 2",
            () => "on & n > 1 | mode == \"max\"",
            () => "(name ?? mode) == \"mean\"",
            () => "(byte)(n + 255) == 0",
            () => "!(n is 1)",
            () => "ks.SequenceEqual(new[] { 1, 2 })");
    }
}
