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
            return Read(folder, isOpen).ToDictionary(s => s.Key, s => s.Value.ToSummary());
        }
        catch (Exception e) when (RunReader.IsDamage(e))
        {
            return [];
        }
    }

    private static Dictionary<string, ScalarAccumulator> Read(string folder, bool isOpen)
    {
        var (columns, log) = (Path.Combine(folder, "metrics.json"), Path.Combine(folder, "metrics.jsonl"));
        if ((isOpen || !File.Exists(columns)) && File.Exists(log))
            return ReadLog(log);
        if (!File.Exists(columns))
            return [];
        try
        {
            return ReadColumns(columns, quotesNumbers: false);
        }
        catch (JsonException)
        {
            return ReadColumns(columns, quotesNumbers: true);   // of Python, with NaN
        }
    }

    private static Dictionary<string, ScalarAccumulator> ReadLog(string path)
    {
        var scalars = new Dictionary<string, ScalarAccumulator>();
        MetricsLogReader.Read(path, long.MaxValue, point =>
        {
            if (!scalars.TryGetValue(point.Name, out var scalar))
                scalars[point.Name] = scalar = new ScalarAccumulator();
            scalar.AddStep(point.Step);
            scalar.AddValue(point.Value);
        });
        return scalars;
    }

    // In pieces: a million values are 80 MB of text.
    private static Dictionary<string, ScalarAccumulator> ReadColumns(string path, bool quotesNumbers)
    {
        using var file = new FileStream(
            RunPath.ForReading(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var (parser, quoter, state) = (new ColumnsParser(), new NumberQuoter(), new JsonReaderState());
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

    /// <summary>Takes the tokens of <c>{"loss": {"steps": [1], "timestamps": ["…"], "values": [0.5]}}</c>.</summary>
    private sealed class ColumnsParser
    {
        private ScalarAccumulator? _scalar;
        private Action<double>? _add;

        public Dictionary<string, ScalarAccumulator> Scalars { get; } = [];

        public void Take(ref Utf8JsonReader reader)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName when reader.CurrentDepth == 1:
                    Scalars[reader.GetString()!] = _scalar = new ScalarAccumulator();
                    break;
                case JsonTokenType.PropertyName when reader.CurrentDepth == 2:
                    _add = reader.ValueTextEquals("steps"u8) ? _scalar!.AddStep
                        : reader.ValueTextEquals("values"u8) ? _scalar!.AddValue
                        : null;
                    break;
                case JsonTokenType.Number when reader.CurrentDepth == 3:
                    _add?.Invoke(reader.GetDouble());
                    break;
                case JsonTokenType.String when reader.CurrentDepth == 3 && _add is not null:
                    _add(RunValue.Of(reader.GetString()!).Number ?? double.NaN);
                    break;
                case JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null when reader.CurrentDepth == 3:
                    _add?.Invoke(double.NaN);
                    break;
            }
        }
    }
}
