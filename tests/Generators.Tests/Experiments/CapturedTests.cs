namespace Gen.Generators.Tests.Experiments;

/// <summary>The parameters of generated overloads of captured methods, and the arguments that they pass.</summary>
public sealed class CapturedTests
{
    private const string Entries = """
        public enum Mode { Off, On, Auto }
        [Config] public class Part { public int Depth { get; init; } = 4; }
        """;

    private static GeneratedProgram With(string member, string call, string more = "") => GeneratedProgram.Of($$"""
        {{Entries}}
        [Experiment("e")] public partial class E
        {
            public int Epochs { get; init; } = 5;
            public int BatchSize { get; init; } = 7;
            public double Rate { get; init; } = 0.5;
            public string Name { get; init; } = "n";
            public string? Note { get; init; }
            public int? Limit { get; init; }
            public int[] Sizes { get; init; } = [1, 2];
            public IReadOnlyList<string> Tags { get; init; } = ["a"];
            public Mode Mode { get; init; } = Mode.On;
            public Part Part { get; init; } = new();
            public int Steps => Epochs * 10;
            {{member}}
            public static object? Test(E e) => e.Call();
            object? Call() => {{call}};
        }
        {{more}}
        """);

    private static object? Value(string member, string call, params string[] updates)
    {
        var program = With(member, call);
        return program.Call("E.Test", [program.Parse("E", updates)]);
    }

    [Theory]
    // The precedence of Sacred: arguments, config entries, defaults of parameters.
    [InlineData("[Captured] int F(int epochs) => epochs;", "F()", 3)]
    [InlineData("[Captured] int F(int epochs) => epochs;", "F(9)", 9)]
    [InlineData("[Captured] int F(int epochs) => epochs;", "F(epochs: 9)", 9)]
    [InlineData("[Captured] int F(int epochs = 100) => epochs;", "F()", 3)]
    [InlineData("[Captured] int F(int epochs = 100) => epochs;", "F(9)", 9)]
    [InlineData("[Captured] int F(int x, int epochs = 100) => x + epochs;", "F(1000)", 1003)]
    [InlineData("[Captured] int F(int x, int epochs = 100) => x + epochs;", "F(x: 1000)", 1003)]
    [InlineData("[Captured] int F(int x, int epochs = 100) => x + epochs;", "F(1000, 9)", 1009)]
    [InlineData("[Captured] int F(int x, int epochs = 100) => x + epochs;", "F(epochs: 9, x: 1000)", 1009)]
    [InlineData("[Captured] static int F(int x, int epochs, int y = 10) => x + epochs + y;", "F(1000)", 1013)]
    [InlineData("[Captured] static int F(int x, int epochs, int y = 10) => x + epochs + y;", "F(1000, 500)", 1503)]
    [InlineData("[Captured] static int F(int x, int epochs, int y = 10) => x + epochs + y;", "F(1000, y: 20)", 1023)]
    [InlineData("[Captured] static int F(int x, int epochs, int y = 10) => x + epochs + y;", "F(1000, 9, 20)", 1029)]
    [InlineData("[Captured] static int F(int epochs, int x) => x + epochs;", "F(x: 1000)", 1003)]
    [InlineData("[Captured] static int F(int epochs, int x) => x + epochs;", "F(1000)", 1003)]
    // With all optional arguments omitted, overload resolution must prefer the generated overload.
    [InlineData("[Captured] int F(int x, int epochs = 100, int y = 10) => x + epochs + y;", "F(1000)", 1013)]
    [InlineData("[Captured] int F(int x, int y = 10, int epochs = 100) => x + epochs + y;", "F(1000, 20)", 1023)]
    [InlineData("[Captured] int F(int x = 1000, int epochs = 100) => x + epochs;", "F()", 1003)]
    [InlineData("[Captured] int F(int x, int epochs = 100, int y = 10) => x + epochs + y;", "F(1000, epochs: 9)", 1019)]
    [InlineData("[Captured] int F(int epochs = 100, params int[] xs) => epochs + xs.Length;", "F()", 3)]
    [InlineData("[Captured] int F([FromCaller] int epoch, int batchSize) => epoch * 100 + batchSize;", "F(9)", 907)]
    [InlineData("[Captured] int F([FromCaller] Random random, int epochs) => random is null ? epochs : -1;", "F(null!)", 3)]
    public void Argument_PrecedesConfig_PrecedesDefault(string member, string call, int expected) =>
        Assert.Equal(expected, Value(member, call, "epochs=3"));

