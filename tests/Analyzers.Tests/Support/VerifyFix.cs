using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Tests.Support;

/// <summary>
/// Applies code fixes as an IDE does. The result must be the expected text, compile without the rule's diagnostic, and have no diagnostic
/// that was not reported before.
/// </summary>
internal static class VerifyFix
{
    private static readonly CodeFixProvider[] s_fixes =
    [
        .. typeof(Gen.CodeFixes.Rules.NotPartialFix)
            .Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(CodeFixProvider)))
            .Select(t => (CodeFixProvider)Activator.CreateInstance(t)!),
    ];

    /// <summary>All fixes.</summary>
    public static IReadOnlyList<CodeFixProvider> All => s_fixes;

    /// <summary>Fixes the first diagnostic of a rule.</summary>
    /// <param name="id">The id of the rule.</param>
    /// <param name="source">Files. A line <c>//// name</c> begins another, <c>//// Project/name</c> one in another project, which
    /// references the earlier ones.</param>
    /// <param name="expected">The changed files.</param>
    /// <param name="action">The index of the offered change. The default value is 0, the best one.</param>
    /// <param name="title">The expected title, or null to ignore it.</param>
    /// <param name="remaining">The expected number of remaining diagnostics of the rule.</param>
    /// <param name="hasErrors">Whether compiler errors remain.</param>
    public static async Task Fixes(
        string id,
        string source,
        string expected,
        int action = 0,
        string? title = null,
        int remaining = 0,
        bool hasErrors = false
    )
    {
        using var workspace = new FixWorkspace(source);
        var before = await Diagnostics(workspace.CurrentSolution, id);
        Assert.NotEmpty(before);
        var offered = await Offered(workspace.CurrentSolution, before[0]);
        Assert.True(offered.Count > action, $"offered: {string.Join(" | ", offered.Select(o => o.Title))}");
        if (title is not null)
            Assert.Equal(title, offered[action].Title);
        await Compare(workspace.CurrentSolution, await Apply(offered[action]), id, expected, remaining, hasErrors);
    }

    /// <summary>Fixes all diagnostics of a rule in all projects with the change that is offered for the first.</summary>
    /// <inheritdoc cref="Fixes"/>
    public static async Task FixesAll(string id, string source, string expected, int action = 0, int remaining = 0)
    {
        using var workspace = new FixWorkspace(source);
        var solution = workspace.CurrentSolution;
        var before = await Diagnostics(solution, id);
        Assert.True(before.Length > 1, "there is only one to fix");
        var (offered, fix) = (await OfferedBy(solution, before[0]))[action];
        var context = new FixAllContext(
            solution.GetDocument(before[0].Location.SourceTree)!,
            fix,
            FixAllScope.Solution,
            offered.EquivalenceKey!,
            [id],
            new KnownDiagnostics(before, solution),
            CancellationToken.None
        );
        var all = await fix.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(all);
        await Compare(solution, await Apply(all), id, expected, remaining);
    }

    /// <summary>Expects that only changes without Fix All, which no formatter makes, are offered for the rule's diagnostics.</summary>
    public static async Task OffersOneAtATime(string id, string source)
    {
        using var workspace = new FixWorkspace(source);
        foreach (var diagnostic in await Diagnostics(workspace.CurrentSolution, id))
        {
            var offered = await OfferedBy(workspace.CurrentSolution, diagnostic);
            Assert.NotEmpty(offered);
            Assert.All(offered, o => Assert.Null(o.Fix.GetFixAllProvider()));
        }
    }

    /// <summary>Expects that the rule reports diagnostics and no change is offered.</summary>
    public static async Task OffersNothing(string id, string source)
    {
        using var workspace = new FixWorkspace(source);
        var before = await Diagnostics(workspace.CurrentSolution, id);
        Assert.NotEmpty(before);
        foreach (var diagnostic in before)
            Assert.Empty((await Offered(workspace.CurrentSolution, diagnostic)).Select(o => o.Title));
    }

    /// <summary>Returns the changes offered for a diagnostic, in order.</summary>
    public static async Task<List<CodeAction>> Offered(Solution solution, Diagnostic diagnostic) =>
        [.. (await OfferedBy(solution, diagnostic)).Select(o => o.Action)];

    private static async Task<List<(CodeAction Action, CodeFixProvider Fix)>> OfferedBy(Solution solution, Diagnostic diagnostic)
    {
        var offered = new List<(CodeAction Action, CodeFixProvider Fix)>();
        var document = solution.GetDocument(diagnostic.Location.SourceTree)!;
        foreach (var fix in s_fixes.Where(f => f.FixableDiagnosticIds.Contains(diagnostic.Id)))
            await fix.RegisterCodeFixesAsync(
                new CodeFixContext(document, diagnostic, (action, _) => offered.Add((action, fix)), CancellationToken.None)
            );
        Assert.All(offered, o => Assert.StartsWith(diagnostic.Id + ".", o.Action.EquivalenceKey));
        return [.. offered.OrderByDescending(o => o.Action.Priority)];
    }

    /// <summary>Returns the diagnostics of a rule in all projects, in order.</summary>
    public static async Task<Diagnostic[]> Diagnostics(Solution solution, string? id)
    {
        var all = new List<Diagnostic>();
        foreach (var project in solution.Projects)
            all.AddRange((await Verify.Diagnostics((await project.GetCompilationAsync())!)).Where(d => id is null || d.Id == id));
        return [.. all];
    }

    /// <summary>Applies a change and returns the solution.</summary>
    public static async Task<Solution> Apply(CodeAction action) =>
        Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>()).ChangedSolution;

    private static async Task Compare(Solution before, Solution after, string id, string expected, int remaining, bool hasErrors = false)
    {
        var texts = FixWorkspace.Parse(expected).ToDictionary(f => f.Path, f => f.Text);
        foreach (var document in after.Projects.SelectMany(p => p.Documents).Where(d => d.Name != FixWorkspace.Usings))
        {
            var wanted = texts.Remove(document.Name, out var text)
                ? text
                : (await before.GetDocument(document.Id)!.GetTextAsync()).ToString();
            Assert.Equal(wanted, (await document.GetTextAsync()).ToString());
        }

        Assert.Empty(texts.Keys);
        foreach (var project in after.Projects)
        {
            var errors = (await project.GetCompilationAsync())!.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error);
            Assert.True(hasErrors || remaining > 0 || !errors.Any(), string.Join('\n', errors));
        }

        var (old, now) = (await Diagnostics(before, null), await Diagnostics(after, null));
        var left = now.Where(d => d.Id == id).ToArray();
        Assert.True(left.Length == remaining, string.Join('\n', left.Select(d => d.ToString())));

        // An added entry may be unused.
        var added = now.Where(d => d.Severity > DiagnosticSeverity.Info).Select(d => d.Id).Except(old.Select(d => d.Id));
        Assert.True(!added.Any(), $"the fix causes {string.Join(", ", added)}");
    }

    /// <summary>Passes known diagnostics to Fix All.</summary>
    private sealed class KnownDiagnostics(Diagnostic[] diagnostics, Solution solution) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(d => solution.GetDocument(d.Location.SourceTree)!.Project.Id == project.Id));

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(d => solution.GetDocument(d.Location.SourceTree)!.Id == document.Id));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
