using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class NamedConfigUnknownEntryAnalyzerTests
{
    [Fact]
    public Task WhenANestedConfigMisspellsAnEntryTheNearestIsSuggested() => Verify.Reports(
        "GEN003",
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X
        {
            public int Rounds { get; init; } = 3;
            [NamedConfig] public sealed class Quick { public int [|Rouns|] => 1; }
            [Main] void Run() { }
        }
        """,
        "Named config 'Quick' sets 'Rouns', but 'X' has no such entry; did you mean 'Rounds'?");

    [Fact]
    public Task WhenNothingIsNearTheEntriesAreListed() => Verify.Reports(
        "GEN003",
        """
        using Gen;
        [Experiment("x")] partial class X { public int Rounds { get; init; } public double Radius { get; init; } }
        //// Elsewhere.cs
        [Gen.NamedConfig<X>] public class Other { public int [|Temperature|] => 1; }
        """,
        "Named config 'Other' sets 'Temperature', but 'X' has no such entry; its entries are Radius, Rounds, Seed");

    [Fact]
    public Task WhenTheEntryIsDerivedTheMessageSaysSo() => Verify.Reports(
        "GEN003",
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Rounds { get; init; }
            public int Total => Rounds * 2;
            [NamedConfig] sealed class Big { public int [|Total|] => 100; }
        }
        """,
        "Named config 'Big' sets 'Total', but entry 'total' of 'X' is derived from others and can't be set");

    [Fact]
    public Task WhenEachPropertyMatchesNothingIsReported() => Verify.Accepts(
        """
        using Gen;
        [Config] public sealed class Dataset { public string Path { get; init; } = ""; }
        [Experiment("x")] public partial class X
        {
            public int MaxRounds { get; init; }
            public Dataset Data { get; init; } = new();
            [NamedConfig] public sealed class Quick(X config) { public int Max_Rounds => config.MaxRounds / 2; public long Seed => 3; public Dataset Data => new(); private int Help => 2; }
            [NamedConfig] public record Slow { public int MaxRounds { get; init; } = 100; [FromConfig("data.path")] public string Where => "x"; }
            [Main] void Run() { }
        }
        """);
}