    [Theory]
    [InlineData("int F(long epochs, double batch_size) => (int)(epochs + batch_size);", "F()", 12)]
    [InlineData("int F(int? epochs, int? limit) => (epochs ?? 0) + (limit ?? 100);", "F()", 105)]
    [InlineData("int F(object epochs, IEnumerable<int> sizes) => (int)epochs + sizes.Sum();", "F()", 8)]
    [InlineData("int F([FromConfig(\"batch-size\")] int outputs) => outputs;", "F()", 7)]
    [InlineData("int F([FromConfig(nameof(BatchSize))] int outputs) => outputs;", "F()", 7)]
    [InlineData(
        "int F([FromConfig(\"part.depth\")] int d, Part part, [FromConfig(\"Part\")] Part other) => d + part.Depth + other.Depth;",
        "F()",
        12
    )]
    [InlineData("int F(int steps) => steps;", "F()", 50)]
    [InlineData(
        "int F(E self, Run run, ILogger log, Random random, CancellationToken token) => self.Epochs + (run.Status is null ? 1 : 0) + (log "
        + "== run.Log ? 10 : 0) + (token.CanBeCanceled ? 100 : 0) + (random.Next(1, 2) * 1000);",
        "F()",
        1116
    )]
    [InlineData(
        "bool F([Seed] long one, [Seed] long two, Random random) => one != two && one >= 0 && random.Next() != random.Next();",
        "F()",
        true
    )]
    [InlineData("int F(Fold fold) => fold.Index * 10 + fold.Count;", "F()", 1)]
    [InlineData("Mode F(Mode mode) => mode;", "(int)F()", 1)]
    [InlineData("string F(string name, string? note, IReadOnlyList<string> tags) => name + note + tags[0];", "F()", "na")]
    [InlineData("ref readonly int F(int epochs, int[] sizes) => ref sizes[1];", "F()", 2)]
    [InlineData(
        "ref int F(int[] sizes, ref int x) { x++; return ref sizes[0]; }",
        "((Func<int>)(() => { var x = 1; F(ref x) = 9; return Sizes[0] * 10 + x; }))()",
        92
    )]
    [InlineData(
        "void F(int epochs, out int x, in int y, ref readonly int z) => x = epochs + y + z;",
        "((Func<int>)(() => { var z = 100; F(out var x, 10, in z); return x; }))()",
        115
    )]
    [InlineData("int F(int epochs, params string[] more) => epochs + more.Length;", "F(\"a\", \"b\")", 7)]
    [InlineData("int F(int epochs, params ReadOnlySpan<string> more) => epochs + more.Length;", "F(\"a\", \"b\")", 7)]
    [InlineData("int F(int epochs, scoped Span<int> more) => epochs + more.Length;", "F(new int[4])", 9)]
    [InlineData("(int A, string? B) F(int epochs, (int A, string? B) x) => (x.A + epochs, x.B);", "F((1, \"b\")).A", 6)]
    [InlineData(
        "int F(int epochs, int? a = null, string? b = null, string c = null!, double d = double.NaN, float f = float.PositiveInfinity, "
        + "decimal m = -1.50m, char h = '\\'', long l = long.MinValue, ulong u = ulong.MaxValue, uint v = 3000000000, bool t = true, "
        + "string s = \"a\\\"{0}\\\\\\n\\u2028\", Mode e = Mode.Auto, Mode? n = Mode.Auto, Mode? n2 = null, (int, int) p = default, "
        + "DateTime z = default, CancellationToken c2 = default, double e1 = 1e300, double e2 = -0.0, float e3 = 1e-30f, object? o = "
        + "null, byte y = 200, short i = -5, nint q = -7, nuint w = 8) => epochs + (a ?? 1) + (b is null ? 1 : 0) + (c is null ? 1 : 0) + "
        + "(double.IsNaN(d) ? 1 : 0) + (float.IsPositiveInfinity(f) ? 1 : 0) + "
        + "(m.ToString(System.Globalization.CultureInfo.InvariantCulture) == \"-1.50\" ? 1 : 0) + (h == '\\'' ? 1 : 0) + "
        + "(l == long.MinValue ? 1 : 0) + (u == ulong.MaxValue ? 1 : 0) + (v == 3000000000 ? 1 : 0) + (t ? 1 : 0) + "
        + "(s == \"a\\\"{0}\\\\\\n\\u2028\" ? 1 : 0) + (e == Mode.Auto ? 1 : 0) + (n == Mode.Auto ? 1 : 0) + (n2 is null ? 1 : 0) + "
        + "(e1 == 1e300 ? 1 : 0) + (double.IsNegative(e2) ? 1 : 0) + (e3 == 1e-30f ? 1 : 0) + (o is null ? 1 : 0) + "
        + "(y == 200 ? 1 : 0) + (i == -5 ? 1 : 0) + (q == -7 ? 1 : 0) + (w == 8 ? 1 : 0);",
        "F()",
        28
    )]
    [InlineData("T F<T>(T x, int epochs) => x;", "F(8)", 8)]
    [InlineData(
        "string F<T, U>(T x, U y, int epochs) where T : class?, new() where U : struct, IComparable<U> => $\"{epochs}{y}\";",
        "F(new object(), 3)",
        "53"
    )]
    [InlineData("T F<T>(int epochs) where T : new() => new T();", "F<int>()", 0)]
    [InlineData("T? F<T>(T? x, int epochs, T? y = default) => x;", "F<string>(\"x\")", "x")]
    [InlineData("int F<T>(T x, int epochs, T y = default!) where T : notnull => epochs;", "F(1)", 5)]
    [InlineData("int F<T>(scoped T x, int epochs) where T : IEquatable<int>, allows ref struct => epochs;", "F(3)", 5)]
    [InlineData(
        "string? F(int epochs, [System.Runtime.CompilerServices.CallerMemberName] string? member = null) => member;",
        "F()",
        "Call"
    )]
    [InlineData(
        "int F(int epochs, int x, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(x))] string? text = null) => "
        + "text!.Length;",
        "F(1 + 1)",
        5
    )]
    [InlineData(
        "bool F(int epochs, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text) => text is not null;",
        "F(Note) ? Note.Length : -1",
        -1
    )]
    [InlineData("[Obsolete(\"old\")] int F(int epochs) => epochs;", "1", 1)]
    [InlineData("unsafe int F(int epochs, int* x) => *x + epochs;", "((Func<int>)(() => { unsafe { var x = 1; return F(&x); } }))()", 6)]
    [InlineData("protected internal virtual int F(int epochs) => epochs;", "F()", 5)]
    [InlineData("private protected int F(int epochs) => epochs;", "F()", 5)]
    [InlineData("dynamic F(dynamic x, int epochs) => x + epochs;", "F(1)", 6)]
    [InlineData("Task<int> F(int epochs) => Task.FromResult(epochs);", "F().Result", 5)]
    [InlineData("async Task<int> F(int epochs) { await Task.Yield(); return epochs; }", "F().Result", 5)]
    [InlineData("IEnumerable<int> F(int epochs) { for (var i = 0; i < epochs; i++) yield return i; }", "F().Sum()", 10)]
    [InlineData(
        "int F(int epochs) => epochs;\n[Captured] int F(int epochs, string x) => epochs + x.Length;\n[Captured] int F(string x, int "
        + "batchSize) => x.Length;",
        "F() * 100 + F(\"abc\")",
        508
    )]
    [InlineData("int F(int epochs, string x) => epochs + x.Length;\nint F(string x) => -1;", "F(\"a\")", -1)]
    [InlineData("int F(int @this, int experiment, int run, int epochs) => @this + experiment + run + epochs;", "F(1, 2, 3)", 11)]
    public void Overload_HasUnfilledParameters(string method, string call, object expected) =>
        Assert.Equal(expected, Value("[Captured] " + method, call));

