using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class CapturedParameterTypeAnalyzerTests
{
    [Fact]
    public Task WhenTheTypeDoesNotConvertBothTypesAreNamed() => Verify.Reports(
        "GEN002",
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
        "Parameter 'rate' of 'F' is 'int', but entry 'rate' is 'double'",
        "Parameter 'name' of 'Run' is 'int?', but entry 'name' is 'string'");

    [Fact]
    public Task WhenAnEntryMayBeNullAParameterThatMayNotIsRefused() => Verify.Reports(
        "GEN002",
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public string? Path { get; init; }
            public int? Limit { get; init; }
            [Captured] void F(string [|path|], int [|limit|]) { }
        }
        """,
        "Parameter 'path' of 'F' is 'string', but entry 'path' is 'string?'",
        "Parameter 'limit' of 'F' is 'int', but entry 'limit' is 'int?'");

    [Fact]
    public Task WhenASeedIsNoLongOrABlockIsNamedForAnotherTypeItIsRefused() => Verify.Reports(
        "GEN002",
        """
        using Gen;
        [Config] public sealed class Dataset { public string Path { get; init; } = ""; }
        [Experiment("x")] partial class X
        {
            public Dataset Data { get; init; } = new();
            [Captured] void F([Seed] int [|s|], [FromConfig("data")] string [|path|], [FromConfig("data.path")] int [|number|]) { }
        }
        """,
        "Parameter 's' of 'F' is marked [Seed] and must be 'long', not 'int'",
        "Parameter 'path' of 'F' is 'string', but block 'data' is 'Dataset'",
        "Parameter 'number' of 'F' is 'int', but entry 'data.path' is 'string'");

    [Fact]
    public Task WhenATypeParameterIsTheCallersToChooseAnEntryDoesNotFitIt() => Verify.Reports(
        "GEN002",
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Size { get; init; }
            [Captured] T F<T>(T [|size|], T other) => size;
            [Main] double Run() => F(2.0);
        }
        """,
        "Parameter 'size' of 'F' is 'T', but entry 'size' is 'int'");

    [Fact]
    public Task WhenTheTypeWidensOrIsGenericOrNullableItFits() => Verify.Accepts(
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
    public Task WhenNullableIsOffReferenceTypesFit() => Verify.Accepts(
        """
        using Gen;
        [Experiment("x")] partial class X { public string Path { get; init; } [Captured] void F(string path) { } [Main] void Run() => F(); }
        """,
        Microsoft.CodeAnalysis.NullableContextOptions.Disable);

    [Fact]
    public Task WhenItIsAConfigParameterOfAMetricTheSameHolds() => Verify.Reports(
        "GEN002",
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        [Experiment("x")] public sealed partial class X
        {
            public int NumClasses { get; init; } = 3;
            [Metric] static Tensor A(Tensor x, string [|numClasses|]) => x.sum() * numClasses.Length;
        }
        """,
        "Parameter 'numClasses' of 'A' is 'string', but entry 'num_classes' is 'int'");
}
