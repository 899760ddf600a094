using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Tests.Support;

/// <summary>
/// Runs all rules on marked source, and checks that the expected diagnostics are reported and no others by any rule or the compiler.
/// </summary>
internal static class Verify
{
    public static readonly ImmutableArray<DiagnosticAnalyzer> AllAnalyzers =
    [
        .. typeof(RuleIds)
            .Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    /// <summary>Expects one diagnostic with this id at each mark, with these messages, in order of position.</summary>
    public static Task Reports(string id, string source, params string[] messages) => Run(id, source, messages, []);

    /// <summary>Expects the same beside compiler errors, which may be in bodies only.</summary>
    public static Task ReportsBeside(string[] compilerErrors, string id, string source, params string[] messages) =>
        Run(id, source, messages, compilerErrors);

    /// <summary>Expects the same beside diagnostics of other rules, which report their part of the mistake.</summary>
    public static Task ReportsBesideRules(string id, string[] others, string source, params string[] messages)
    {
        var marked = MarkedSource.Parse(source);
        return Check(Compiled.With(marked.Files), id, marked.Spans, messages, [], others);
    }

    /// <summary>
    /// Expects no diagnostics except those of severity info. For these, use <see cref="Reports(string, string, string[])"/> without
    /// marks.
    /// </summary>
    public static Task Accepts(string source, NullableContextOptions nullable = NullableContextOptions.Enable) =>
        Check(Compiled.With(MarkedSource.Parse(source).Files, nullable: nullable), "", [], [], []);

    /// <summary>Returns the diagnostics of all rules.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Diagnostics(Compilation compilation) =>
        [.. (await compilation.WithAnalyzers(AllAnalyzers).GetAnalyzerDiagnosticsAsync())
            .OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(d => d.Location.SourceSpan.Start)];

    /// <summary>Expects diagnostics in an existing compilation.</summary>
    public static Task Reports(CSharpCompilation compilation, MarkedSource marked, string id, params string[] messages) =>
        Check(compilation, id, marked.Spans, messages, []);

    private static Task Run(string id, string source, string[] messages, string[] compilerErrors)
    {
        var marked = MarkedSource.Parse(source);
        return Check(Compiled.With(marked.Files), id, marked.Spans, messages, compilerErrors);
    }

    private static async Task Check(
        CSharpCompilation compilation,
        string id,
        IReadOnlyList<(string Path, Microsoft.CodeAnalysis.Text.TextSpan Span)> spans,
        string[] messages,
        string[] compilerErrors,
        params string[] otherRules
    )
    {
        // An error in a declaration would hide rules in a build; warnings would break a build with warnings as errors.
        Assert.Empty(compilation.GetDeclarationDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        var own = compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id is not ("CS8019" or "CS8321"));
        Same(compilerErrors.Order(), own.Select(d => compilerErrors.Contains(d.Id) ? d.Id : d.ToString()).Distinct().Order());

        // Small test programs seldom use all that they declare, so infos of other rules are ignored.
        var all = (await Diagnostics(compilation)).Where(d => d.Severity > DiagnosticSeverity.Info || d.Id == id);
        var reported = all.Where(d => !otherRules.Contains(d.Id)).ToArray();
        Assert.Empty(otherRules.Except(all.Select(d => d.Id)));
        var expected = spans.OrderBy(s => s.Path, StringComparer.Ordinal).ThenBy(s => s.Span.Start).Select(s => $"{s.Path} {s.Span}: {id}");
        Same(
            expected,
            reported.Select(d =>
                $"{d.Location.SourceTree?.FilePath} {d.Location.SourceSpan}: {d.Id}{(d.Id == "AD0001" ? d.ToString() : "")}"
            )
        );
        Same(messages, reported.Select(d => d.GetMessage()));
        Assert.All(reported, d => Assert.Equal(RuleConventionsTests.All.Single(r => r.Id == d.Id).DefaultSeverity, d.Severity));
    }

    // Reports texts in full, because xunit truncates them.
    private static void Same(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (wanted, got) = (string.Join('\n', expected), string.Join('\n', actual));
        if (wanted != got)
            Assert.Fail($"expected:\n{wanted}\nactual:\n{got}");
    }
}
