using System.Runtime.CompilerServices;
using Spectre.Console;

namespace Gen.Training;

/// <summary>The console of a run, for tables and other formatted results.</summary>
public static class RunConsole
{
    private static readonly ConditionalWeakTable<Run, IAnsiConsole> Consoles = [];

    /// <summary>Adds the console to a run.</summary>
    /// <param name="run">The run.</param>
    extension(Run run)
    {
        /// <summary>
        /// The console on standard output. What is written to it is captured with the run's other output. It writes plain text if output is
        /// redirected and no colors if the environment variable <c>NO_COLOR</c> is set.
        /// </summary>
        public IAnsiConsole Console => Consoles.GetValue(run, static _ => Create());
    }

    private static IAnsiConsole Create()
    {
        // Console.Out, and not Spectre's default: a run that captures its output has put a writer of its own there.
        var output = new AnsiConsoleOutput(System.Console.Out);
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output,
            // Spectre looks at TERM only and would write escape sequences into a redirected file.
            Ansi = output.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = output.IsTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
    }
}
