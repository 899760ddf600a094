using System.Diagnostics;
using Gen.IO;
using Microsoft.Extensions.Logging;

namespace Gen.Storage;

/// <summary>
/// Stores a run in a folder, in the layout of Sacred's FileStorageObserver. A failure to claim the folder is an error. A later failure does
/// not end the run: it is reported once, each file that could not be written is written again at the next heartbeat, and the end of the
/// run says what is missing. For the last status, room is kept.
/// </summary>
internal sealed class FileRunStore(Run run, RunEnvironment environment) : IRunStore
{
    private readonly RunJson _record = RunJson.Create(run);
    private readonly RecordFailures _failures = new(run);
    private readonly string _root = Path.GetFullPath(run.Options.RunsDirectory);
    private ReservedFile? _runFile;
    private MetricsLog? _metricsLog;
    private long _infoVersion = -1, _recordedPoints = -1, _metricsDue;
    private bool _hasConfig, _recordIsStale;

    public void Claim()
    {
        if (run.Resumption is { } resumption)
        {
            resumption.Claim(run);
            return;
        }

        // A small record shows that the folder can be written. All of it follows a moment later on another thread: loading a JSON writer
        // here would take 7 ms, where an empty program starts in 18 (benchmarks: process-start).
        var firstRecord = $$"""{"start_time": "{{Timestamp.ToText(run.StartTime.UtcDateTime)}}", "status": "RUNNING"}""";
        run.Id = RunFolderClaim.ClaimHidden(
            _root,
            run.Options.RunsDirectory,
            folder => File.WriteAllText(Path.Combine(folder, "run.json"), firstRecord),
            HighWaterMark.OfRuns(_root));
        run.Directory = Path.Combine(_root, run.Id);
        if (run.Options.Capture != CaptureMode.No)
            run.Output = ConsoleCapture.CreateFile(run, PathOf("cout.txt"));
        run.Placing = new ManualResetEventSlim();
    }

