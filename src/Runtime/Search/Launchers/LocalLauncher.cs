using System.Diagnostics;
using Gen.CommandLine;

namespace Gen.Search;

/// <summary>Starts processes that work on a sweep, and waits for them. They end by themselves when this process does.</summary>
/// <param name="store">The sweep.</param>
/// <param name="jobs">The number of processes.</param>
/// <param name="words">The options that they get from the command line.</param>
/// <param name="report">Called for each trial that has ended.</param>
internal sealed class LocalLauncher(
    SweepStore store, int jobs, IReadOnlyList<string> words, Action<int, TrialOutcome> report)
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(200);

    // Of a worker that dies again and again, as one that the system kills for its memory, the trial fails; this is for all else.
    private const int MostStarts = 100;

    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> _heard = [];
    private string? _reason;
    private int _starts;

    /// <summary>Runs the processes until no trial is left to start.</summary>
    /// <returns>False if it was interrupted.</returns>
    /// <exception cref="UserErrorException">A worker cannot work.</exception>
    public async Task<bool> RunAsync(SweepProgress progress, CancellationToken cancellationToken)
    {
        var workers = new List<Process>();
        try
        {
            for (var i = 0; i < jobs; i++)
                workers.Add(Start());
            while (workers.Count > 0)
            {
                await Task.Delay(s_poll, CancellationToken.None).ConfigureAwait(false);
                progress.ReportNew(report);
                if (cancellationToken.IsCancellationRequested)
                    workers.ForEach(w => w.StandardInput.Close());
                foreach (var worker in workers.Where(w => w.HasExited).ToList())
                {
                    workers.Remove(worker);
                    using (worker)
                    {
                        if (worker.ExitCode is ExitCode.UserError or ExitCode.Failed)
                        {
                            await Task.WhenAny(worker.WaitForExitAsync(CancellationToken.None), Task.Delay(s_lastWords))
                                .ConfigureAwait(false);
                            throw new UserErrorException($"A worker of sweep {store.Id} cannot work: {Reason}");
                        }

                        if (worker.ExitCode != ExitCode.Done && !cancellationToken.IsCancellationRequested && _starts < MostStarts)
                            workers.Add(Start());
                    }
                }
            }
        }
        finally
        {
            foreach (var worker in workers)
            {
                worker.StandardInput.Close();
                await worker.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
                worker.Dispose();
            }
        }

        progress.ReportNew(report);
        if (_starts >= MostStarts && !progress.IsDone && !cancellationToken.IsCancellationRequested)
            throw new UserErrorException(
                $"The workers of sweep {store.Id} were ended {_starts} times. To go on, write: sweep resume {store.Id}");
        return !cancellationToken.IsCancellationRequested;
    }

    private Process Start()
    {
        _starts++;
        var command = WorkerCommand.Words(store.Id, words);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) 
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        Threads.Limit(start.Environment, store.Plan.TrialThreads);
        var worker = Process.Start(start)!;
        worker.ErrorDataReceived += (_, e) => Hear(e.Data);
        worker.BeginErrorReadLine();
        return worker;
    }

    private string Reason
    {
        get
        {
            lock (_heard)
                return _reason ?? "it gave no reason.";
        }
    }

    /// <summary>Passes on what a worker says: a warning once, since all of them have the same, and an error with the end.</summary>
    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (_heard)
        {
            if (line.StartsWith("error: ", StringComparison.Ordinal))
                _reason ??= line["error: ".Length..];
            else if (!line.StartsWith("Warning: ", StringComparison.Ordinal) || _heard.Add(line))
                SweepProgram.Write(line);
        }
    }
}
