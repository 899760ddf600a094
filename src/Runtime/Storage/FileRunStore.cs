using System.Diagnostics;
using Gen.IO;
using Microsoft.Extensions.Logging;

namespace Gen.Storage;

/// <summary>
/// The run's record on disk, in the layout of Sacred's FileStorageObserver. Failing at the start is an error; later the run is worth more than
/// its record: what cannot be written is reported once and tried again at the next heartbeat, each file for itself.
/// </summary>
internal sealed class FileRunStore(Run run, RunEnvironment facts) : IRunObserver
{
    private readonly RunJson _record = RunJson.For(run);
    private readonly string _root = Path.GetFullPath(run.Options.RunsDirectory), _folder = run.Directory!;
    private MetricsLog? _lines;
    private RewriteBudget _metricsBudget;
    private long _infoVersion = -1;
    private bool _hasConfig, _recordIsStale, _metricsWritten, _failedNow, _reported;

    /// <summary>Gives the run its number and its folder. On the program's way to its first line, so it does no more.</summary>
    /// <exception cref="RunFolderException">The runs directory cannot be written.</exception>
    public static void Claim(Run run)
    {
        var root = Path.GetFullPath(run.Options.RunsDirectory);
        run.Id = RunFolderClaim.Claim(root, run.Options.RunsDirectory, FirstRecord.Make(run));
        run.Directory = Path.Combine(root, run.Id);
        if (run.Options.Capture != CaptureMode.No)
            run.Output = new AppendFile(Path.Combine(run.Directory, "cout.txt"));
    }

    public void OnEvent(in RunEvent runEvent)
    {
        _failedNow = false;
        switch (runEvent.Kind)
        {
            case RunEventKind.Finished when run.IsReplaying: PutBack(); break;
            case RunEventKind.Started: Start(); break;
            case RunEventKind.Flush: Flush(runEvent.Scalars); break;
            case RunEventKind.Heartbeat: Beat(final: false); break;
            case RunEventKind.ArtifactAdded: KeepArtifact(runEvent.File!, runEvent.Name!); break;
            case RunEventKind.ResourceAdded: KeepResource(runEvent.File!); break;
            case RunEventKind.Finished:
                _record.Failure = runEvent.Exception;
                Beat(final: true);
                break;
        }
    }

    /// <summary>Where the files stand that only grow, what waits to be written included.</summary>
    public StorePosition Position()
    {
        // A remark made before is not made again by a run that goes on from here.
        WriteInfo();
        return new(Lines.Length, run.Output?.Length ?? 0);
    }

    /// <summary>Cuts those files to where they stood, brings all others in line with them, and goes on.</summary>
    /// <exception cref="ResumeException">They could not be read or cut: what came after would not fit them.</exception>
    public void ContinueFrom(StorePosition position)
    {
        var damaged = 0;
        var (lines, output) = (0L, 0L);
        try
        {
            (lines, damaged) = MetricsLogReader.Read(In("metrics.jsonl"), position.Metrics, point => run.Scalars.Restore(point));
            Lines.ContinueAt(lines);
            output = (run.Output ?? new AppendFile(In("cout.txt"))).ContinueAt(position.Output);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw new ResumeException($"the record of run {run.Id} cannot be continued: {FileFailure.Reason(e)}", e);
        }

        run.Resumption!.GoLive();
        ReportMissing("metrics.jsonl", position.Metrics - lines);
        ReportMissing("cout.txt", output);
        if (damaged > 0)
            run.Report(LogLevel.Warning, $"metrics.jsonl has {damaged} damaged lines, which metrics.json lacks.");
        WriteConfig();
        WriteMetrics(final: true);
        WriteInfo();
        WriteRecord();
    }

    /// <summary>A run that was resumed and did not come to where it goes on leaves its record as it was.</summary>
    private void PutBack() => Try(() =>
    {
        var earlier = run.Resumption!.Record.RunJson;
        AtomicFile.Replace(In("run.json"), stream => stream.Write(earlier));
    });

    private void Start()
    {
        WriteConfig();
        WriteRecord();
        // Empty as long as nothing was said, but there.
        Try(new AppendFile(In("cout.txt")).Create);
    }

    private void WriteConfig()
    {
        if (_hasConfig || run.IsReplaying)
            return;
        Try(() =>
        {
            JsonFile.Replace(In("config.json"), run.Start.WriteConfig);
            _hasConfig = true;
        });
    }

