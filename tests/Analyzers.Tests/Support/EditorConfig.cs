using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Tests.Support;

/// <summary>An <c>.editorconfig</c> beside the sources, read as the compiler reads it.</summary>
internal sealed class EditorConfig(string text)
{
    private readonly AnalyzerConfigSet _set = AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse(text, "/src/.editorconfig") });

    /// <summary>Returns the diagnostics of all rules in sources to which the file applies.</summary>
    public async Task<ImmutableArray<Diagnostic>> Diagnostics(CSharpCompilation compilation)
    {
        var analyzed = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new TreeOptions(this)));
        return await analyzed.WithAnalyzers(Verify.AllAnalyzers, new AnalyzerOptions([], new Options(this))).GetAnalyzerDiagnosticsAsync();
    }

    private AnalyzerConfigOptionsResult Of(SyntaxTree tree) => _set.GetOptionsForSourcePath("/src/" + tree.FilePath);

    private sealed class TreeOptions(EditorConfig config) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree,
            string diagnosticId,
            CancellationToken cancellationToken,
            out ReportDiagnostic severity
        ) => config.Of(tree).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(
            string diagnosticId,
            CancellationToken cancellationToken,
            out ReportDiagnostic severity
        ) => config._set.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
    }

    private sealed class Options(EditorConfig config) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(config._set.GlobalConfigOptions.AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(config.Of(tree).AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            values.TryGetValue(key, out value);
    }
}
