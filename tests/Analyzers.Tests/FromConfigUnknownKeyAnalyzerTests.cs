using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class FromConfigUnknownKeyAnalyzerTests
{
    [Fact]
    public Task WhenAParametersKeyIsUnknownTheArgumentIsMarked() => Verify.Reports(
        "GEN010",
        """
        using Gen;
        return await X.RunAsync(args);
        [Config] public class Block { public string Path { get; init; } = ""; }
        [Experiment("x")] partial class X
        {
            public int NumClasses { get; init; }
            public Block Data { get; init; } = new();
            [Captured] static int F([FromConfig([|"num_clases"|])] int outputs, int x) => outputs + x;
            [Main] int Run([FromConfig(key: [|"data.pat"|])] string path, [FromConfig([|"nothing"|])] int other) => F(3);
        }
        """,
        "[FromConfig] of parameter 'outputs' names no entry of 'X': there is no 'num_clases'; did you mean 'num_classes'?",
        "[FromConfig] of parameter 'path' names no entry of 'X': there is no 'data.pat'; did you mean 'data.path'?",
        "[FromConfig] of parameter 'other' names no entry of 'X': there is no 'nothing'; the entries are data.path, num_classes, seed");

    [Fact]
    public Task WhenANamedConfigsKeyIsUnknownOrDerivedThisRuleAloneSpeaks() => Verify.Reports(
        "GEN010",
        """
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int Rounds { get; init; }
            public int Total => Rounds * 2;
            [NamedConfig] public class Quick
            {
                [FromConfig([|"round"|])] public int A => 1;
                [FromConfig([|nameof(X.Total)|])] public int B => 1;
            }
        }
        """,
        "[FromConfig] of property 'A' names no entry of 'X': there is no 'round'; did you mean 'rounds'?",
        "[FromConfig] of property 'B' names no entry of 'X': 'total' is derived from other entries and can't be set");

    [Fact]
    public Task WhenTheKeyIsSpeltAnyWayItMatches() => Verify.Accepts(
        """
        using Gen;
        [Config] public class Block { public string Path { get; init; } = ""; }
        [Experiment("x")] public partial class X
        {
            public int NumClasses { get; init; }
            public int Total => NumClasses * 2;
            public Block Data { get; init; } = new();
            [Captured] void F([FromConfig(nameof(NumClasses))] int a, [FromConfig("NUM-classes")] int b, [FromConfig("data.path")] string c, [FromConfig("data")] Block d, [FromConfig("total")] int e, [FromConfig("seed")] long f) { }
            [Main] void Run() => F();
        }
        """);

    [Fact]
    public Task WhenItIsAConfigParameterOfAMetricTheSameHolds() => Verify.Reports(
        "GEN010",
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        [Experiment("x")] public sealed partial class X
        {
            public int NumClasses { get; init; } = 3;
            [Metric] static Tensor A(Tensor x, [FromConfig([|"num_clases"|])] int k) => x.sum() * k;
        }
        """,
        "[FromConfig] of parameter 'k' names no entry of 'X': there is no 'num_clases'; did you mean 'num_classes'?");
}
