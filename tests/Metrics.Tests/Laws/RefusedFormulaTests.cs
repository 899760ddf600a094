using Gen.Metrics.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TorchSharp;

namespace Gen.Metrics.Tests.Laws;

/// <summary>A formula that cannot be streamed is a build error at the expression, with the reason.</summary>
public sealed class RefusedFormulaTests
{
    public static TheoryData<string> Files => Corpus.AsData(Corpus.Refused);

    [Theory]
    [MemberData(nameof(Files))]
    public void RefusedFormula_IsValidCSharp(string file)
    {
        var problems = FormulaProgram.Of(MarkedFormulas.Of(file).Text).Problems.ToArray();
        Assert.True(problems.Length == 0, string.Join('\n', problems.AsEnumerable()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void RefusedFormula_IsReportedAtExpressionWithReason(string file)
    {
        var marked = MarkedFormulas.Of(file);
        var program = FormulaProgram.Of(marked.Text);
        var errors = program.Reported.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.Empty(errors.Where(d => d.Id != "GEN020").Select(d => d.ToString()));
        AsMarked(marked, program, [.. errors.Select(d => (d.Location.SourceSpan, d.GetMessage()))]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Planner_RefusedFormula_IsRefused(string file)
    {
        var marked = MarkedFormulas.Of(file);
        var program = FormulaProgram.Of(marked.Text);
        AsMarked(
            marked,
            program,
            [.. program.Plans().Where(p => p.Refusal is not null).Select(p => (p.Refusal!.Location.SourceSpan, p.Refusal.Reason))]
        );
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void State_RefusedFormula_Throws(string file)
    {
        using var scope = torch.NewDisposeScope();
        var program = FormulaProgram.Of(MarkedFormulas.Of(file).Text);
        foreach (var formula in program.Classes.SelectMany(program.Formulas))
        {
            using var state = formula.NewState();
            var data = formula.Class.Inputs.ToDictionary(p => p.Key, p => p.Value.Draw(8, torch.float64, false, new Random(1)));
            var exception = Assert.Throws<NotSupportedException>(() => state.Update(data));
            Assert.Contains(formula.Name, exception.Message);
        }
    }

    private static void AsMarked(MarkedFormulas marked, FormulaProgram program, List<(TextSpan Span, string Message)> reported)
    {
        var wrong = new List<string>();
        foreach (var mark in marked.Marks)
        {
            var of = program.Classes.Single(c => c.Syntax.Span.Contains(mark));
            var what = $"{of.Name}: {marked.Excerpt(mark)}";
            var here = reported.Where(r => r.Span == mark).ToList();
            reported.RemoveAll(r => r.Span == mark);
            if (here is not [var (_, message)])
                wrong.Add($"{what}: {here.Count} errors here");
            else if (!of.Reasons.Any(r => message.Contains(r, StringComparison.OrdinalIgnoreCase)))
                wrong.Add($"{what}: '{message}' does not speak of {string.Join(" or ", of.Reasons)}");
        }

        wrong.AddRange(reported.Select(r => $"not expected at '{marked.Excerpt(r.Span)}': {r.Message}"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
