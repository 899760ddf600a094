using Gen.Analyzers.Tests.Support;
using Gen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Analyzers.Tests.Robustness;

/// <summary>Valid code far larger than a person writes: neither generators nor rules may overflow the stack.</summary>
public class DeepCodeTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task Metric_ThousandTerms_CrashesNothing() =>
        NothingCrashes(
            $"{Usings} static partial class M {{ [Metric] static Tensor A(Tensor x) => "
            + $"({string.Join(" + ", Enumerable.Repeat("x", 1_000))}).sum(); }}"
        );

    [Fact]
    public Task Metric_HundredsOfChainedCalls_CrashesNothing() =>
        NothingCrashes(
            $"{Usings} static partial class M {{ [Metric] static Tensor A(Tensor x) => "
            + $"x{string.Concat(Enumerable.Repeat(".abs()", 400))}.sum(); }}"
        );

    [Fact]
    public Task Metric_DeeplyNestedExpression_CrashesNothing() =>
        NothingCrashes(
            $"{Usings} static partial class M {{ [Metric] static Tensor A(Tensor x) => "
            + $"{new string('(', 400)}x{new string(')', 400)}.sum(); }}"
        );

    [Fact]
    public Task Config_DeeplyNestedBlocks_CrashesNothing() =>
        NothingCrashes(
            string.Concat(
                Enumerable
                    .Range(0, 40)
                    .Select(i =>
                        $"[Gen.Config] public class B{i} {{ public B{i + 1} Inner {{ get; init; }} = new(); public int A {{ get; init; }} "
                        + $"}}\n"
                    )
            )
                + "[Gen.Config] public class B40 { public int A { get; init; } } [Gen.Experiment(\"x\")] partial class X { public B0 "
                + "Block { get; init; } = new(); }"
        );

    private static async Task NothingCrashes(string source)
    {
        var compilation = Compiled.With([("Deep.cs", source)], generate: false);
        var driver = CSharpGeneratorDriver
            .Create([new ExperimentGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _);
        Assert.All(driver.GetRunResult().Results, r => Assert.True(r.Exception is null, r.Exception?.ToString()));
        Assert.Empty((await Verify.Diagnostics(complete)).Where(d => d.Id == "AD0001").Select(d => d.ToString()));
    }
}
