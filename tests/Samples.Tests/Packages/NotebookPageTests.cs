using System.Text.RegularExpressions;
using Xunit;

namespace Gen.Samples.Tests.Packages;

/// <summary>The cells of docs/notebooks.md, run by the kernel with the packages.</summary>
[Collection(nameof(PackedFeed))]
public sealed partial class NotebookPageTests(PackedFeed feed)
{
    // What the value of each cell begins with, and what it contains; empty for a cell without a value.
    private static readonly (string Start, string Part)[] s_values =
    [
        ("", ""),
        ("<table>", ">COMPLETED</td>"),
        ("<div><svg ", ">val_loss<"),
        ("<svg ", ">val_accuracy<"),
        ("<table><thead>", ">validation accuracy</th>"),
        ("<table>", ">run</th><td style=\"text-align:left\">1</td>"),
        ("<div class=\"dni-plaintext\"><pre>1</pre>", ""),
        ("<iframe ", "http://localhost:6006"),
    ];

    [FullFact]
    public void Cells_InTheKernel_ShowHtml()
    {
        var page = File.ReadAllText(Path.Combine(PackedFeed.Root, "docs", "notebooks.md"));
        var cells = Blocks(page, "csharp cell");
        var folder = feed.Write("Notebook");
        feed.Write("Notebook/Rings", ("Rings.csproj", Blocks(page, "xml").Single()), ("Rings.cs", Blocks(page, "csharp").Single()));
        var built = feed.Dotnet(folder, "build", "Rings", "--nologo");
        Assert.True(built.ExitCode == 0, built.ToString());
        using var notebook = InteractiveTool.Start(feed, folder);
        notebook.Run($"#i \"nuget: {feed.Feed}\"");

        var outputs = cells.Select(notebook.Run).ToList();

        Assert.Equal(s_values.Length, outputs.Count);
        foreach (var (value, output) in s_values.Zip(outputs).Where(v => v.First.Start.Length > 0))
        {
            var shown = output.Single(e => e.Type == "ReturnValueProduced").Html!;
            Assert.StartsWith(value.Start, shown);
            Assert.Contains(value.Part, shown);
        }

        // The training of the second cell: one output, updated at the end of each of five epochs.
        Assert.Contains("epoch 1/5", outputs[1].Single(e => e.Type == "DisplayedValueProduced").Html);
        Assert.Contains("epoch 5/5", outputs[1].Last(e => e.Type == "DisplayedValueUpdated").Html);
        Assert.Equal(["1", "2", "3"], Directory.GetDirectories(Path.Combine(folder, "runs")).Select(Path.GetFileName).Order().Take(3));
    }

    private static string[] Blocks(string page, string language) =>
        [.. Block().Matches(page).Where(m => m.Groups[1].Value == language).Select(m => m.Groups[2].Value)];

    [GeneratedRegex("^```([a-z ]+)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}

/// <summary>A test that is too slow for every run: <c>./test.sh --full</c> runs it.</summary>
internal sealed class FullFactAttribute : FactAttribute
{
    public FullFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("GEN_FULL_TESTS") != "1")
            Skip = "runs with GEN_FULL_TESTS=1 (./test.sh --full)";
    }
}
