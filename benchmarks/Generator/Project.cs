using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Benchmarks.Generator;

/// <summary>A project as a user has it: types with metrics, each in a file of its own, and other files.</summary>
internal static class Project
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    public static CSharpCompilation Create(int types, int others) => CSharpCompilation.Create(
        "Project",
        [
            .. Enumerable.Range(0, types).Select(i => Parse(Metrics(i), $"Metrics{i}.cs")),
            .. Enumerable.Range(0, others).Select(i => Parse(Other(i, 0), $"Other{i}.cs")),
        ],
        References(),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary).WithNullableContextOptions(NullableContextOptions.Enable));

    /// <summary>The same project after something was typed into a file without metrics.</summary>
    public static CSharpCompilation Edited(CSharpCompilation compilation, int edit)
    {
        var tree = compilation.SyntaxTrees[^1];
        return compilation.ReplaceSyntaxTree(tree, Parse(Other(compilation.SyntaxTrees.Length, edit), tree.FilePath));
    }

    // The formulas of a classifier. The numbers differ from type to type, so that nothing is the same by chance.
    private static string Metrics(int i) => $$"""
        using Gen;
        using Gen.Training.Metrics;
        using TorchSharp;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;

        namespace Project.Part{{i % 10}};

        /// <summary>Metrics {{i}}.</summary>
        public static partial class Metrics{{i}}
        {
            /// <summary>Share of rows whose largest score is the label's.</summary>
            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) =>
                yPred.argmax(1).eq(yTrue).to_type(float32).mean() * {{i + 1}};

            /// <summary>Per class.</summary>
            [Metric] static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses)
            {
                var actual = functional.one_hot(yTrue, numClasses);
                var predicted = functional.one_hot(yPred.argmax(1), numClasses);
                return (actual * predicted).sum(dim: 0) / predicted.sum(dim: 0).clamp(min: 1);
            }

            /// <summary>Of the logarithms.</summary>
            [Metric] static Tensor LogError(Tensor yTrue, Tensor yPred, double epsilon = 1e-{{(i % 7) + 1}})
            {
                var difference = Log(yPred.amax(1), epsilon) - Log(yTrue.to_type(float32), epsilon);
                return difference.square().mean().sqrt();
            }

            private static Tensor Log(Tensor values, double epsilon) => (values.clamp(min: 0) + epsilon).log();
        }
        """;

    private static string Other(int i, int edit) => $$"""
        namespace Project.Part{{i % 10}};

        /// <summary>No metrics here.</summary>
        public sealed class Other{{i}}
        {
            private int _value = {{i}};

            public int Value => _value;

            public int Next(int step)
            {
                _value += step * {{edit}};
                return _value;
            }
        }
        """;

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith("Gen.Generators", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
}
