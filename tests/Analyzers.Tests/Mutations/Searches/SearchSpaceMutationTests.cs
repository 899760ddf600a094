using Gen.Analyzers.Tests.Mutations.Mistakes;
using Gen.Analyzers.Tests.Mutations.NeutralEdits;
using Gen.Analyzers.Tests.Mutations.Support;
using Xunit.Abstractions;

namespace Gen.Analyzers.Tests.Mutations.Searches;

/// <summary>Mistakes in search spaces, and edits that change nothing.</summary>
public class SearchSpaceMutationTests(ITestOutputHelper output)
{
    private static readonly TestProgram s_words = new("Words", [.. SearchPrograms.Files.Select(f => new SourceFile(f.Path, f.Text))]);

    private static readonly Lazy<IReadOnlyList<Mutant>> s_mutants = new(() => Mutants([s_words, .. TestPrograms.All]));

    private static readonly Lazy<IReadOnlyList<NeutralEdit>> s_edits = new(() =>
        [.. SearchSpaceEdits.Kinds.SelectMany(k => k.Find(s_words, new Random(1)).Select(c => new NeutralEdit(k, s_words, c)))]);

    [Fact]
    public async Task Program_ReportsNothing() =>
        Assert.Empty((await s_words.DiagnosticsWith(s_words.Files)).Select(d => d.ToString()));

    [Fact]
    public async Task Mistakes_AreReportedAtTheRightPlace()
    {
        var (right, all, wrong) = (0, 0, new List<string>());
        foreach (var mutant in Sampling.Take(s_mutants.Value))
        {
            all++;
            var reported = await mutant.Program.DiagnosticsWith(mutant.Files);
            var places = reported.Where(d => d.Id == mutant.Mistake.Id).Select(d => d.LineLocation()).ToHashSet();
            if (mutant.Locations.All(places.Contains))
                right++;
            else
                wrong.Add($"{mutant}\n{mutant.Program.To(mutant.Files)}\n{string.Join('\n', reported.Take(4))}");
        }

        output.WriteLine($"{right} of {all} mistakes reported with the right id at the right line and column");
        Assert.True(right >= 0.99 * all, string.Join("\n\n", wrong));
    }

    [Fact]
    public async Task HarmlessEdits_AreNotReported()
    {
        var (all, wrong) = (0, new List<string>());
        foreach (var edit in Sampling.Take(s_edits.Value))
        {
            all++;
            var reported = await edit.Program.DiagnosticsWith(edit.Files);
            if (reported.Count > 0)
                wrong.Add($"{edit}\n{edit.Program.To(edit.Files)}\n{string.Join('\n', reported.Take(4))}");
        }

        output.WriteLine($"{all} harmless edits, {all - wrong.Count} of them without any diagnostic");
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    [Fact]
    public void There_AreEnough()
    {
        Assert.True(s_mutants.Value.Count >= 500, $"{s_mutants.Value.Count} mistakes");
        Assert.True(s_edits.Value.Count >= 100, $"{s_edits.Value.Count} edits");
        Assert.Empty(SearchSpaceMistakes.Kinds.Concat(SearchSpaceMistakes.More).Select(k => k.Name)
            .Except(s_mutants.Value.Select(m => m.Kind.Name)));
        Assert.Empty(SearchSpaceEdits.Kinds.Select(k => k.Name).Except(s_edits.Value.Select(e => e.Kind.Name)));
    }

    // Each text once: two misspellings of a name can be the same.
    private static IReadOnlyList<Mutant> Mutants(IEnumerable<TestProgram> programs) =>
    [
        .. from program in programs
           from kind in SearchSpaceMistakes.Kinds.Concat(SearchSpaceMistakes.More).Select((k, i) => (Kind: k, Random: new Random(i)))
           from mutant in kind.Kind.Find(program, kind.Random).Select(m => new Mutant(kind.Kind, program, m))
               .DistinctBy(m => string.Concat(m.Files.Select(f => f.Text)))
           select mutant,
    ];
}
