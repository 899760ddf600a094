using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class LanguageVersionTests
{
    [Fact]
    public Task OlderVersion_ReportsEachExperiment() =>
        Verify.ReportsBeside(
            ["CS0311"],
            RuleIds.LanguageVersion,
            """
            // <LangVersion>13</LangVersion>
            return await X.RunAsync(args);
            [Gen.Experiment("x")] sealed partial class [|X|]
            {
                public int Epochs { get; init; }
                [Gen.Main] string Run(int epochs) => $"{epochs}" + this.ToJson();
            }
            [Gen.Experiment("y")] sealed partial record [|Y|] { public int Epochs { get; init; } [Gen.Main] int Run(int epochs) => epochs; }
            static class Models { [Gen.Captured<X>] public static int Build(int epochs) => epochs; }
            [Gen.NamedConfig<X>] class Quick { public int Epochs => 1; }
            """,
            "Experiment 'X' needs C# 14 or later, but the project's LangVersion is 13.0",
            "Experiment 'Y' needs C# 14 or later, but the project's LangVersion is 13.0"
        );

    [Fact]
    public Task OlderVersion_ReportsEachTypeWithMetrics() => Verify.Reports(
        RuleIds.LanguageVersion,
        """
        // <LangVersion>13</LangVersion>
        using Gen;
        using Gen.Training.Metrics;
        using TorchSharp;
        using static TorchSharp.torch;
        static partial class [|Own|] { [Metric] static Tensor A(Tensor yTrue, Tensor yPred) => (yTrue - yPred).mean(); }
        [UseMetrics(typeof(Classification), nameof(Classification.MacroF1))] partial class [|Others|];
        """,
        "The metrics of 'Own' need C# 14 or later, but the project's LangVersion is 13.0",
        "The metrics of 'Others' need C# 14 or later, but the project's LangVersion is 13.0");

    [Fact]
    public Task OlderVersion_OtherRulesAboutGeneratedCodeAreSilent() => Verify.Reports(
        RuleIds.LanguageVersion,
        """
        // <LangVersion>13</LangVersion>
        using Gen;
        [Experiment("x")] sealed class [|X|]
        {
            public int Epochs { get; }
            [Main] string Run(int epoch, string other) => other;
            [Main] void Again() { }
            [Captured] int Build(int size) => size;
            [NamedConfig] public class Quick { public int Epocs => 1; }
        }
        """,
        "Experiment 'X' needs C# 14 or later, but the project's LangVersion is 13.0");

    [Fact]
    public Task OlderVersion_WithoutExperiment_ReportsNothing() => Verify.Accepts(
        """
        // <LangVersion>13</LangVersion>
        using Gen;
        [Config] public class Part { public int Depth { get; init; } = 1; }
        """);
}
