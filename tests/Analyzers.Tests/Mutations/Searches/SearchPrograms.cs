namespace Gen.Analyzers.Tests.Mutations.Searches;

/// <summary>Programs with search spaces of all forms: nested, elsewhere, inherited, and of kinds of a block.</summary>
internal static class SearchPrograms
{
    private const string Words = """
        using System.ComponentModel.DataAnnotations;
        using Gen;

        return await WordsProgram.Words.RunAsync(args);

        namespace WordsProgram
        {
            public enum Pooling
            {
                Mean,
                Max,
                Last,
            }

            [Config]
            public sealed record Files
            {
                [Range(1, 64)]
                public int Columns { get; init; } = 4;
            }

            [Config]
            public abstract record Step
            {
                [Range(1e-9, 10.0)]
                public double Speed { get; init; } = 0.1;

                public sealed record Sgd : Step
                {
                    [Range(0.0, 1.0)]
                    public double Momentum { get; init; }
                }

                public sealed record Adam : Step
                {
                    public double Beta { get; init; } = 0.9;
                }
            }

            [Experiment("words")]
            public sealed partial record Words
            {
                [Range(1, 5_000)]
                public int EmbeddingSize { get; init; } = 100;

                [Range(1e-6, 10.0)]
                public double LearningRate { get; init; } = 1e-3;

                [Range(1, 5_000)]
                public int LstmSize { get; init; } = 100;

                [Range(0f, 0.9f)]
                public float Dropout { get; init; }

                [AllowedValues("plain", "deep", "wide")]
                public string Network { get; init; } = "plain";

                public Pooling Pooling { get; init; }

                public bool Shuffled { get; init; } = true;

                public long Capacity { get; init; } = 1_000;

                public Files Files { get; init; } = new();

                public Step Stepping { get; init; } = new Step.Sgd();

                public int Parameters => EmbeddingSize * LstmSize;

                [NamedConfig]
                public sealed class Quick
                {
                    public int EmbeddingSize => 8;
                }

                [NamedConfig]
                public sealed class Thorough
                {
                    public int LstmSize => 800;
                }

                /// <summary>What matters most.</summary>
                [SearchSpace(Minimize = "result")]
                public sealed class Tuning
                {
                    public Choice<int> EmbeddingSize => new(50, 100, 300);

                    public Interval<double> LearningRate => Interval.Log(1e-4, 1e-1);

                    public Interval<int> LstmSize => new(32, 256);

                    public Choice<string> Network => new("plain", "deep", "wide");

                    public Choice<Pooling> Pooling => new(WordsProgram.Pooling.Mean, WordsProgram.Pooling.Max);

                    public NamedConfigs Speeds => new("default", "quick", "thorough");

                    [FromConfig("files.columns")]
                    public Choice<int> Width => new(4, 8);
                }

                [Main]
                private double Train() => LearningRate * Parameters + Dropout + Capacity + Files.Columns + Stepping.Speed
                    + Network.Length + (Shuffled ? (int)Pooling : 0);
            }
        }
        """;

    private const string Spaces = """
        using Gen;
        using WordsProgram;

        namespace Studies;

        /// <summary>Kinds of a block, and entries of theirs.</summary>
        [SearchSpace<Words>]
        public sealed class Kinds
        {
            public Choice<string> Stepping => new("sgd", "adam");

            [FromConfig("stepping.momentum")]
            public Interval<double> Momentum => new(0.0, 0.99);

            [FromConfig("stepping.speed")]
            public Interval<double> Speed => Interval.Log(1e-4, 1.0);

            public Choice<long> Capacity => new(1_000, 2_000);
        }

        public abstract class SharedSizes
        {
            public Choice<int> EmbeddingSize => new(16, 32, 64);

            public Interval<int> LstmSize => new(8, 64);
        }

        [SearchSpace<Words>(Maximize = "result")]
        internal sealed class Small : SharedSizes
        {
            public Interval<float> Dropout => new(0f, 0.5f);

            public Choice<bool> Shuffled => new(true, false);
        }

        /// <summary>Other forms of the same expressions.</summary>
        [SearchSpace<Words>]
        public sealed class Forms
        {
            private const int Most = 200;

            public Choice<int> EmbeddingSize { get { return new Choice<int>(20, 40, 80); } }

            public Choice<string> Network { get; } = new(["plain", "wide"]);

            public Interval<double> LearningRate => new Interval<double>(1e-4, 1e-2) { IsLog = true };

            public Interval<int> LstmSize => new(10, Most);

            public Interval<float> Dropout { get; init; } = new Interval<float>(0.1f, 0.6f);
        }

        public static class Use
        {
            public static Task<Sweep<Words, double>> Run() => Words.SweepAsync(new Forms { Dropout = new(0f, 0.5f) });
        }
        """;

    /// <summary>A program whose search spaces are in two files.</summary>
    public static IReadOnlyList<(string Path, string Text)> Files { get; } = [("Words.cs", Words), ("Spaces.cs", Spaces)];
}
