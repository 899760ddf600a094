using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Benchmarks.Generator.Metrics;

/// <summary>A project as a user has it: types with metrics, each in a file of its own, and other files.</summary>
internal static class MetricProject
{
    public static CSharpCompilation Create(int types, int others) =>
        SourceFiles.Compile(Enumerable.Range(0, types).Select(Metrics), others);

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
}
