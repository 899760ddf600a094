using System.Text;
using Gen.Analyzers.Tests.Mutations.Mistakes;
using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace Gen.Analyzers.Tests.Mutations;

/// <summary>
/// Mistakes in valid programs. Each must be reported with the right id at its location: most by rules, some by the compiler, which are
/// counted separately. None may go unreported.
/// </summary>
public class MistakeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Mistakes_AreReportedByTheRightRuleAtTheRightPlace()
    {
        var mutants = Sampling.Take(AllMistakes.All).ToArray();
        var results = new List<(Mutant Mutant, Outcome Outcome, string Reported)>();
        foreach (var mutant in mutants)
        {
            var reported = await mutant.Program.DiagnosticsWith(mutant.Files);
            results.Add(
                (
                    mutant,
                    Judge(mutant, reported),
                    string.Join('\n', reported.Select(d => $"      {d.Id} {d.LineLocation()} {d.GetMessage()}").Take(8))
                )
            );
        }

        Print(results);
        var failed = results.Where(r => r.Outcome != Outcome.Right).ToArray();
        var list = string.Join("\n\n", failed.Select(f => $"{f.Outcome}: {f.Mutant}\n{f.Mutant.Program.To(f.Mutant.Files)}\n{f.Reported}"));
        Assert.True(failed.All(f => f.Outcome is not (Outcome.Silent or Outcome.Crash)), list);
        var rules = results.Where(r => !r.Mutant.IsForTheCompiler).ToArray();
        Assert.True(rules.Count(r => r.Outcome == Outcome.Right) >= 0.99 * rules.Length, list);
        Assert.True(results.Where(r => r.Mutant.IsForTheCompiler).All(r => r.Outcome == Outcome.Right), list);
    }

    [Fact]
    public void EveryKind_HasEnoughMistakes()
    {
        var ofRules = AllMistakes.All.Where(m => !m.IsForTheCompiler).ToArray();
        Assert.True(ofRules.Length >= 500, $"{ofRules.Length}");
        Assert.Empty(AllMistakes.Kinds.Except(AllMistakes.All.Select(m => m.Kind)).Select(k => k.Name));
        Assert.All(AllMistakes.All, m => Assert.NotEmpty(m.Locations));
        Assert.Empty(
            RuleConventionsTests
                .All.Where(d => d.DefaultSeverity >= DiagnosticSeverity.Warning && d.Id != RuleIds.LanguageVersion)
                .Select(d => d.Id)
                .Except(ofRules.SelectMany(m => m.Mistake.Id.Split(' ')))
        );
    }

    private static Outcome Judge(Mutant mutant, IReadOnlyList<Diagnostic> reported)
    {
        if (reported.Any(d => d.Id is "AD0001" or "CS8785"))
            return Outcome.Crash;
        if (reported.Count == 0)
            return Outcome.Silent;
        var ids = mutant.Mistake.Id.Split(' ');
        var places = reported.Where(d => ids.Contains(d.Id)).Select(d => d.LineLocation()).ToHashSet();
        return mutant.Locations.All(places.Contains) ? Outcome.Right
            : mutant.Locations.All(p => places.Any(r => (r.Path, r.Line) == (p.Path, p.Line))) ? Outcome.OtherColumn
            : reported.Any(d => ids.Contains(d.Id)) ? Outcome.OtherPlace
            : Outcome.OtherId;
    }

    private void Print(IReadOnlyList<(Mutant Mutant, Outcome Outcome, string Reported)> results)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"{results.Count} mistakes, {results.Count(r => r.Outcome == Outcome.Right)} reported with the right id at the right line and "
            + $"column"
        );
        foreach (var side in results.GroupBy(r => r.Mutant.IsForTheCompiler).OrderBy(g => g.Key))
            text.AppendLine(
                $"for {(side.Key ? "the compiler" : "the rules")}: {side.Count()}; "
                + $"{string.Join(", ", side.GroupBy(r => r.Outcome).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}"))}"
            );
        var hidden = results.Where(r => !r.Mutant.IsForTheCompiler && r.Mutant.Program.IsDeclaredWrongly(r.Mutant.Files)).ToArray();
        text.AppendLine(
            $"{hidden.Length} of those for the rules are errors in declarations for the compiler too, so that a build shows its error "
            + $"first: "
                + string.Join(", ", hidden.GroupBy(h => h.Mutant.Kind.Name).Select(g => $"{g.Key} {g.Count()}"))
        );
        text.AppendLine(
            "by id: "
                + string.Join(
                    ", ",
                    results
                        .GroupBy(r => r.Mutant.Mistake.Id)
                        .OrderBy(g => g.Key, StringComparer.Ordinal)
                        .Select(g => $"{g.Key} {g.Count()}")
                )
        );
        text.AppendLine(
            "by program: " + string.Join(", ", results.GroupBy(r => r.Mutant.Program.Name).Select(g => $"{g.Key} {g.Count()}"))
        );
        foreach (var kind in results.GroupBy(r => r.Mutant.Kind.Name))
            text.AppendLine($"  {kind.Count(r => r.Outcome == Outcome.Right),3} of {kind.Count(),3}  {kind.Key}");
        output.WriteLine(text.ToString());
    }

    private enum Outcome
    {
        Right,
        OtherColumn,
        OtherPlace,
        OtherId,
        Silent,
        Crash,
    }
}
