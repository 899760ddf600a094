namespace Gen.Generators.Tests.Snapshots;

/// <summary>Snapshots of generated code. See <see cref="Snapshot"/> for how to accept a change.</summary>
public sealed class GeneratedCodeTests
{
    [Fact]
    public void ApiDocs_MatchesSnapshot() =>
        Snapshot.Verify(
            GeneratedProgram.Of(
                """
                /// <summary>Classifies .NET API documentation by namespace.</summary>
                [Experiment("api-docs")]
                public sealed partial class ApiDocs
                {
                    /// <summary>Words kept, most frequent first.</summary>
                    [Range(100, 1_000_000)] public int MaxVocabSize { get; init; } = 5_000;
                    public int EmbeddingSize { get; init; } = 100;
                    public int NumClasses { get; init; } = 14;
                    [Range(0.0, 1.0, MinimumIsExclusive = true)] public double LearningRate { get; init; } = 1e-3;
                    public bool EmbeddingTrainable { get; init; }
                    public int EmbeddingParameters => MaxVocabSize * EmbeddingSize;

                    /// <summary>Pre-trained vectors, trained further.</summary>
                    [NamedConfig] public sealed class TrainableEmbed { public bool EmbeddingTrainable => true; }

                    [Captured]
                    static string BuildLstm(long vocabSize, int embeddingSize, bool embeddingTrainable,
                        [FromConfig(nameof(NumClasses))] int outputs, int lstmSize = 100) =>
                        $"{vocabSize} {embeddingSize} {embeddingTrainable} {outputs} {lstmSize}";

                    [Main] Task<string> Train(Run run, double learningRate) => Task.FromResult(BuildLstm(vocabSize: 7));
                }
                """
            )
        );

    [Fact]
    public void Blocks_MatchSnapshot() =>
        Snapshot.Verify(
            GeneratedProgram.Of(
                """
                namespace Shop
                {
                    partial class Outer
                    {
                        [Experiment("blocks")]
                        internal partial record Inner
                        {
                            public Data Train { get; init; } = new();
                            public Data? Test { get; set; }
                            public Data Fixed { get; } = new();
                            [NamedConfig] internal class Large(Inner config)
                            {
                                [FromConfig("train.size")] public int Size => config.Train.Size * 2;
                                public Data Test => new();
                            }
                            [Command("check")] static async Task Check(Data train, [FromConfig("test.part.depth")] int? depth) =>
                                await Task.Yield();
                        }
                    }

                    [Config] public class Data
                    {
                        [Range(1, 9)] public int Size { get; init; } = 1;
                        public Part Part { get; init; } = new();
                    }
                    [Config] public class Part { public int? Depth { get; set; } }
                }
                """
            )
        );

    [Fact]
    public void ValueTypes_MatchSnapshot() =>
        Snapshot.Verify(
            GeneratedProgram.Of(
                """
                public enum Mode { Off, On, Enabled = 1 }
                [Flags] public enum Rights : ulong { None, Read, Write }
                [Experiment("values")]
                public partial class Values
                {
                    [AllowedValues("a", "b{0}", null)] public string? Text { get; init; }
                    [RegularExpression("[a-z]{2}")] public string Code { get; init; } = "ab";
                    [AllowedValues(global::Mode.On, null)] public Mode? Mode { get; init; }
                    public Rights Rights { get; set; }
                    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(5);
                    [Range(0, 1)] public Half Half { get; init; }
                    public DateTimeOffset? Since { get; init; }
                    [Length(1, 3)] public int[] Sizes { get; init; } = [1];
                    public IReadOnlyList<string?>? Names { get; init; }
                    public IReadOnlyDictionary<string, double> Weights { get; init; } = new Dictionary<string, double>();
                }
                """
            )
        );

    [Fact]
    public void Captured_MatchesSnapshot() =>
        Snapshot.Verify(
            GeneratedProgram.Of(
                """
                [Experiment("captured")]
                public partial class Models
                {
                    public int Epochs { get; init; } = 5;
                    [Captured] protected async Task<T?> Generic<T>(T? given, int epochs, ILogger log, Random random,
                        CancellationToken token = default) where T : class, new()
                    {
                        await Task.Yield();
                        return given;
                    }
                    [Captured] private ref int Slot(int[] slots, [Seed] long seed, ref int x, Models self, params string[] more) =>
                        ref slots[0];
                }

                public static class Nets
                {
                    [Captured<Models>] public static string Build(int epochs, Run run, string name = "a\"{0}", double? rate = null) => name;
                }
                """
            )
        );
}
