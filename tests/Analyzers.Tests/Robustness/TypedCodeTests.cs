using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Tests.Robustness;

/// <summary>
/// The members of each sample, and of a program with all that went wrong, are typed character by character. As long as there is a syntax
/// error, no rule may report what the finished program does not have. A seeded part of the samples by default, ten times as much with
/// <c>GEN_FULL_TESTS=1</c>.
/// </summary>
public class TypedCodeTests
{
    private const string Program = """
        using Gen;
        using TorchSharp;
        using static TorchSharp.torch;

        return await X.RunAsync(args);

        /// <summary>An experiment.</summary>
        [Experiment("x")]
        public sealed partial class X
        {
            public int Rounds { get; init; } = 3;

            [NamedConfig] public sealed class Quick { public int Rounds => 1; }

            int Twice(int rounds)
            {
                if (rounds > 0) { return rounds * 2; }
                return X.Parse("quick", "rounds=3").Rounds;
            }

            [Main] int Run(int rounds) => Twice(rounds) + Sum();
            [Captured] int Sum([FromConfig(nameof(Rounds))] int times, int by = 1) => times + by;
            [OnEpochEnd] void End(int epoch, double loss) { }
            [Metric] static Tensor Hits(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).sum();
            Gen.Training.Trainer Trainer() => CreateTrainer(null!, null, torch.nn.MSELoss());
        }
        """;

    private static readonly int s_step = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 25 : 250;

    [Fact]
    public Task Program_EveryCharacter_HasNoFalseDiagnostic() => Type([("X.cs", Program)], step: 1, minimum: 1_000);

    [Fact]
    public async Task Samples_HaveNoFalseDiagnostic()
    {
        foreach (var files in ProgramCorpus.Samples)
            await Type(files, s_step, minimum: 1);
    }

    private static async Task Type((string Path, string Text)[] files, int step, int minimum)
    {
        var finished = (await new TypedProgram(files).Finished()).Select(Text).ToHashSet();
        var wrong = new ConcurrentQueue<string>();
        var states = new TypedProgram(files).States.Where((_, i) => i % step == 0).ToArray();
        Assert.True(states.Length >= minimum, $"{states.Length} states");
        await Parallel.ForEachAsync(states.Chunk(100), async (chunk, _) =>
        {
            var program = new TypedProgram(files);
            foreach (var state in chunk)
            {
                foreach (var diagnostic in (await program.Typed(state)).Where(d => !finished.Contains(Text(d))))
                    wrong.Enqueue($"{Text(diagnostic)}\n{state}");
            }
        });
        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {states.Length}, such as\n{string.Join("\n\n", wrong.Take(20))}");
    }

    private static string Text(Diagnostic diagnostic) => $"{diagnostic.Id} {diagnostic.GetMessage()}";
}
