using Gen.Configuration;
using Gen.Search;

namespace Gen.CommandLine;

/// <summary>Runs an experiment as a program: from the command line to the exit code.</summary>
internal static class ExperimentProgram
{
    /// <summary>Runs what the command line says.</summary>
    /// <param name="schema">The schema of the experiment.</param>
    /// <param name="args">The program's arguments.</param>
    /// <param name="options">Options that apply where the arguments say nothing else; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run as interrupted.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync<TExperiment>(
        ExperimentSchema<TExperiment> schema, string[] args, RunOptions? options, CancellationToken cancellationToken)
        where TExperiment : class, IExperiment
    {
        // Not an async method, here and below: the way to the user's first line is part of every program's start-up time.
        options = options?.Copy() ?? new RunOptions();   // what the arguments say is for this call alone
        options.HandleSignals |= !cancellationToken.CanBeCanceled;
        options.Program = new ProgramStart(args);
        var run = default(Run);
        try
        {
            var arguments = CommandLineArguments.Parse(args, options);
            arguments.CheckOptions(schema);
            if (BuiltInCommands.TryRun(schema, arguments))
                return Task.FromResult(ExitCode.Done);
            if (arguments.Command == SweepProgram.Command)
                return SweepAsync(schema, arguments, cancellationToken);
            var given = arguments.GivenOptions;
            PreparedRun<TExperiment> prepared;
            if (arguments.Command == BuiltInCommands.Resume)
                prepared = ResumePreparation.Prepare(schema, arguments.File, arguments.Updates, options, given, cancellationToken);
            else
            {
                var command = CommandLookup.Find(schema, arguments.Command);
                var config = new ConfigBuilder<TExperiment>(schema, options.Force).Build(arguments.Updates, options.Configuration);
                prepared = command.Prepare(schema, config, options, given, cancellationToken);
                if (arguments.Queue)
                {
                    RunQueueing.Add(prepared.Run);
                    return Task.FromResult(ExitCode.Done);
                }
            }

            run = prepared.Run;
            var ending = RunSession.ExecuteAsync(run, prepared.InvokeAsync);
            return ending.IsCompletedSuccessfully ? Task.FromResult(ExitCode.From(run, null)) : FinishAsync(ending, run);
        }
        catch (Exception e)
        {
            ErrorReport.Print(e, run, options.Debug);
            return Task.FromResult(ExitCode.From(run, e));
        }
    }

    private static async Task<int> SweepAsync<TExperiment>(
        ExperimentSchema<TExperiment> schema, CommandLineArguments arguments, CancellationToken cancellationToken)
        where TExperiment : class, IExperiment
    {
        try
        {
            return await SweepProgram.RunAsync(schema, arguments, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            ErrorReport.Print(e, null, arguments.Options.Debug);
            return e is UserErrorException ? ExitCode.UserError : ExitCode.Failed;
        }
    }

    private static async Task<int> FinishAsync(Task ending, Run run)
    {
        try
        {
            await ending.ConfigureAwait(false);
            return ExitCode.From(run, null);
        }
        catch (Exception e)
        {
            ErrorReport.Print(e, run, run.Options.Debug);
            return ExitCode.From(run, e);
        }
    }
}
