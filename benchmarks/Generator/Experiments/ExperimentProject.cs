namespace Gen.Benchmarks.Generator.Experiments;

/// <summary>An annotated class as a user writes it: a handful of entries, a block, a named config, two captured methods,
/// <c>[Main]</c>.</summary>
internal static class ExperimentProject
{
    public static string Source(int i) =>
        $$"""
            using System.ComponentModel.DataAnnotations;
            using Gen;

            namespace Project.Part{{i % 10}};

            /// <summary>How experiment {{i}} learns.</summary>
            [Config]
            public sealed class Optimizer{{i}}
            {
                /// <summary>Step size.</summary>
                public double LearningRate { get; init; } = 1e-3;

                public double Momentum { get; init; } = 0.9;
            }

            /// <summary>Experiment {{i}}.</summary>
            [Experiment("experiment-{{i}}")]
            public sealed partial class Experiment{{i}}
            {
                /// <summary>Words kept, most frequent first.</summary>
                [Range(100, 1_000_000)] public int MaxVocabSize { get; init; } = {{i + 5_000}};

                public int EmbeddingSize { get; init; } = 100;

                public int BatchSize { get; init; } = 100;

                public double Dropout { get; init; } = 0.1;

                public string? Note { get; init; }

                public Optimizer{{i}} Optimizer { get; init; } = new();

                public int EmbeddingParameters => MaxVocabSize * EmbeddingSize;

                /// <summary>For a try.</summary>
                [NamedConfig]
                public sealed class Small
                {
                    public int MaxVocabSize => 200;

                    public int BatchSize => 10;
                }

                [Captured]
                private static double Capacity(int layers, int embeddingSize, double dropout, double learningRate = {{i}}) =>
                    layers * embeddingSize * (1 - dropout);

                [Captured]
                private double Decay(double rate, int batchSize, Optimizer{{i}} optimizer)
                {
                    var step = rate * batchSize;
                    return step * optimizer.Momentum;
                }

                [Main]
                private double Train(Run run, int maxVocabSize, int batchSize)
                {
                    var capacity = Capacity(layers: 3);
                    return capacity + Decay(rate: 0.1) + maxVocabSize + batchSize;
                }
            }
            """;
}
