using System.CommandLine;
using System.CommandLine.Parsing;
using Gen.Shared;
using Gen.Tool.Commands;

namespace Gen.Tool;

/// <summary>The tool <c>gen</c>.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        var root = CreateCommand();
        var line = root.Parse(args);
        try
        {
            if (UnknownOption(line) is { } option)
                throw Unknown(option, line, root);
            if (line.Errors is [var error, ..] && line.Action is not HelpWithExamples)
                throw new UserErrorException(Message(error.Message, line, root));
            return line.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UserErrorException e)
        {
            Console.Error.WriteLine($"error: {Output.ValueText.Printable(e.Message)}");
            return 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {Output.ValueText.Printable(e.Message)}");
            return 1;
        }
    }

    /// <summary>Creates the command line.</summary>
    public static RootCommand CreateCommand()
    {
        var root = new RootCommand("Find, show and compare recorded runs of experiments.") { RunsFolder.Option };
        Command[] commands =
        [
            RunsCommand.Create(), ShowCommand.Create(), CompareCommand.Create(), PlotCommand.Create(), RepeatCommand.Create(),
            .. MarkCommands.Create(), DeleteCommand.Create(), ExportCommand.Create(), WorkCommand.Create(), CompletionCommand.Create(),
        ];
        CompletionCommand.Complete(commands);
        Array.ForEach(commands, root.Add);
        HelpWithExamples.AddTo(root);
        return root;
    }

    // The parser takes an option that does not exist for an argument.
    private static string? UnknownOption(ParseResult line) => line.CommandResult.Children.OfType<ArgumentResult>()
        .SelectMany(a => a.Tokens).Select(t => t.Value).Concat(line.UnmatchedTokens)
        .FirstOrDefault(t => t.Length > 1 && t[0] == '-' && !t.Contains(' '));

    private static UserErrorException Unknown(string word, ParseResult line, RootCommand root)
    {
        var name = word.Split('=')[0];
        var options = line.CommandResult.Command.Options.Concat(root.Options).Select(o => o.Name).Distinct();
        return new UserErrorException($"Option '{name}' does not exist.{NearestName.Hint(name, options, "The options are")}");
    }

    // The parser's own message, with the nearest name where a word is unknown.
    private static string Message(string message, ParseResult line, RootCommand root)
    {
        if (line.UnmatchedTokens is not [var word, ..])
            return message;
        var command = line.CommandResult.Command;
        return command == root
            ? $"Command '{word}' does not exist.{NearestName.Hint(word, root.Subcommands.Select(c => c.Name), "The commands are")}"
            : $"'{word}' is one argument too many for 'gen {command.Name}'.";
    }
}
