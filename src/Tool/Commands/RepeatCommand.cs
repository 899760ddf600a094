using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Gen.Tool.Output;
using Gen.Tool.Reading;
using Gen.Tool.Repeats;

namespace Gen.Tool.Commands;

/// <summary><c>gen repeat</c>: a run again, and whether its numbers are the same.</summary>
internal static class RepeatCommand
{
    private const int FirstSignal = 128;

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(200);

    private static readonly Argument<string> s_run = new("RUN") { Description = "The number of the run, or its folder." };

    private static readonly Argument<string[]> s_program = new("PROGRAM")
    {
        Description = "After --: the words that start the program, as in -- dotnet App.dll (default: as it was started).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Command Create()
    {
        var command = new Command("repeat", "Run again what a run did, and compare the scalars.") { s_run, s_program };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult line)
    {
        var first = RunsFolder.Run(RunsFolder.Read(RunsFolder.Find(line)), line.GetValue(s_run)!);
        var repeated = RepeatedRun.Create(first, line.GetValue(s_program)!);
        Console.Error.WriteLine($"Run {repeated.Id} repeats run {first.Id}.");
        var exitCode = Execute(repeated, first);
        var second = Read(repeated);
        if (second.RecordedStatus == "QUEUED")
        {
            // The program has refused it, and said why.
            Directory.Delete(repeated.Folder, recursive: true);
            return exitCode == 0 ? 1 : exitCode;
        }

        if (exitCode >= FirstSignal)
            return exitCode;
        Say(ProgramDifferences.OfData(Details(first, second)));
        var isSameEnd = second.RecordedStatus == first.RecordedStatus || first.RecordedStatus is not ("COMPLETED" or "FAILED");
        if (!isSameEnd)
            Console.Out.WriteLine($"The status was {first.RecordedStatus} and is {second.RecordedStatus}.");
        var (areEqual, lines) = ScalarComparison.Compare(first, second);
        foreach (var text in lines)
            Console.Out.WriteLine(ValueText.Printable(text));
        var isSameResult = first.RecordedStatus != "COMPLETED" || first.Result == second.Result;
        if (!isSameResult)
            Console.Out.WriteLine(ValueText.Printable($"The result was {Text(first.Result)} and is {Text(second.Result)}."));
        return isSameEnd && areEqual && isSameResult ? 0 : 1;
    }

    /// <summary>Runs the program, whose output is shown, and says as soon as it is known in what it differs.</summary>
    private static int Execute(RepeatedRun run, RunRow first)
    {
        var start = new ProcessStartInfo(run.Command[0], run.Command.Skip(1)) { WorkingDirectory = run.Directory };
        if (run.Threads is { } threads)
            Threads.Limit(start.Environment, threads, replaces: true);   // other numbers of threads give other bits

        // A terminal sends the signal to the program, too, which ends as it sees fit.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        try
        {
            using var process = Process.Start(start)!;
            var isShown = false;
            while (!process.WaitForExit(s_poll))
                isShown = isShown || Show(run, first);
            _ = isShown || Show(run, first);
            return process.ExitCode;
        }
        catch (Win32Exception e)
        {
            Directory.Delete(run.Folder, recursive: true);
            throw new UserErrorException($"The program '{run.Command[0]}' cannot be started: {e.Message}");
        }
    }

    private static bool Show(RepeatedRun run, RunRow first)
    {
        var second = Read(run);
        if (second.RecordedStatus is "QUEUED" or "DAMAGED" || second.Process is not { Boot.Length: > 0 })
            return false;   // its environment is not yet recorded
        Say(ProgramDifferences.OfPrograms([first, second], Details(first, second)));
        return true;
    }

    private static void Say(IEnumerable<Difference> differences)
    {
        foreach (var difference in differences)
            Console.Error.WriteLine($"note: {difference}");
    }

    private static RunDetails[] Details(RunRow first, RunRow second) => [RunDetails.Read(first.Folder), RunDetails.Read(second.Folder)];

    private static string Text(RunValue? value) => value?.Text ?? "none";

    private static RunRow Read(RepeatedRun run) => RunReader.Read(new FoundRun(run.Id, run.Folder, ""));
}