    public void OnEvent(in RunEvent runEvent)
    {
        switch (runEvent.Kind)
        {
            case RunEventKind.Finished when run.IsReplaying: RestoreRecord(); break;
            case RunEventKind.Started: Start(); break;
            case RunEventKind.Flush: Flush(runEvent.Scalars); break;
            case RunEventKind.Heartbeat: Heartbeat(); break;
            case RunEventKind.ArtifactAdded: AddArtifact(runEvent.File!, runEvent.Name!); break;
            case RunEventKind.ResourceAdded: AddResource(runEvent.File!); break;
            case RunEventKind.Finished:
                _record.Failure = runEvent.Exception;
                Finish();
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
        ReportLack("metrics.jsonl", position.Metrics - metrics, "it had at the checkpoint");
        ReportLack("cout.txt", missingOutput, "it had at the checkpoint");
        if (damaged > 0)
            run.Report(LogLevel.Warning, $"metrics.jsonl has {damaged} damaged lines, which metrics.json lacks.");
        WriteConfig();
        WriteMetrics(final: true);
        WriteInfo();
        WriteRecord();
    }

    /// <summary>Puts back the record of a resumed run that ended before it reached its checkpoint.</summary>
    private void RestoreRecord() =>
        _failures.Try("run.json", () => RunFile.ReplaceFinally(stream => stream.Write(run.Resumption!.Record.RunJson)));

    private void Start()
    {
        if (run.Placing is { } placing)
            Place(placing);
        else
            WriteRecord();
        WriteConfig();
        _failures.Try("run.json", RunFile.Reserve);
        _failures.Try("cout.txt", (run.Output ?? new AppendFile(PathOf("cout.txt"))).Create);
    }

    /// <summary>Shows the folder of a new run with its record. Nothing is reported before: a log may ask for the folder.</summary>
    private void Place(ManualResetEventSlim placing)
    {
        var hidden = RunFolderClaim.Hidden(_root, run.Id!);
        Exception? failure = null;
        _recordIsStale = true;
        try
        {
            JsonFile.Replace(Path.Combine(hidden, "config.json"), run.Start.WriteConfig);
            _hasConfig = true;
            JsonFile.Replace(Path.Combine(hidden, "run.json"), _record.Write);
            _recordIsStale = false;
            // Viewers of Sacred's runs expect the file, also without entries.
            var version = run.Info.Version;
            JsonFile.Replace(Path.Combine(hidden, "info.json"), run.Info.WriteJson);
            _infoVersion = version;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            failure = e;
        }
        finally
        {
            failure = Show(hidden) ?? failure;
            placing.Set();
        }

        if (failure is not null)
            _failures.Report(FileFailure.Reason(failure));
    }

    private Exception? Show(string hidden)
    {
        try
        {
            RunFolderClaim.Show(_root, run.Id!, HighWaterMark.OfRuns(_root));
            return null;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            run.Directory = hidden;
            return e;
        }
    }

    private void Flush(IReadOnlyList<ScalarPoint> scalars)
    {
        if (scalars.Count > 0)
            Metrics.Append(scalars);
        CreateDeletedFolder();
        FlushLines();
        if (_record.Environment is null && environment.IsKnown)
        {
            _record.Environment = environment;
            _recordIsStale = true;
        }

        if (_recordIsStale)
            WriteRecord();
    }

    private void Heartbeat()
    {
        CreateDeletedFolder();
        WriteAll(final: false);
        // Last: a reader that finds the status COMPLETED finds the other files complete.
        WriteRecord();
        _failures.ReportRecovery();
    }

    /// <summary>Writes the end of the record, which must not say another status than the run's.</summary>
    private void Finish()
    {
        CreateDeletedFolder();
        WriteAll(final: true);
        _record.Environment = environment;
        ReportLack("metrics.jsonl", _metricsLog?.Lost, "could not be written for too long");
        ReportLack("cout.txt", run.Output?.Lost, "could not be written for too long");
        _failures.ReportMissing();
        FlushLines();
        if (!_failures.Try("run.json", () => RunFile.ReplaceFinally(stream => JsonFile.Write(stream, _record.Write))))
            run.RecordFailure = _failures.Reason;
    }

    private void WriteAll(bool final)
    {
        _record.Heartbeat = DateTime.UtcNow;
        WriteConfig();
        WriteMetrics(final);
        WriteInfo();
        FlushLines();
    }

    private void FlushLines()
    {
        _failures.Try("metrics.jsonl", () => _metricsLog?.Flush());
        _failures.Try("cout.txt", () => run.Output?.Flush());
    }

    private void WriteConfig()
    {
        if (_hasConfig || run.IsReplaying)
            return;
        _failures.Try("config.json", () =>
        {
            JsonFile.Replace(PathOf("config.json"), run.Start.WriteConfig);
            _hasConfig = true;
        });
    }

    private void WriteRecord()
    {
        _recordIsStale = true;
        _failures.Try("run.json", () =>
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
        _failures.Try("metrics.json", () =>
        {
            AtomicFile.Replace(PathOf("metrics.json"), stream => MetricsJson.Write(stream, run.Scalars.Snapshot()));
            var ended = Stopwatch.GetTimestamp();
            (_recordedPoints, _metricsDue) = (points, ended + (2000 * (ended - started)));
        });
    }

    private void WriteInfo()
    {
        if (run.Info is var info && (info.Version == _infoVersion || run.IsReplaying))
            return;
        var version = info.Version;
        _failures.Try("info.json", () =>
        {
            JsonFile.Replace(PathOf("info.json"), info.WriteJson);
            _infoVersion = version;
        });
    }

    private void AddArtifact(string file, string name) => _failures.Try(name, () =>
    {
        ArtifactStore.AddArtifact(file, run.Directory!, name);
        if (!_record.Artifacts.Contains(name))
            _record.Artifacts.Add(name);
        _recordIsStale = true;
    });

    private void AddResource(string file) => _failures.Try(file, () =>
    {
        _record.AddResource(file, Path.Combine(run.Options.RunsDirectory, ArtifactStore.AddResource(file, _root)));
        _recordIsStale = true;
    });

    private void ReportLack(string name, long? bytes, string why)
    {
        if (bytes > 0)
            run.Report(LogLevel.Warning, $"{name} lacks {bytes} bytes that {why}.");
    }

    private ReservedFile RunFile => _runFile ??= new ReservedFile(PathOf("run.json"));

    private MetricsLog Metrics => _metricsLog ??= new MetricsLog(PathOf("metrics.jsonl"));

    private string PathOf(string name) => Path.Combine(run.Directory!, name);

    /// <summary>
    /// Creates the folder again after it was deleted. Otherwise the program would end without a word of the record on how it ended.
    /// </summary>
    private void CreateDeletedFolder()
    {
        if (Directory.Exists(run.Directory))
            return;
        _failures.ReportDeleted();
        _failures.Try("run.json", () =>
        {
            Directory.CreateDirectory(run.Directory!);
            (_hasConfig, _recordIsStale, _infoVersion, _recordedPoints) = (false, true, -1, -1);
            WriteConfig();
            RunFile.Reserve();
        });
    }
}