    private void Flush(IReadOnlyList<ScalarPoint> scalars)
    {
        if (scalars.Count > 0)
            Lines.Append(scalars);
        Try(() => _lines?.Flush());
        Try(() => run.Output?.Flush());
        if (_record.Facts is null && facts.AreKnown)
        {
            _record.Facts = facts;
            _recordIsStale = true;
        }

        if (_recordIsStale)
            WriteRecord();
    }

    private void Beat(bool final)
    {
        _record.Heartbeat = DateTime.UtcNow;
        WriteConfig();
        Try(() => _lines?.Flush());
        WriteMetrics(final);
        WriteInfo();
        if (final)
        {
            _record.Facts = facts;
            ReportLost("metrics.jsonl", _lines?.Lost);
            ReportLost("cout.txt", run.Output?.Lost);
        }

        Try(() => run.Output?.Flush());
        // Last: whoever reads COMPLETED finds the rest complete.
        WriteRecord();
        if (_failedNow)
            return;
        if (_reported)
            run.Report(LogLevel.Warning, $"The record of the run in '{_folder}' is being written again.");
        _reported = false;
    }

    private void WriteRecord()
    {
        _recordIsStale = true;
        Try(() =>
        {
            JsonFile.Replace(In("run.json"), _record.Write);
            _recordIsStale = false;
        });
    }

    private void WriteMetrics(bool final)
    {
        var points = run.Scalars.Total;
        var now = DateTime.UtcNow - run.StartTime.UtcDateTime;
        if (run.IsReplaying || (_metricsWritten && !final && !_metricsBudget.Allows(points, now)))
            return;
        Try(() =>
        {
            var started = Stopwatch.GetTimestamp();
            AtomicFile.Replace(In("metrics.json"), stream => MetricsJson.Write(stream, run.Scalars.Snapshot()));
            _metricsBudget.Spent(points, now, Stopwatch.GetElapsedTime(started));
            _metricsWritten = true;
        });
    }

    private void WriteInfo()
    {
        if (run.InfoIfAny is not { } info || info.Version == _infoVersion || run.IsReplaying)
            return;
        var version = info.Version;
        Try(() =>
        {
            JsonFile.Replace(In("info.json"), info.WriteJson);
            _infoVersion = version;
        });
    }

    private void KeepArtifact(string file, string name) => Try(() =>
    {
        ArtifactStore.KeepArtifact(file, _folder, name);
        if (!_record.Artifacts.Contains(name))
            _record.Artifacts.Add(name);
        _recordIsStale = true;
    });

    private void KeepResource(string file) => Try(() =>
    {
        _record.AddResource(file, Path.Combine(run.Options.RunsDirectory, ArtifactStore.KeepResource(file, _root)));
        _recordIsStale = true;
    });

    private void ReportLost(string name, long? bytes)
    {
        if (bytes > 0)
            run.Report(LogLevel.Warning, $"{name} lacks {bytes} bytes that could not be written for too long.");
    }

    private void ReportMissing(string name, long bytes)
    {
        if (bytes > 0)
            run.Report(LogLevel.Warning, $"{name} lacks {bytes} bytes that it had at the checkpoint.");
    }

    private MetricsLog Lines => _lines ??= new MetricsLog(In("metrics.jsonl"));

    private string In(string name) => Path.Combine(_folder, name);

    /// <summary>Does what may fail on a full disk or a removed folder; the first failure of an outage is reported, in one line.</summary>
    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            _failedNow = true;
            if (_reported)
                return;
            _reported = true;
            run.Report(LogLevel.Warning, $"Cannot write the record of the run, and go on without: {FileFailure.Reason(e)}");
        }
    }
}

/// <summary>
/// When <c>metrics.json</c>, which can only be rewritten whole, is worth rewriting at a heartbeat. Either rule alone keeps the total cost linear:
/// there are four times the points (so all rewrites together are at most 4/3 of the last one), or the last rewrite took less than a
/// two-thousandth of the time since (so all of them take at most 0.05 % of the run).
/// </summary>
internal struct RewriteBudget
{
    private const int TimeShare = 2000;

    private long _points;
    private TimeSpan _at, _cost;

    /// <summary>Whether to rewrite now.</summary>
    /// <param name="points">Points there are.</param>
    /// <param name="now">Time since the run started.</param>
    public readonly bool Allows(long points, TimeSpan now) =>
        points > _points && (points >= 4 * _points || now - _at >= TimeShare * _cost);

    /// <summary>Takes note of a rewrite.</summary>
    public void Spent(long points, TimeSpan now, TimeSpan cost) => (_points, _at, _cost) = (points, now, cost);
}
