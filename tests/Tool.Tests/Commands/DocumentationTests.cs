using System.CommandLine;
using System.Runtime.CompilerServices;

namespace Gen.Tool.Tests.Commands;

public class DocumentationTests
{
    [Theory]
    [InlineData("docs/gen.md")]
    [InlineData("docs/runs.md")]
    [InlineData("src/Tool/PACKAGE.md")]
    public void Page_Commands_Exist(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root(), page));
        var lines = text.Split('\n').SelectMany(l => l.StartsWith("gen ", StringComparison.Ordinal) ? [l] : Within(l)).ToList();
        Assert.NotEmpty(lines);
        foreach (var line in lines)
            Assert.Empty(Program.CreateCommand().Parse(line.Split('#')[0]["gen ".Length..]).Errors);
    }

    private static IEnumerable<string> Within(string line) =>
        line.Split('`').Where((_, i) => i % 2 == 1).Where(c => c.StartsWith("gen ", StringComparison.Ordinal));

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath("../../../..", path);
}
