using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Tests.Robustness;

/// <summary>
/// Broken code does not crash the generator (CS8785), on several threads and after many edits. Runs a seeded tenth of the mutations, or all
/// with <c>GEN_FULL_TESTS=1</c>. See tests/Analyzers.Tests/Robustness for analyzers and code fixes.
/// </summary>
public sealed class BrokenCodeTests
{
    private const int Mutants = 600;

    private static readonly int s_step = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 1 : 10;

    [Fact]
    public void BrokenCode_DoesNotCrash()
    {
        var slowest = TimeSpan.Zero;
        foreach (var mutant in Mutated())
        {
            var watch = Stopwatch.StartNew();
            Run(mutant);
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
        }

        Assert.True(slowest < TimeSpan.FromSeconds(30), $"the slowest took {slowest}");
    }

    [Fact]
    public void BrokenCode_SeveralThreads_DoesNotCrash() =>
        Parallel.ForEach(Mutated().Take(Mutants / s_step / 3), new ParallelOptions { MaxDegreeOfParallelism = 8 }, Run);

    [Fact]
    public void BrokenCode_OneDriver_DoesNotCrash()
    {
        var driver = GeneratorRun.Driver();
        foreach (var mutant in Mutated().Take(Mutants / s_step / 2))
        {
            driver = driver.RunGenerators(Compile(mutant));
            GeneratorRun.NoException(driver.GetRunResult());
        }
    }

    private static void Run(Mutant mutant)
    {
        var result = GeneratorRun.Driver().RunGenerators(Compile(mutant)).GetRunResult();
        Assert.All(result.Results, one => Assert.True(one.Exception is null, $"{one.Exception}\n{mutant}"));
    }

    private static CSharpCompilation Compile(Mutant mutant) => Sources.CompileTorch("Mutant", mutant.Texts);

    /// <summary>Returns programs in which one file is broken.</summary>
    private static IEnumerable<Mutant> Mutated()
    {
        var folders = Originals();
        for (var seed = 0; seed < Mutants; seed += s_step)
        {
            var folder = folders[seed / s_step % folders.Length];
            var broken = new Random(seed).Next(folder.Length);
            yield return new Mutant(seed, [.. folder.Select((text, i) => i == broken ? Mutations.Apply(text, seed) : text)], broken);
        }
    }

    private static string[][] Originals()
    {
        var root = Repository.Root;
        var samples = Directory
            .GetDirectories(Path.Combine(root, "samples"))
            .Select(d => Directory.GetFiles(d, "*.cs", SearchOption.AllDirectories));
        var subjects = Directory
            .GetFiles(Path.Combine(root, "tests", "Runtime.Tests", "Configuration"), "*.cs", SearchOption.AllDirectories)
            .Select(f => new[] { f });
        var formulas = Directory
            .GetFiles(Path.Combine(root, "tests", "Metrics.Tests", "Formulas"), "*.cs", SearchOption.AllDirectories)
            .Select(f => new[] { f });
        return
        [
            .. samples
                .Concat(subjects)
                .Concat(formulas)
                .Select(files => files.Select(File.ReadAllText).ToArray())
                .Where(texts => texts.Any(t => t.Contains("[Experiment") || t.Contains("[Metric"))),
        ];
    }

    private sealed record Mutant(int Seed, string[] Texts, int Broken)
    {
        public override string ToString() => $"seed {Seed}:\n{Texts[Broken]}";
    }
}
