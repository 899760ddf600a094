using System.Globalization;
using System.Text;
using Gen.IO;

namespace Gen.Training;

/// <summary>
/// Writes a line per epoch to a CSV file: the epoch, from 1, and all scalars that an epoch logs. Numbers are exact and independent of the
/// culture; a value that an epoch does not have is empty. Each line is written when its epoch ends; one that cannot be written, because the
/// disk is full, is written with a later one.
/// </summary>
/// <param name="path">The path of the file; a relative path is in the run folder.</param>
public sealed class CsvLogger(string path) : Callback
{
    private readonly CallbackOutput _output = new(nameof(CsvLogger), "lines");

    // The lines that are not in the file yet, and the length of the file without a part of a line.
    private readonly List<string> _pending = [];
    private long _length;
    private int _failures;
    private FileStream? _stream;
    private string _file = "";
    private IReadOnlyList<string> _columns = [];
    private int _lines;
    private bool _awaitsState;
    private TrainingContext? _context;

    /// <summary>Whether to append to an existing file, which must have the same columns. The default value is false: the file is
    /// replaced.</summary>
    public bool Append { get; init; }

    internal override CallbackOutput? Output => _output;

    private string Header => string.Join(',', _columns.Prepend("epoch"));

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Close();
        _pending.Clear();
        (_failures, _lines, _context, _awaitsState) = (0, 0, context, context.Fit.IsRestoring);
        _columns = context.Fit.LoggedKeys;
        _file = OutputPath.Resolve(context, path);
        OutputPath.CheckFile(this, _file);
        if (_awaitsState)
            return;
        if (Append && HasLines(_file, Header))
            _length = LengthOf(_file);
        else
            Restart();
        Write();
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var values = _columns.Select(c =>
            context.Logs.TryGetValue(c, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : ""
        );
        if (_awaitsState)
            Restart();
        _awaitsState = false;
        _pending.Add(string.Join(',', values.Prepend((context.Epoch + 1).ToString(CultureInfo.InvariantCulture))));
        _lines++;
        Write();
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
        state.Set("bytes", _length);
        state.Set("lines", _lines);
        state.Set("pending", string.Join('\n', _pending));
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);

        // What follows is of epochs that are trained again.
        (_length, _lines, _awaitsState) = (state.GetInt64("bytes"), (int)state.GetInt64("lines"), false);
        if (state.Contains("pending"))
            _pending.AddRange(state.GetString("pending").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        if (LengthOf(_file) < _length)
        {
            TrainingLog.Warn(_context!, $"CsvLogger starts '{path}' again, because it is shorter than when the checkpoint was saved.");
            Restart();
        }

        Write();
    }

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception) => Close();

    private static bool HasLines(string file, string header)
    {
        if (!File.Exists(file))
            return false;
        var first = FirstLine(RunPath.ForWriting(file), header.Length + 1000);
        if (first is null)
            return false;
        return first == header
            ? true
            : throw new TrainingException(
                $"CsvLogger cannot append to '{file}': the columns must be {header}, but are {first}."
            );
    }

    private static string? FirstLine(string file, int limit)
    {
        if (!File.Exists(file))
            return null;
        using var text = new StreamReader(file);
        var begin = new char[limit];
        var read = text.ReadBlock(begin);
        return read == 0 ? null : new StringReader(new string(begin, 0, read)).ReadLine();
    }

    private static long LengthOf(string file) => new FileInfo(file) is { Exists: true, Length: var length } ? length : 0;

    private void Restart()
    {
        _length = 0;
        if (_pending.FirstOrDefault() != Header)
            _pending.Insert(0, Header);
    }

    private void Write()
    {
        if (!_output.TryWrite(_context!, _file, WritePending))
        {
            _failures++;
            return;
        }

        _output.Recover(_failures);
        _failures = 0;
    }

    private void WritePending()
    {
        if (_stream is not null && !File.Exists(_file))
        {
            CloseFile();
            throw new FileNotFoundException("The file was deleted.");
        }

        RunPath.CreateFolder(Path.GetDirectoryName(_file)!);
        _stream ??= new FileStream(RunPath.ForWriting(_file), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        if (_stream.CanSeek)
        {
            if (_stream.Length < _length)
                Restart();

            // The file that is replaced, epochs that are trained again, or a part of a line.
            if (_stream.Length > _length)
                _stream.SetLength(_length);
            _stream.Seek(0, SeekOrigin.End);
        }

        var bytes = Encoding.UTF8.GetBytes(string.Concat(_pending.Select(line => line + "\n")));
        _stream.Write(bytes);
        _length += bytes.Length;
        _pending.Clear();
    }

    private void Close()
    {
        if (_failures > 0 && _output.Retry(WritePending) is null)
            _output.Recover(_failures - 1);
        _failures = 0;
        CloseFile();
    }

    private void CloseFile()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
