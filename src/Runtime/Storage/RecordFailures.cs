using Gen.IO;
using Microsoft.Extensions.Logging;

namespace Gen.Storage;

/// <summary>
/// The files of a record that cannot be written at the moment: on a full disk, in a deleted folder. The first failure of a run is reported,
/// the first time that all is written again, and at the end what is missing.
/// </summary>
internal sealed class RecordFailures(Run run)
{
    private readonly SortedSet<string> _failed = new(StringComparer.Ordinal);
    private bool _reported, _recovered, _wasDeleted;

    /// <summary>The reason of the last failure.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Writes a file.</summary>
    /// <returns>False if it could not be written.</returns>
    public bool Try(string name, Action write)
    {
        try
        {
            write();
            _failed.Remove(name);
            return true;
        }
        catch (Exception e) when (FileFailure.Is(e) || e is OutOfMemoryException)
        {
            _failed.Add(name);
            Report(FileFailure.Reason(e));
            return false;
        }
    }

    /// <summary>Reports a failure, if it is the first.</summary>
    public void Report(string reason)
    {
        Reason = reason;
        if (_reported)
            return;
        _reported = true;
        run.Report(LogLevel.Warning, $"Cannot write the record of the run, which continues: {reason}");
    }

    /// <summary>Reports that the folder was deleted.</summary>
    public void ReportDeleted()
    {
        _wasDeleted = true;
        Report($"The folder '{run.Directory}' was deleted.");
    }

    /// <summary>Reports that all is written again, once.</summary>
    public void ReportRecovery()
    {
        if (_failed.Count > 0 || !_reported || _recovered)
            return;
        _recovered = true;
        run.Report(LogLevel.Warning, $"The record of the run in '{run.Directory}' is being written again.");
    }

    /// <summary>Reports at the end what is missing, beside the status.</summary>
    public void ReportMissing()
    {
        _failed.Remove("run.json");
        if (_failed.Count > 0)
            run.Report(LogLevel.Warning, $"The record of the run in '{run.Directory}' lacks {string.Join(", ", _failed)}: {Reason}");
        if (_wasDeleted)
            run.Report(
                LogLevel.Warning, $"The folder '{run.Directory}' was deleted while the run wrote to it: it lacks what it had before.");
    }
}
