using Gen.Metrics.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Gen.Metrics.Tests;

/// <summary>Every formula that cannot be streamed is an error of the build, at the expression, with the reason.</summary>
public sealed class RefusedFormulaTests
{
    public static TheoryData<string> Files => Corpus.AsData(Corpus.Refused);

    [Theory]
    [MemberData(nameof(Files))]
    public void TheyAreValidCSharp(string file)
    {
        var problems = FormulaProgram.Of(MarkedFormulas.Of(file).Text).Problems.ToArray();
        Assert.True(problems.Length == 0, string.Join('\n', problems.AsEnumerable()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void EachIsReportedAtTheExpressionWithTheReason(string file)
    {
        var marked = MarkedFormulas.Of(file);
        var program = FormulaProgram.Of(marked.Text);
        var reported = program.Reported.Where(d => !d.IsSuppressed).ToList();
        var wrong = reported.Where(d => d.Id != "GEN020").Select(d => d.ToString()).ToList();
        foreach (var mark in marked.Marks)
        {
            var of = program.Classes.Single(c => c.Syntax.Span.Contains(mark));
            var what = $"{of.Name}: {marked.Text.Substring(mark.Start, mark.Length)}";
            var here = reported.Where(d => d.Location.SourceSpan == mark).ToList();
            if (here is [{ Severity: DiagnosticSeverity.Error } one])
            {
                reported.Remove(one);
                var reasons = of.Declared["reason"].Split(',', StringSplitOptions.TrimEntries);
                if (!reasons.Any(r => one.GetMessage().Contains(r, StringComparison.OrdinalIgnoreCase)))
                    wrong.Add($"{what}: '{one.GetMessage()}' does not speak of {string.Join(" or ", reasons)}");
            }
            else
            {
                wrong.Add($"{what}: {here.Count} errors here");
            }
        }

        wrong.AddRange(reported.Where(d => d.Id == "GEN020").Select(d => $"not expected at '{Text(marked.Text, d.Location.SourceSpan)}': {d.GetMessage()}"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void NoneGetsAState(string file)
    {
        var program = FormulaProgram.Of(MarkedFormulas.Of(file).Text);
        var generated = program.Classes.SelectMany(program.Formulas).Where(f => f.StateType is not null).Select(f => f.ToString());
        Assert.Empty(generated);
    }

    private static string Text(string text, TextSpan span) => text.Substring(span.Start, span.Length);
}
