using Gen.CommandLine;
using Gen.Configuration;

namespace Gen;

/// <content>Experiments as programs: from the command line to the exit code.</content>
public static partial class ExperimentExtensions
{
    extension<TExperiment>(TExperiment)
        where TExperiment : class, IExperiment<TExperiment>
    {
        /// <summary>
        /// Runs what the command line says: a command, options, named configs, config files and <c>key=value</c> (see <c>--help</c>).
        /// </summary>
        /// <param name="args">The program's arguments.</param>
        /// <param name="options">Options that apply where the arguments say nothing else; null for the defaults.</param>
        /// <returns>The exit code: 0 done, 1 the run failed, 2 bad command line or config, 130 interrupted, 129, 131 and 143 ended by
        /// SIGHUP, SIGQUIT and SIGTERM.</returns>
        public static Task<int> RunAsync(string[] args, RunOptions? options = null) =>
            RunAsync<TExperiment>(args, options, CancellationToken.None);

        /// <summary>
        /// Runs what the command line says until a token ends the run, such as a host's stopping token. Signals are then left to the host.
        /// </summary>
        /// <param name="args">The program's arguments.</param>
        /// <param name="options">Options that apply where the arguments say nothing else; null for the defaults.</param>
        /// <param name="cancellationToken">Ends the run as interrupted, with exit code 130.</param>
        /// <returns>The exit code: 0 done, 1 the run failed, 2 bad command line or config, 130 interrupted, 129, 131 and 143 ended by
        /// SIGHUP, SIGQUIT and SIGTERM.</returns>
        public static Task<int> RunAsync(string[] args, RunOptions? options, CancellationToken cancellationToken)
        {
            // Not more than this, because ReadyToRun cannot compile methods of types with static abstract members.
            RunSession.Prepare();
            return ExperimentProgram.RunAsync(TExperiment.Schema, args, options, cancellationToken);
        }
    }
}
