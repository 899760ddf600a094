using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Gen.Tool.Commands;

/// <summary>Writes the help of a command, and after it examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Examples of each command, by name; those of gen itself by an empty name.</summary>
    public static readonly Dictionary<string, string[]> Examples = new()
    {
        [""] = ["gen runs", "gen show 12", "gen compare 12 15 --plot"],
        ["runs"] =
        [
            "gen runs --where \"status=COMPLETED and val_accuracy>0.8\" --sort -val_accuracy.best",
            "gen runs --columns id,learning_rate,val_loss.best --last 0 --csv > runs.csv",
            "gen runs --where \"start > 2026-11-30 and note ~ baseline\"",
        ],
        ["show"] = ["gen show 12", "gen show 12 --json", "gen show housing/runs/12"],
        ["compare"] = ["gen compare 12 15", "gen compare 12 15 18 --plot --metric val_loss,val_accuracy"],
        ["plot"] =
        [
            "gen plot 12 15 --metric loss,val_loss", "gen plot --where \"epochs>=10\" --metric val_loss --output curves.png --log-y",
        ],
        ["repeat"] = ["gen repeat 12", "gen repeat 12 -- dotnet bin/Release/net10.0/Housing.dll"],
        ["tag"] = ["gen tag 12 baseline good", "gen tag 12 --remove good"],
        ["note"] = ["gen note 12 \"the one in the paper\"", "gen note 12 \"\""],
        ["archive"] = ["gen archive 3 4 5", "gen archive 3 --undo"],
        ["delete"] = ["gen delete 3 4", "gen delete 3 --undo", "gen delete --empty"],
        ["export"] = ["gen export 12", "gen export 12 --output best.zip"],
        ["work"] = ["gen work", "gen work --jobs 4 --wait", "gen work --once --runs /data/runs"],
        ["completion"] = ["source <(gen completion bash)", "gen completion pwsh | Out-String | Invoke-Expression"],
    };

    // The help is always right, whatever else the line says.
    public override bool ClearsParseErrors => true;

    /// <summary>Gives the help of all commands examples.</summary>
    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        if (Examples.TryGetValue(command is RootCommand ? "" : command.Name, out var examples))
        {
            Console.Out.WriteLine("Examples:");
            foreach (var example in examples)
                Console.Out.WriteLine($"  {example}");
        }

        return exitCode;
    }
}
