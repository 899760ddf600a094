using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public partial class ParameterTypeTests
{
    [Fact]
    public Task Mismatch_NamesBothTypes() => Verify.Reports(
        RuleIds.ParameterType,
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X
        {
            public double Rate { get; init; } = 1;
            public string Name { get; init; } = "";
            [Captured] static double F(int [|rate|], float x) => rate * x;
            [Main] double Run(int? [|name|]) => F(2);
        }
        """,
        "Parameter 'rate' of 'F' has type 'int', but entry 'rate' has type 'double'",
        "Parameter 'name' of 'Run' has type 'int?', but entry 'name' has type 'string'");

    [Fact]
    public Task NullableEntry_ForNonNullableParameter_IsReported() => Verify.Reports(
        RuleIds.ParameterType,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public string? Path { get; init; }
            public int? Limit { get; init; }
            [Captured] void F(string [|path|], int [|limit|]) { }
        }
        """,
        "Parameter 'path' of 'F' has type 'string', but entry 'path' has type 'string?'",
        "Parameter 'limit' of 'F' has type 'int', but entry 'limit' has type 'int?'");

    [Fact]
    public Task SeedOrBlock_OfOtherType_IsReported() => Verify.Reports(
        RuleIds.ParameterType,
        """
        using Gen;
        [Config] public sealed class Dataset { public string Path { get; init; } = ""; }
        [Experiment("x")] partial class X
        {
            public Dataset Data { get; init; } = new();
            [Captured] void F([Seed] int [|s|], [FromConfig("data")] string [|path|], [FromConfig("data.path")] int [|number|]) { }
        }
        """,
        "Parameter 's' of 'F' is marked [Seed] and must have type 'long', but has type 'int'",
        "Parameter 'path' of 'F' has type 'string', but block 'data' has type 'Dataset'",
        "Parameter 'number' of 'F' has type 'int', but entry 'data.path' has type 'string'");

    [Fact]
    public Task TypeParameterChosenByCaller_IsReported() => Verify.Reports(
        RuleIds.ParameterType,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Size { get; init; }
            [Captured] T F<T>(T [|size|], T other) => size;
            [Main] double Run() => F(2.0);
        }
        """,
        "Parameter 'size' of 'F' has type 'T', but entry 'size' has type 'int'");

    [Fact]
    public Task WideningGenericOrNullable_IsAccepted() => Verify.Accepts(
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Size { get; init; }
            public string[] Names { get; init; } = [];
            public string? Path { get; init; }
            [Captured] void F(long size, IReadOnlyList<string> names, string? path, long? seed, [Seed] long own) { }
            [Captured] T G<T>(T other, object size) => other;
            [Main] int Run(object size) { F(); return G(3); }
        }
        """);

    [Fact]
    public Task NullableBlock_OfParameterThatCannotBeNull_IsReported() => Verify.Reports(
        RuleIds.ParameterType,
        """
        using Gen;
        [Config] public class Inner { public int Depth { get; init; } }
        [Config] public class Data { public int Size { get; init; } public string Path { get; init; } = "";
            public Inner Inner { get; init; } = new(); }
        [Experiment("x")] partial class X
        {
            public Data? Data { get; init; }
            [Captured] void F(Data [|data|], [FromConfig("data.inner")] Inner [|inner|]) { }
            [Captured] void G([FromConfig("data.size")] int [|a|], [FromConfig("data.path")] string [|b|],
                [FromConfig("data.path")] int [|c|]) { }
            [Captured] void H(Data? data, [FromConfig("data.size")] long? a, [FromConfig("data.path")] object? b) { }
            [Main] void Run([FromConfig("data.inner.depth")] int [|d|], [FromConfig("data.inner.depth")] int? e) { F(); G(); H(); }
        }
        """,
        "Parameter 'data' of 'F' has type 'Data', but block 'data' has type 'Data?'",
        "Parameter 'inner' of 'F' has type 'Inner', but block 'data.inner' has type 'Inner?'",
        "Parameter 'a' of 'G' has type 'int', but entry 'data.size' has no value where 'Data' is null",
        "Parameter 'b' of 'G' has type 'string', but entry 'data.path' has no value where 'Data' is null",
        "Parameter 'c' of 'G' has type 'int', but entry 'data.path' has type 'string'",
        "Parameter 'd' of 'Run' has type 'int', but entry 'data.inner.depth' has no value where 'Data' is null");

    [Theory]
    [InlineData("string?[]", "string[]", false)]
    [InlineData("string?[]", "string?[]", true)]
    [InlineData("string?[]", "IEnumerable<object>", false)]
    [InlineData("string?[]", "System.Collections.IEnumerable", true)]
    [InlineData("string[]", "string?[]", true)]
    [InlineData("int?[]", "IReadOnlyList<int?>", true)]
    [InlineData("IReadOnlyList<string?>", "IEnumerable<string>", false)]
    [InlineData("IReadOnlyDictionary<string, string?>", "IReadOnlyDictionary<string, string>", false)]
    [InlineData("IReadOnlyDictionary<string, string?>", "IEnumerable<KeyValuePair<string, string>>", false)]
    [InlineData("IReadOnlyDictionary<string, string?>", "IEnumerable<KeyValuePair<string, string?>>", true)]
    public Task ItemsThatMayBeNull_OfParameterWhoseItemsMayNot_AreReported(string entry, string parameter, bool fits)
    {
        var source = $$"""
            using Gen;
            [Experiment("x")] partial class X
            {
                public {{entry}} Items { get; init; } = {{(entry.Contains("Dict") ? $"new {entry[9..]}()" : "[]")}};
                [Captured] int F({{parameter}} {{(fits ? "items" : "[|items|]")}}) => 1;
                [Main] int Run() => F();
            }
            """.Replace("new OnlyDictionary", "new Dictionary");
        string Short(string type) => type.Replace("System.Collections.", "");
        return fits
            ? Verify.Accepts(source)
            : Verify.Reports(
                RuleIds.ParameterType,
                source,
                $"Parameter 'items' of 'F' has type '{Short(parameter)}', but entry 'items' has type '{entry}'"
            );
    }

    [Fact]
    public Task InexactConversion_ThatNothingChecks_IsReported() => Verify.Reports(
        RuleIds.ParameterType,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Size { get; init; }
            public long? Count { get; init; }
            [Captured] static float F(float size, double? count, float x) => size;
            [Captured] static double G(double [|seed|]) => seed;
            [Main] double Run(double size, float? count) => F(2) + G() + this.H();
        }
        static class Models
        {
            [Captured<X>] public static double H(float [|size|], double? [|count|]) => size;
            [Captured<X>] public static double I(double size, decimal? count) => size;
        }
        """,
        "Parameter 'seed' of 'G' has type 'double', to which entry 'seed' of type 'long' does not always convert exactly",
        "Parameter 'size' of 'H' has type 'float', to which entry 'size' of type 'int' does not always convert exactly",
        "Parameter 'count' of 'H' has type 'double?', to which entry 'count' of type 'long?' does not always convert exactly");

    [Fact]
    public Task NullableDisabled_ReferenceTypesAreAccepted() => Verify.Accepts(
        """
        using Gen;
        [Experiment("x")] partial class X { public string Path { get; init; } [Captured] void F(string path) { } [Main] void Run() => F(); }
        """,
        Microsoft.CodeAnalysis.NullableContextOptions.Disable);

    [Fact]
    public Task MetricConfigParameter_IsReported() => Verify.Reports(
        RuleIds.ParameterType,
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        [Experiment("x")] public sealed partial class X
        {
            public int NumClasses { get; init; } = 3;
            [Metric] static Tensor A(Tensor x, string [|numClasses|]) => x.sum() * numClasses.Length;
        }
        """,
        "Parameter 'numClasses' of 'A' has type 'string', but entry 'num_classes' has type 'int'");
}
