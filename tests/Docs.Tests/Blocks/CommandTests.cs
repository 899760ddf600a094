using System.Text.RegularExpressions;
using Gen.Docs.Tests.Support;

namespace Gen.Docs.Tests.Blocks;

public partial class CommandTests
{
    /// <summary>Pages with commands that start a program, in blocks of <c>sh</c> or inline.</summary>
    public static TheoryData<string> PagesWithCommands => [.. Page.All.Where(p => Commands(p).Any()).Select(p => p.Path)];

    [Theory]
    [MemberData(nameof(PagesWithCommands))]
    public void Command_OfAPage_IsAccepted(string path)
    {
        var page = Page.Find(path);
        Assert.All(Commands(page), c =>
        {
            var error = ProgramOf(page, c.Line, c.Command).FindError(c.Command);
            var command = string.Join(' ', c.Command.Arguments);
            Assert.True(error is null != c.Command.Fails, $"{path}.md, line {c.Line}: {command}: {error ?? "is accepted"}");
        });
    }

    [Theory]
    [InlineData("dotnet run -- with quick epochs=3", true)]
    [InlineData("GEN__EPOCHS=3 dotnet run -- print-config --runs elsewhere", true)]
    [InlineData("GEN__EPOHCS=3 dotnet run", false)]
    [InlineData("dotnet run -- with quik", false)]
    [InlineData("dotnet run -- with epochs=many", false)]
    [InlineData("dotnet run -- with epochs=many      # exit code 2", true)]
    [InlineData("dotnet run -- with epochs=3         # exit code 2", false)]
    [InlineData("dotnet run -- --unobservd", false)]
    [InlineData("dotnet run -- evaluate 'with' epochs=3", true)]
    [InlineData("dotnet run -- evalute", false)]
    [InlineData("dotnet run -- resume", false)]
    [InlineData("dotnet run -- sweep epochs=1,2 --trials 2", true)]
    [InlineData("dotnet run -- sweep epohcs=1,2", false)]
    [InlineData("dotnet run -- sweep epochs=1,2 --trails 2", false)]
    public void Command_Wrong_IsReported(string line, bool isRight)
    {
        var program = PageProgram.From("""
            using Gen;
            [Experiment("x")] public sealed partial class X
            {
                public int Epochs { get; init; } = 1;
                [NamedConfig] public sealed class Quick { public int Epochs => 2; }
                [Main] private int Train(int epochs) => epochs;
                [Command("evaluate")] private int Evaluate(int epochs) => epochs;
            }
            """);
        var command = ShellLine.Parse(line)!;
        Assert.Equal(isRight, program.FindError(command) is null != command.Fails);
    }

    private static IEnumerable<(int Line, ShellLine Command)> Commands(Page page)
    {
        var blocks = page.Blocks.Where(b => b.Language == "sh").SelectMany(b => b.Text.Split('\n').Select((text, i) => (b.Line + i, text)));
        var within = page.Text.Split('\n').SelectMany((text, i) => Within().Matches(text).Select(m => (i + 1, m.Groups[1].Value)));
        return blocks.Concat(within).Select(c => (c.Item1, ShellLine.Parse(c.Item2)))
            .Where(c => c.Item2 is { Arguments.Length: > 0 } or { Variables.Length: > 0 })!;
    }

    // The nearest program before the command; else that of the page's context.
    private static PageProgram ProgramOf(Page page, int line, ShellLine command)
    {
        if (command.Program is { } sample)
            return PageProgram.FromSample(sample);
        var before = page.Blocks.LastOrDefault(b => b.Language == "csharp" && b.Line < line && b.Text.Contains("[Main]"));
        var context = PageContext.Read(page);
        if (before is not null)
            return PageProgram.From(CodeBlock.Create(before, context));
        var source = context.Program;
        Assert.True(source is not null, $"{page.Path}.md, line {line}: the command has no program: add one to the context of the page");
        return PageProgram.From(source);
    }

    [GeneratedRegex("(?<!`)`((?:[A-Z_]+=[^ `]+ )?dotnet run -- [^`]+)`")]
    private static partial Regex Within();
}
