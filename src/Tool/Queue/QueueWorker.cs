using System.Globalization;

namespace Gen.Tool.Queue;

/// <summary>
/// Runs queued runs, by number, until all have ended. Any number of workers may do that at the same time, and may end at any moment.
/// </summary>
/// <param name="jobs">The number of runs at a time.</param>
/// <param name="say">Called with a line for each run that starts and ends.</param>
internal abstract class QueueWorker(int jobs, Action<string> say)
{
    /// <summary>How many attempts at a run may end without a newer checkpoint.</summary>
    protected const int MostAttempts = 3;

    /// <summary>The first exit code of a process that a signal has ended.</summary>
    protected const int FirstSignal = 128;

    protected static readonly string Lost = $"It was lost: {MostAttempts} attempts ended without a newer checkpoint.";

    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(1);

    private readonly List<Job> _jobs = [];
    private readonly Dictionary<string, int> _earlyDeaths = [];
    private int _started;

    /// <summary>Whether the worker runs one run and ends.</summary>
    public bool Once { get; init; }

    /// <summary>Whether the worker waits for runs that are queued later.</summary>
    public bool Waits { get; init; }

    /// <summary>The number of runs that have failed.</summary>
    public int Failures { get; private set; }

    /// <summary>The number of threads that a program's native libraries have; null for their default.</summary>
    protected int? Threads => jobs > 1 ? Math.Max(1, Environment.ProcessorCount / jobs) : null;

    /// <summary>Runs the queue.</summary>
    /// <param name="stopping">Canceled when the worker shall start no more runs; it ends when those have that it has started.</param>
    public void Work(CancellationToken stopping)
    {
        var wait = s_shortestWait;
        while (true)
        {
            var hasChanged = EndJobs(stopping.IsCancellationRequested);
            var isDone = stopping.IsCancellationRequested || (Once && _started > 0);
            if (!isDone && _jobs.Count < jobs)
            {
                var open = Open();
                hasChanged |= StartJobs(open);
                isDone = _jobs.Count == 0 && !Waits && (Once || open.Count == 0);
            }

            if (isDone && _jobs.Count == 0)
                return;
            wait = hasChanged ? s_shortestWait : wait * 1.5 > s_longestWait ? s_longestWait : wait * 1.5;
            Thread.Sleep(wait);
        }
    }

    /// <summary>Asks the programs of all runs to end.</summary>
    public void Stop()
    {
        lock (_jobs)
            _jobs.ForEach(j => j.Program.Stop());
    }

    private bool StartJobs(List<string> open)
    {
        var hasStarted = false;
        foreach (var id in open)
        {
            if (_jobs.Count >= jobs || (Once && _started > 0))
                break;
            if (!_jobs.TrueForAll(j => j.Id != id) || TryStart(id) is not { } job)
                continue;
            lock (_jobs)
                _jobs.Add(job);
            _started++;
            hasStarted = true;
        }

        return hasStarted;
    }

    private bool EndJobs(bool isStopping)
    {
        var ended = _jobs.FindAll(j => j.Program.HasExited);
        foreach (var job in ended)
        {
            lock (_jobs)
                _jobs.Remove(job);
            using (job.Held)
            using (job.Program)
                End(job, isStopping);
        }

        return ended.Count > 0;
    }

    /// <summary>Returns the runs that have not ended, by number.</summary>
    protected abstract List<string> Open();

    /// <summary>Starts the program of a run; null if it has ended, or another worker has it, or it cannot be started.</summary>
    protected abstract Job? TryStart(string id);

    /// <summary>Records what the program of a run has not.</summary>
    /// <param name="job">The run, whose program has ended.</param>
    /// <param name="isStopping">Whether this worker was told to end, and so were its programs.</param>
    protected abstract void End(Job job, bool isStopping);

    protected void SayStarted(string id, string? experiment) => say($"Run {id}: {experiment} started");

    protected void SayEnded(Job job, string status)
    {
        Failures += status == "FAILED" ? 1 : 0;
        say(string.Create(CultureInfo.InvariantCulture, $"Run {job.Id}: {status} after {job.Program.Elapsed.TotalSeconds:0.0} s"));
    }

    protected void SayFailed(string id, string reason)
    {
        Failures++;
        say($"Run {id}: FAILED. {reason}");
    }

    protected void SayKept(Job job, string? status) => say(
        $"Run {job.Id}: {(status == "INTERRUPTED" ? status : $"its process was ended ({job.Program.ExitCode})")}, and stays in the queue");

    /// <summary>Counts a program that was killed before it has begun its run.</summary>
    /// <returns>Whether that has happened too often.</returns>
    protected bool DiesTooEarly(string id) => (_earlyDeaths[id] = _earlyDeaths.GetValueOrDefault(id) + 1) >= MostAttempts;

    /// <summary>A run that this worker runs.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Held">What keeps other workers from running it.</param>
    /// <param name="Program">Its program.</param>
    protected sealed record Job(string Id, IDisposable Held, QueuedProgram Program);
}
