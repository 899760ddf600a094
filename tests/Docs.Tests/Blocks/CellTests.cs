using Gen.Analyzers.Tests.Support;
using Gen.Docs.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Gen.Docs.Tests.Blocks;

/// <summary>The cells of a page on notebooks. NotebookPageTests of the samples runs them in the kernel.</summary>
public class CellTests
{
    public static TheoryData<string> Pages =>
        [.. Page.All.Where(p => p.Blocks.Any(b => b.Language == "csharp cell")).Select(p => p.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Cells_OfAPage_Compile(string path) => Assert.Empty(Errors(Page.Find(path)));

    [Theory]
    [InlineData("Pi.Parse()", true)]
    [InlineData("var pi = Pi.Parse();\npi.Throws", true)]
    [InlineData("Pi.Parse().Thows", false)]
    public void Cell_Wrong_IsReported(string cell, bool isRight)
    {
        const string Library = "using Gen;\n[Experiment(\"pi\")] public sealed partial record Pi { public int Throws { get; init; } }";
        var page = Page.Parse("none", $"```csharp\n{Library}\n```\n```csharp cell\n#r \"Pi.dll\"\nusing Gen;\n\n{cell}\n```\n");

        Assert.Equal(isRight, !Errors(page).Any());
    }

    // All cells are one method after the page's library; usings are hoisted, and a value at the end of a cell is discarded.
    private static IEnumerable<Diagnostic> Errors(Page page)
    {
        var library = page.Blocks.Single(b => b.Language == "csharp").Text;
        var (usings, statements) = (new List<string>(), new List<string>());
        foreach (var cell in page.Blocks.Where(b => b.Language == "csharp cell"))
        {
            var lines = cell.Text.TrimEnd().Split('\n').Where(l => !l.StartsWith('#')).ToList();
            usings.AddRange(lines.Where(l => l.StartsWith("using ", StringComparison.Ordinal)));
            lines.RemoveAll(l => l.StartsWith("using ", StringComparison.Ordinal));
            if (lines.Count > 0 && !lines[^1].EndsWith(';') && !lines[^1].EndsWith('}'))
                lines[^1] = $"_ = {lines[^1]};";
            statements.AddRange(lines);
        }

        var code = $$"""
            {{string.Join('\n', usings.Distinct())}}
            static class Cells
            {
                static object HTML(string html) => html;
                static async Task Run()
                {
                    await Task.Yield();
                    {{string.Join('\n', statements)}}
                }
            }
            """;
        return Compiled.With([("Library.cs", library), ("Cells.cs", code)], references: [Compiled.Library("Spectre.Console.dll")])
            .GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error);
    }
}
