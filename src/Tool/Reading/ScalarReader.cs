using System.Text.Json;
using Gen.IO;
using Gen.Storage;

namespace Gen.Tool.Reading;

/// <summary>The values of a scalar over the steps of a run.</summary>
internal sealed class Curve
{
    public List<double> Steps { get; } = [];

    public List<double> Values { get; } = [];
}

/// <summary>Reads the scalars of a run.</summary>
internal static class ScalarReader
{
    private static readonly Dictionary<string, Curve> s_none = [];

    /// <summary>Returns what a table says of each scalar; nothing where the files cannot be read.</summary>
    public static Dictionary<string, ScalarSummary> Summaries(string folder, bool isOpen)
    {
        try
        {
            return Read(folder, isOpen).ToDictionary(c => c.Key, c => ScalarSummary.From(c.Value.Steps, c.Value.Values));
        }
        catch (Exception e) when (RunReader.IsDamage(e))
        {
            return [];
        }
    }

    /// <summary>Reads all values.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="isOpen">Whether the run has not ended, so that <c>metrics.json</c> may be older than its log.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="JsonException">A file is damaged.</exception>
    public static Dictionary<string, Curve> Read(string folder, bool isOpen)
    {
        var (columns, log) = (Path.Combine(folder, "metrics.json"), Path.Combine(folder, "metrics.jsonl"));
        if ((isOpen || !File.Exists(columns)) && File.Exists(log))
            return ReadLog(log);
        if (!File.Exists(columns))
            return s_none;
        try
        {
            return ReadColumns(columns, quotesNumbers: false);
        }
        catch (JsonException)
        {
            return ReadColumns(columns, quotesNumbers: true);   // of Python, with NaN
        }
    }

    private static Dictionary<string, Curve> ReadLog(string path)
    {
        var curves = new Dictionary<string, Curve>();
        MetricsLogReader.Read(path, long.MaxValue, point =>
        {
            if (!curves.TryGetValue(point.Name, out var curve))
                curves[point.Name] = curve = new Curve();
            curve.Steps.Add(point.Step);
            curve.Values.Add(point.Value);
        });
        return curves;
    }

    // In pieces: a million values are 80 MB of text.
    private static Dictionary<string, Curve> ReadColumns(string path, bool quotesNumbers)
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
                return parser.Curves;
            state = reader.CurrentState;
            held -= (int)reader.BytesConsumed;
            buffer.AsSpan((int)reader.BytesConsumed, held).CopyTo(buffer);
        }
    }

    /// <summary>Takes the tokens of <c>{"loss": {"steps": [1], "timestamps": ["…"], "values": [0.5]}}</c>.</summary>
    private sealed class ColumnsParser
    {
        private Curve? _curve;
        private List<double>? _column;

        public Dictionary<string, Curve> Curves { get; } = [];

        public void Take(ref Utf8JsonReader reader)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName when reader.CurrentDepth == 1:
                    Curves[reader.GetString()!] = _curve = new Curve();
                    break;
                case JsonTokenType.PropertyName when reader.CurrentDepth == 2:
                    _column = reader.ValueTextEquals("steps"u8) ? _curve!.Steps
                        : reader.ValueTextEquals("values"u8) ? _curve!.Values
                        : null;
                    break;
                case JsonTokenType.Number when reader.CurrentDepth == 3:
                    _column?.Add(reader.GetDouble());
                    break;
                case JsonTokenType.String when reader.CurrentDepth == 3 && _column is not null:
                    _column.Add(RunValue.Of(reader.GetString()!).Number ?? double.NaN);
                    break;
                case JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null when reader.CurrentDepth == 3:
                    _column?.Add(double.NaN);
                    break;
            }
        }
    }
}
