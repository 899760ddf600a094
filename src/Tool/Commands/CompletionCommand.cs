using System.CommandLine;
using System.CommandLine.Completions;
using Gen.Shared;
using Gen.Tool.Output;
using Gen.Tool.Queries;

namespace Gen.Tool.Commands;

/// <summary><c>gen completion</c>: the script that makes a shell complete commands, options, runs and names of columns.</summary>
internal static class CompletionCommand
{
    // More would not fit the screen.
    private const int MaxRuns = 50;

    private static readonly Dictionary<string, string> s_scripts = new()
    {
        ["bash"] = """
            # In ~/.bashrc: source <(gen completion bash)
            _gen() {
                mapfile -t COMPREPLY < <(compgen -W "$(gen "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}")
            }
            complete -o default -F _gen gen
            """,
        ["fish"] = """
            # In ~/.config/fish/config.fish: gen completion fish | source
            complete -c gen -a '(gen "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
            """,
        ["pwsh"] = """
            # In $PROFILE: gen completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName gen -ScriptBlock {
                param($word, $line, $position)
                gen "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }
            """,
        ["zsh"] = """
            # In ~/.zshrc, after compinit: source <(gen completion zsh)
            _gen() { compadd -- "${(@f)$(gen "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}"; }
            compdef _gen gen
            """,
    };

    private static readonly Argument<string> s_shell = new("SHELL") { Description = "The shell: bash, fish, pwsh or zsh." };

    public static Command Create()
    {
        s_shell.CompletionSources.Add([.. s_scripts.Keys]);
        var command = new Command("completion", "Print the script that makes a shell complete the lines of gen.") { s_shell };
        command.SetAction(line =>
        {
            var shell = line.GetValue(s_shell)!;
            if (!s_scripts.TryGetValue(shell, out var script))
                throw new UserErrorException($"Shell '{shell}' does not exist.{NearestName.Hint(shell, s_scripts.Keys, "The shells are")}");
            Console.Out.WriteLine(script);
            return 0;
        });
        return command;
    }

    /// <summary>Lets shells complete the numbers of runs and the names of columns.</summary>
    public static void Complete(IEnumerable<Command> commands)
    {
        foreach (var command in commands)
        {
            foreach (var runs in command.Arguments.Where(a => a.Name == "RUN"))
            {
                runs.HelpName = runs.Name;   // else the help shows all numbers
                runs.CompletionSources.Add(context => Items(context, all => all.Select(r => r.Id)).TakeLast(MaxRuns));
            }

            foreach (var names in command.Options.Where(o => o.HelpName == "NAMES"))
                names.CompletionSources.Add(context => Items(context, names.Name == "--metric" ? RunColumns.Scalars : RunField.Names));
        }
    }

    private static IEnumerable<CompletionItem> Items(
        CompletionContext context, Func<IReadOnlyList<Reading.RunRow>, IEnumerable<string>> names)
    {
        try
        {
            return [.. names(RunsFolder.Read(RunsFolder.Find(context.ParseResult)))
                .Where(n => n.StartsWith(context.WordToComplete, StringComparison.OrdinalIgnoreCase))
                .Select(n => new CompletionItem(n))];
        }
        catch (UserErrorException)
        {
            return [];
        }
    }
}
