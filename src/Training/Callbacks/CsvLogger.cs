using System.Globalization;

namespace Gen.Training;

/// <summary>
/// Writes a line per epoch to a CSV file: the epoch, from 1, and all scalars that an epoch logs. Numbers are exact and independent of the
/// culture; a value that an epoch does not have is empty. Each line is flushed when its epoch ends.
/// </summary>
/// <param name="path">The path of the file; a relative path is in the run folder.</param>
public sealed class CsvLogger(string path) : Callback
{
    private StreamWriter? _writer;
    private IReadOnlyList<string> _columns = [];
    private int _lines;
    private string _header = "";
    private bool _awaitsState;
    private TrainingContext? _context;

    /// <summary>Whether to append to an existing file, which must have the same columns. The default value is false: the file is
    /// replaced.</summary>
    public bool Append { get; init; }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Close();
        (_columns, _lines, _context, _awaitsState) = (context.Fit.LoggedKeys, 0, context, context.Fit.IsRestoring);
        _header = string.Join(',', _columns.Prepend("epoch"));
        var file = OutputPath.Resolve(context, path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var adds = Append && !_awaitsState && HasLines(file, _header);
            var mode = _awaitsState ? FileMode.OpenOrCreate : adds ? FileMode.Append : FileMode.Create;
            _writer = new StreamWriter(new FileStream(file, mode, FileAccess.Write, FileShare.Read)) { NewLine = "\n" };
            if (!adds && !_awaitsState)
                _writer.WriteLine(_header);
            _writer.Flush();
        }
        catch (Exception e) when (OutputPath.IsFileError(e))
        {
            throw OutputPath.WriteError(this, file, e);
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var values = _columns.Select(c =>
            context.Logs.TryGetValue(c, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : ""
        );
        try
        {
            if (_awaitsState)
                CutTo(0);
            _writer!.WriteLine(string.Join(',', values.Prepend((context.Epoch + 1).ToString(CultureInfo.InvariantCulture))));
            _writer.Flush();
            _lines++;
        }
        catch (Exception e) when (OutputPath.IsFileError(e))
        {
            throw OutputPath.WriteError(this, path, e);
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context)
    {
        Close();
        if (_lines == 0)
            TrainingLog.Warn(context, $"CsvLogger wrote no line to '{path}', because no epoch was completed.");
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("bytes", _writer!.BaseStream.Length);
        state.Set("lines", _lines);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var bytes = state.GetInt64("bytes");
        if (_writer!.BaseStream.Length < bytes)
        {
            TrainingLog.Warn(_context!, $"CsvLogger starts '{path}' again, because it is shorter than when the checkpoint was saved.");
            bytes = 0;
        }

        _lines = (int)state.GetInt64("lines");
        CutTo(bytes);
    }

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception) => Close();

    private static bool HasLines(string file, string header)
    {
        if (!File.Exists(file))
            return false;
        var first = File.ReadLines(file).FirstOrDefault();
        if (first is null)
            return false;
        return first == header
            ? true
            : throw new TrainingException(
                $"CsvLogger cannot append to '{file}': the columns must be {header}, but are {first}."
            );
    }

    /// <summary>Removes the lines after a position, which are of epochs that are trained again.</summary>
    private void CutTo(long bytes)
    {
        _awaitsState = false;
        _writer!.BaseStream.SetLength(bytes);
        _writer.BaseStream.Position = bytes;
        if (bytes == 0)
            _writer.WriteLine(_header);
        _writer.Flush();
    }

    private void Close()
    {
        var writer = _writer;
        _writer = null;
        try
        {
            writer?.Dispose();
        }
        catch (Exception e) when (OutputPath.IsFileError(e))
        {
            // Nothing is lost: each line was flushed when it was written.
        }
    }
}