    [Theory]
    // Parameters that cannot be filled remain parameters of the method. An analyzer reports each of these.
    [InlineData("int F<T>(T epochs) => 1;", "F(1)")]
    [InlineData("int F<T>(T given, T epochs) => 1;", "F(1, 2)")]
    [InlineData("int F<T>(IEnumerable<T> given, T epochs) => 1;", "F([1], 2)")]
    [InlineData("int F(string epochs) => 1;", "F(\"\")")]
    [InlineData("int F(int epoch) => 1;", "F(1)")]
    [InlineData("int F([FromConfig(\"nothing\")] int x) => 1;", "F(1)")]
    [InlineData("int F([FromConfig(null!)] int x) => 1;", "F(1)")]
    [InlineData("int F([Seed] int x) => 1;", "F(1)")]
    [InlineData("int F(string note) => 1;", "F(\"\")")]
    [InlineData("int F(List<string> tags) => 1;", "F([])")]
    [InlineData("int F(IReadOnlyList<string?> tags, string?[] names) => 1;", "F([])")]
    [InlineData("int F(ref int epochs) => 1;", "1")]
    public void CallWithAllArguments_AlwaysCompiles(string method, string call) =>
        Assert.Equal(1, Value("[Captured] " + method, call));

    [Theory]
    [InlineData("[Captured] public static int operator +(E e, int epochs) => epochs;")]
    [InlineData("public int P { [Captured] get => 1; }")]
    [InlineData("[Captured] int IComparable<int>.CompareTo(int epochs) => 1;")]
    public void OperatorsAccessorsAndExplicitImplementations_GetNoOverload(string member)
    {
        var source =
            $$"""[Experiment("e")] public partial class E {{(member.Contains("IComparable") ? ": IComparable<int>" : "")}} { public int Epochs { get; init; } {{member}} }""";
        Assert.DoesNotContain(GeneratedProgram.Of(source).Files.Keys, name => name.Contains("Captured"));
    }

    [Fact]
    public void RandomStreams_ArePerMethodAndRepeatable()
    {
        var program = With(
            "[Captured] long F([Seed] long s, Random random) => s ^ random.NextInt64(); [Captured] long G([Seed] long s) => s;",
            "(F(), F(), G())"
        );
        var first = program.Call("E.Test", [program.Parse("E", "seed=3")]);
        Assert.Equal(first, program.Call("E.Test", [program.Parse("E", "seed=3")]));
        Assert.NotEqual(first, program.Call("E.Test", [program.Parse("E", "seed=4")]));
        var (f1, f2, g) = ((long, long, long))first!;
        Assert.Equal(3, new[] { f1, f2, g }.Distinct().Count());
    }

    [Fact]
    public void SpecialValues_OfOneConfig_AreOfOneRun()
    {
        var program = With(
            "[Captured] Run F(Run run) => run; [Captured] Run G(Run run, long seed) => run.Seed == seed ? run : null!;",
            "ReferenceEquals(F(), G())"
        );
        Assert.Equal(true, program.Call("E.Test", [program.Parse("E")]));
    }
}
