using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class NamedConfigTypeAnalyzerTests
{
    [Fact]
    public Task WhenAValueDoesNotConvertBothTypesAreNamed() => Verify.Reports(
        "GEN004",
        """
        using Gen;
        return await X.RunAsync(args);
        [Config] public sealed class Dataset { public string Path { get; init; } = ""; }
        [Experiment("x")] partial class X
        {
            public int Rounds { get; init; } = 3;
            public string Name { get; init; } = "";
            public Dataset Data { get; init; } = new();
            [NamedConfig] public sealed class Quick
            {
                public double [|Rounds|] => 1;
                public string? [|Name|] => null;
                public string [|Data|] => "";
                [FromConfig("data.path")] public int [|Where|] => 1;
            }
            [Main] void Run() { }
        }
        """,
        "Property 'Rounds' of named config 'Quick' is 'double', but entry 'rounds' is 'int'",
        "Property 'Name' of named config 'Quick' is 'string?', but entry 'name' is 'string'",
        "Property 'Data' of named config 'Quick' is 'string', but block 'data' is 'Dataset'",
        "Property 'Where' of named config 'Quick' is 'int', but entry 'data.path' is 'string'");

    [Fact]
    public Task WhenAConfigElsewhereHasTheWrongTypeItIsReportedThere() => Verify.Reports(
        "GEN004",
        """
        [Gen.Experiment("x")] partial class X { public int Rounds { get; init; } }
        //// Elsewhere.cs
        [Gen.NamedConfig<X>] public class Other { public string [|Rounds|] => "1"; }
        """,
        "Property 'Rounds' of named config 'Other' is 'string', but entry 'rounds' is 'int'");

    [Fact]
    public Task WhenAValueWidensItFits() => Verify.Accepts(
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public double Rate { get; init; }
            public string? Name { get; init; }
            [NamedConfig] sealed class Quick { public int Rate => 1; public string Name => "a"; public int? Seed => 1; }
        }
        """);
}
