using System.Text.RegularExpressions;
using Gen.Analyzers;
using Gen.Analyzers.Rules;
using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Docs.Tests.Support;

/// <summary>A block of C# within the code that it is compiled with.</summary>
/// <param name="Source">The block within its context.</param>
/// <param name="FirstLine">The first line of the block in the source, from 0.</param>
/// <param name="Lines">The number of lines of the block.</param>
/// <param name="Others">The other files of the sample whose program the block is; none for other blocks.</param>
internal sealed partial record CodeBlock(string Source, int FirstLine, int Lines, IReadOnlyList<(string Path, string Text)> Others)
{
    private const string Types = "// types here";

    // Parts of programs declare what they do not use.
    private static readonly string[] s_unused = ["CS0168", "CS0169", "CS0219", "CS0414", "CS0649", "CS8019", "CS8321"];

    private static readonly DiagnosticAnalyzer[] s_analyzers =
    [
        .. typeof(CapturedCallAnalyzer).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    /// <summary>The mistakes that the block shows by <c>// error GEN015: …</c>, as <c>line id</c>, with lines from 1.</summary>
    public IEnumerable<string> Expected => Source.Split('\n').Skip(FirstLine).Take(Lines)
        .SelectMany((text, line) => Marks().Matches(text).Select(m => $"{line + 1} {m.Groups["id"].Value}"));

    public static CodeBlock Create(Block block, PageContext context)
    {
        var lines = block.Text.Count(c => c == '\n');
        var tree = CSharpSyntaxTree.ParseText(block.Text, new(LanguageVersion.CSharp14)).GetCompilationUnitRoot();
        if (tree.Usings.Count > 0)
            return new(block.Text, 0, lines, FilesBeside(block.Text));
        var surroundings = context.For(block.Number);
        if (tree.Members.All(m => m is BaseTypeDeclarationSyntax) && !tree.ContainsDiagnostics)
            surroundings = surroundings.Contains(Types) ? surroundings : $"{surroundings}\n{Types}";
        var hole = surroundings.Contains(Types) ? Types : AreMembers(block.Text) ? "// members here" : "// statements here";
        var at = surroundings.IndexOf(hole, StringComparison.Ordinal);
        Assert.True(at >= 0, $"no context has '{hole}' for the block at line {block.Line}");
        var (before, after) = (surroundings[..at], surroundings[(at + hole.Length)..]);
        return new($"{before}\n{block.Text}\n{after}", before.Count(c => c == '\n') + 1, lines, []);
    }

    /// <summary>The diagnostics of the compiler and all rules, in the form of <see cref="Expected"/>; those outside the block in
    /// full.</summary>
    public async Task<IEnumerable<string>> Reported()
    {
        var references = Others.Count > 0 ? PageProgram.Libraries : PageProgram.Packages;
        var compilation = Compiled.With([("Page.cs", Source), .. Others], references: references);
        var expected = Expected.ToHashSet();
        var own = compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && !s_unused.Contains(d.Id));
        var rules = (await compilation.WithAnalyzers([.. s_analyzers]).GetAnalyzerDiagnosticsAsync())
            .Where(d => d.Severity >= DiagnosticSeverity.Info);
        return own.Concat(rules)
            .Select(d => (Diagnostic: d, Place: PlaceOf(d)))
            // Suggestions about code that is not used do not count.
            .Where(d => d.Diagnostic.Severity > DiagnosticSeverity.Info || expected.Contains(d.Place))
            .Select(d => expected.Contains(d.Place) ? d.Place : d.Diagnostic.ToString())
            .Distinct();
    }

    // A page may show the program of a sample without its other files.
    private static (string Path, string Text)[] FilesBeside(string program)
    {
        var shown = Directory.GetFiles(Path.Combine(Page.Root, "samples"), "Program.cs", SearchOption.AllDirectories)
            .FirstOrDefault(f => File.ReadAllText(f) == program);
        return shown is null
            ? []
            : [.. Directory.GetFiles(Path.GetDirectoryName(shown)!, "*.cs").Where(f => f != shown).Select(f => (f, File.ReadAllText(f)))];
    }

    private static bool AreMembers(string text)
    {
        var root = CSharpSyntaxTree.ParseText("class C {\n" + text + "}", new(LanguageVersion.CSharp14)).GetCompilationUnitRoot();
        // `var x = 1;` reads like a field.
        return !root.ContainsDiagnostics && root.Members is [ClassDeclarationSyntax type]
            && !type.Members.Any(m => m is FieldDeclarationSyntax { Declaration.Type: IdentifierNameSyntax { Identifier.Text: "var" } });
    }

    [GeneratedRegex(@"// (error|warning|info) (?<id>(GEN|CS)\d+)")]
    private static partial Regex Marks();

    private string PlaceOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath == "Page.cs"
        ? $"{diagnostic.Location.GetLineSpan().StartLinePosition.Line - FirstLine + 1} {diagnostic.Id}"
        : "";
}
