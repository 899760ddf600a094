using Gen.Configuration;

namespace Gen.CommandLine;

/// <summary>Runs an experiment as a program: from the command line to the exit code.</summary>
internal static class ExperimentProgram
{
    /// <summary>Runs what a command line says; returns the exit code.</summary>
    /// <param name="schema">The experiment's generated description.</param>
    /// <param name="args">The program's arguments.</param>
    /// <param name="options">Options that apply where the arguments say nothing else; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run as interrupted. A token that can be canceled also means that the caller handles
    /// signals.</param>
    public static Task<int> RunAsync<TExperiment>(
        ExperimentSchema<TExperiment> schema, string[] args, RunOptions? options, CancellationToken cancellationToken)
        where TExperiment : class, IExperiment
    {
        // Not an async method, here and below: the way to the user's first line is part of every program's start-up time.
        RunSession.Prepare();
        options = options?.Copy() ?? new RunOptions();   // what the arguments say is for this call alone
        options.HandleSignals |= !cancellationToken.CanBeCanceled;
        var run = default(Run);
        try
        {
            var arguments = CommandLineArguments.Parse(args, options);
            if (BuiltInCommands.TryRun(schema, arguments))
                return Task.FromResult(ExitCode.Done);
            PreparedRun<TExperiment> prepared;
            if (arguments.Command == BuiltInCommands.Resume)
            {
                prepared = ResumePreparation.Prepare(
                    schema,
                    arguments.File,
                    arguments.Updates,
                    options,
                    arguments.GivenOptions,
                    cancellationToken
                );
            }
            else
            {
                var command = RunPreparation.FindCommand(schema, arguments.Command);
                var config = new ConfigBuilder<TExperiment>(schema, options.Force).Build(arguments.Updates, options.Configuration);
                prepared = RunPreparation.Prepare(schema, command, config, options, arguments.GivenOptions, cancellationToken);
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

    /// <summary>Continues a recorded run.</summary>
    public static async Task<Run> ResumeAsync<TExperiment>(
        ExperimentSchema<TExperiment> schema, string run, string[] updates, RunOptions? options, CancellationToken cancellationToken)
        where TExperiment : class, IExperiment
    {
        ArgumentNullException.ThrowIfNull(run);
        options = options?.Copy() ?? new RunOptions();
        var prepared = ResumePreparation.Prepare(schema, run, updates, options, new Dictionary<string, string?>(), cancellationToken);
        await RunSession.ExecuteAsync(prepared.Run, prepared.InvokeAsync).ConfigureAwait(false);
        return prepared.Run;
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
