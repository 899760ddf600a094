using System.Diagnostics;
using Gen.IO;
using Microsoft.Extensions.Logging;

namespace Gen.Storage;

/// <summary>
/// Stores a run in a folder, in the layout of Sacred's FileStorageObserver. A failure to claim the folder is an error. A later failure does
/// not end the run: it is reported once, and each file that could not be written is written again at the next heartbeat.
/// </summary>
internal sealed class FileRunStore(Run run, RunEnvironment environment) : IRunStore
{
    private readonly RunJson _record = RunJson.Create(run);
    private readonly string _root = Path.GetFullPath(run.Options.RunsDirectory);
    private MetricsLog? _metricsLog;
    private long _infoVersion = -1, _recordedPoints = -1, _metricsDue;
    private bool _hasConfig, _recordIsStale, _failedNow, _reported;

    public void Claim()
    {
        if (run.Resumption is { } resumption)
        {
            resumption.Claim(run);
            return;
        }

        // Until the record is written in full, a moment later on another thread: loading a JSON writer here would take 12 ms, where an
        // empty program starts in 20 (benchmarks: process-start).
        var firstRecord = $$"""{"start_time": "{{Timestamp.ToText(run.StartTime.UtcDateTime)}}", "status": "RUNNING"}""";
        run.Id = RunFolderClaim.Claim(
            _root, run.Options.RunsDirectory, folder => File.WriteAllText(Path.Combine(folder, "run.json"), firstRecord));
        run.Directory = Path.Combine(_root, run.Id);
        if (run.Options.Capture != CaptureMode.No)
            run.Output = ConsoleCapture.CreateFile(run, PathOf("cout.txt"));
    }

    public void OnEvent(in RunEvent runEvent)
    {
        _failedNow = false;
        switch (runEvent.Kind)
        {
            case RunEventKind.Finished when run.IsReplaying: RestoreRecord(); break;
            case RunEventKind.Started: Start(); break;
            case RunEventKind.Flush: Flush(runEvent.Scalars); break;
            case RunEventKind.Heartbeat: WriteAll(final: false); break;
            case RunEventKind.ArtifactAdded: AddArtifact(runEvent.File!, runEvent.Name!); break;
            case RunEventKind.ResourceAdded: AddResource(runEvent.File!); break;
            case RunEventKind.Finished:
                _record.Failure = runEvent.Exception;
                WriteAll(final: true);
                break;
        }
    }

    public StorePosition GetPosition()
    {
        // Before the position, so that a run which continues from here has the entries made so far.
        WriteInfo();
        return new(Metrics.Length, run.Output?.Length ?? 0);
    }

    public void ContinueFrom(StorePosition position)
    {
        int damaged;
        long metrics, missingOutput;
        try
        {
            (metrics, damaged) = MetricsLogReader.Read(PathOf("metrics.jsonl"), position.Metrics, point => run.Scalars.Restore(point));
            Metrics.ContinueAt(metrics);
            missingOutput = (run.Output ?? new AppendFile(PathOf("cout.txt"))).ContinueAt(position.Output);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw new ResumeException($"The record of run {run.Id} cannot be continued: {FileFailure.Reason(e)}", e);
        }

        run.Resumption!.EndReplay();
        ReportMissing("metrics.jsonl", position.Metrics - metrics);
        ReportMissing("cout.txt", missingOutput);
        if (damaged > 0)
            run.Report(LogLevel.Warning, $"metrics.jsonl has {damaged} damaged lines, which metrics.json lacks.");
        WriteConfig();
        WriteMetrics(final: true);
        WriteInfo();
        WriteRecord();
    }

    /// <summary>Puts back the record of a resumed run that ended before it reached its checkpoint.</summary>
    private void RestoreRecord() => Try(() =>
        AtomicFile.Replace(PathOf("run.json"), stream => stream.Write(run.Resumption!.Record.RunJson)));

    private void Start()
    {
        WriteConfig();
        WriteRecord();
        Try((run.Output ?? new AppendFile(PathOf("cout.txt"))).Create);
    }

    private void Flush(IReadOnlyList<ScalarPoint> scalars)
    {
        if (scalars.Count > 0)
            Metrics.Append(scalars);
        Try(() => _metricsLog?.Flush());
        Try(() => run.Output?.Flush());
        if (_record.Environment is null && environment.IsKnown)
        {
            _record.Environment = environment;
            _recordIsStale = true;
        }

        if (_recordIsStale)
            WriteRecord();
    }

    private void WriteAll(bool final)
    {
        _record.Heartbeat = DateTime.UtcNow;
        WriteConfig();
        Try(() => _metricsLog?.Flush());
        WriteMetrics(final);
        WriteInfo();
        if (final)
        {
            _record.Environment = environment;
            ReportLost("metrics.jsonl", _metricsLog?.Lost);
            ReportLost("cout.txt", run.Output?.Lost);
        }

        Try(() => run.Output?.Flush());
        // Last: a reader that finds the status COMPLETED finds the other files complete.
        WriteRecord();
        if (_failedNow)
            return;
        if (_reported)
            run.Report(LogLevel.Warning, $"The record of the run in '{run.Directory}' is being written again.");
        _reported = false;
    }

    private void WriteConfig()
    {
        if (_hasConfig || run.IsReplaying)
            return;
        Try(() =>
        {
            JsonFile.Replace(PathOf("config.json"), run.Start.WriteConfig);
            _hasConfig = true;
        });
    }

    private void WriteRecord()
    {
        _recordIsStale = true;
        Try(() =>
        {
            JsonFile.Replace(PathOf("run.json"), _record.Write);
            _recordIsStale = false;
        });
    }

    // The file can only be rewritten as a whole. Pauses in proportion to the cost keep all rewrites below 0.05 % of the run, however many
    // points there are: a million points over a thousand heartbeats cost 9 times a hundred thousand over a hundred (benchmarks:
    // run-record-growth).
    private void WriteMetrics(bool final)
    {
        var points = run.Scalars.Total;
        var started = Stopwatch.GetTimestamp();
        if (run.IsReplaying || (!final && (points == _recordedPoints || started < _metricsDue)))
            return;
        Try(() =>
        {
            AtomicFile.Replace(PathOf("metrics.json"), stream => MetricsJson.Write(stream, run.Scalars.Snapshot()));
            var ended = Stopwatch.GetTimestamp();
            (_recordedPoints, _metricsDue) = (points, ended + (2000 * (ended - started)));
        });
    }

    private void WriteInfo()
    {
        if (run.InfoOrNull is not { } info || info.Version == _infoVersion || run.IsReplaying)
            return;
        var version = info.Version;
        Try(() =>
        {
            JsonFile.Replace(PathOf("info.json"), info.WriteJson);
            _infoVersion = version;
        });
    }

    private void AddArtifact(string file, string name) => Try(() =>
    {
        ArtifactStore.AddArtifact(file, run.Directory!, name);
        if (!_record.Artifacts.Contains(name))
            _record.Artifacts.Add(name);
        _recordIsStale = true;
    });

    private void AddResource(string file) => Try(() =>
    {
        _record.AddResource(file, Path.Combine(run.Options.RunsDirectory, ArtifactStore.AddResource(file, _root)));
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

    private MetricsLog Metrics => _metricsLog ??= new MetricsLog(PathOf("metrics.jsonl"));

    private string PathOf(string name) => Path.Combine(run.Directory!, name);

    /// <summary>Runs what may fail on a full disk or in a deleted folder. The first failure of an outage is reported.</summary>
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
            run.Report(LogLevel.Warning, $"Cannot write the record of the run, which continues: {FileFailure.Reason(e)}");
        }
    }
}
