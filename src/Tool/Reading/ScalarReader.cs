using System.Text.Json;
using Gen.IO;
using Gen.Storage;

namespace Gen.Tool.Reading;

/// <summary>Reads the scalars of a run.</summary>
internal static class ScalarReader
{
    /// <summary>Returns what a table says of each scalar; nothing where the files cannot be read.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="isOpen">Whether the run has not ended, so that <c>metrics.json</c> may be older than its log.</param>
    public static Dictionary<string, ScalarSummary> Summaries(string folder, bool isOpen)
    {
        try
        {
            return Read(folder, isOpen, _ => new ScalarAccumulator()).ToDictionary(s => s.Key, s => s.Value.ToSummary());
        }
        catch (Exception e) when (RunReader.IsDamage(e))
        {
            return [];
        }
    }

    /// <summary>Returns the points of scalars; nothing where the files cannot be read.</summary>
    /// <param name="run">The run.</param>
    /// <param name="names">The names of the scalars; null for all.</param>
    /// <param name="takesTimes">Whether times are read, too.</param>
    public static Dictionary<string, ScalarPoints> Series(RunRow run, IReadOnlyCollection<string>? names, bool takesTimes)
    {
        try
        {
            return Read(run.Folder, run.IsOpen, name => names?.Contains(name) != false ? new ScalarPoints(takesTimes) : null);
        }
        catch (Exception e) when (RunReader.IsDamage(e))
        {
            return [];
        }
    }

    private static Dictionary<string, T> Read<T>(string folder, bool isOpen, Func<string, T?> create)
        where T : class, IScalarSink
    {
        var (columns, log) = (Path.Combine(folder, "metrics.json"), Path.Combine(folder, "metrics.jsonl"));
        if ((isOpen || !File.Exists(columns)) && File.Exists(log))
            return ReadLog(log, create);
        if (!File.Exists(columns))
            return [];
        try
        {
            return ReadColumns(columns, quotesNumbers: false, create);
        }
        catch (JsonException)
        {
            return ReadColumns(columns, quotesNumbers: true, create);   // of Python, with NaN
        }
    }

    private static Dictionary<string, T> ReadLog<T>(string path, Func<string, T?> create)
        where T : class, IScalarSink
    {
        var scalars = new Dictionary<string, T?>();
        MetricsLogReader.Read(path, long.MaxValue, point =>
        {
            if (!scalars.TryGetValue(point.Name, out var scalar))
                scalars[point.Name] = scalar = create(point.Name);
            scalar?.AddStep(point.Step);
            scalar?.AddTime(point.Timestamp);
            scalar?.AddValue(point.Value);
        });
        return scalars.Where(s => s.Value is not null).ToDictionary(s => s.Key, s => s.Value!);
    }

    // In pieces: a million values are 80 MB of text.
    private static Dictionary<string, T> ReadColumns<T>(string path, bool quotesNumbers, Func<string, T?> create)
        where T : class, IScalarSink
    {
        using var file = new FileStream(
            RunPath.ForReading(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var (parser, quoter, state) = (new ColumnsParser<T>(create), new NumberQuoter(), new JsonReaderState());
        var (piece, buffer, held) = (new byte[1 << 16], new byte[1 << 18], 0);
        while (true)
        {
            var read = file.Read(piece);
            if (buffer.Length - held < 2 * piece.Length + 2)
                Array.Resize(ref buffer, 2 * buffer.Length);
            if (buffer.Length > JsonLimits.Bytes)
                throw new JsonException("it has a text that is too long");
            if (quotesNumbers)
                held += quoter.Quote(piece.AsSpan(0, read), buffer.AsSpan(held));
            else
                piece.AsSpan(0, read).CopyTo(buffer.AsSpan(held));
            held += quotesNumbers ? 0 : read;
            var reader = new Utf8JsonReader(buffer.AsSpan(0, held), isFinalBlock: read == 0, state);
            while (reader.Read())
                parser.Take(ref reader);
            if (read == 0)
                return parser.Scalars;
            state = reader.CurrentState;
            held -= (int)reader.BytesConsumed;
            buffer.AsSpan((int)reader.BytesConsumed, held).CopyTo(buffer);
        }
    }
}
