using Gen.Analyzers.Tests.Support;
using Gen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Analyzers.Tests.Robustness;

/// <summary>
/// Constants of every type where another type is required, which is a compiler error. No generator or rule may crash on them.
/// </summary>
public class MistypedConstantTests
{
    private static readonly string[] s_types =
    [
        "int",
        "byte",
        "ulong",
        "float",
        "double",
        "decimal",
        "bool",
        "string",
        "char",
        "int?",
        "Kind",
        "Odd",
        "object",
    ];

    private static readonly string[] s_constants =
    [
        "'a'",
        "1",
        "1ul",
        "1.5f",
        "double.NaN",
        "1e300",
        "decimal.MaxValue",
        "true",
        "\"x\"",
        "null",
        "default",
        "Kind.B",
        "Odd.B",
        "(Kind)9",
        "-1",
    ];

    public static TheoryData<string> Types => [.. s_types];

    [Theory]
    [MemberData(nameof(Types))]
    public Task NamedConfig_ConstantsOfEveryType_CrashNothing(string type)
    {
        var values = s_constants.SelectMany(
            (constant, i) =>
                s_types.Select(
                    (other, j) =>
                        $"[NamedConfig] public class N{i}x{j} {{ public {other} A => {constant}; public {other}[] B => [{constant}]; }}"
                )
        );
        return NothingCrashes(
            string.Join(
                '\n',
                s_constants.Select(
                    (constant, i) =>
                        $$"""
                            [Experiment("x{{i}}")] public partial class X{{i}}
                            {
                                [Range({{constant}}, {{constant}}), AllowedValues({{constant}})]
                                public {{type}} A { get; init; } = {{constant}};
                                public {{type}}[] B { get; init; } = [{{constant}}];
                                {{(i % 5 == 0 ? string.Join("\n    ", values) : "")}}
                            }
                            """
                )
            )
        );
    }

    [Fact]
    public Task TensorSizes_ConstantsOfEveryType_CrashNothing() =>
        NothingCrashes(
            $$"""
            class M
            {
                void Multiply()
                {
                    {{string.Join(
                "\n        ",
                s_constants.Select(c => $"zeros({c}, 2, 3).matmul(ones({c}, 3, 2)); zeros(1, 2).cummax({c}); set_num_threads({c});")
            )}}
                }
            }
            """
        );

    private static async Task NothingCrashes(string source)
    {
        const string Beginning =
            "using Gen; using TorchSharp; using static TorchSharp.torch; "
            + "public enum Kind { A, B } public enum Odd : char { A = 'a', B = 'b' }\n";
        var compilation = Compiled.With([("Broken.cs", Beginning + source)], generate: false);
        var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        var driver = CSharpGeneratorDriver
            .Create([new ExperimentGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _);
        Assert.All(driver.GetRunResult().Results, r => Assert.True(r.Exception is null, r.Exception?.ToString()));
        Assert.Empty((await Verify.Diagnostics(complete)).Where(d => d.Id == "AD0001").Select(d => d.ToString()));
    }
}
