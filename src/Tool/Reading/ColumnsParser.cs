using System.Globalization;
using System.Text.Json;

namespace Gen.Tool.Reading;

/// <summary>Takes the tokens of <c>{"loss": {"steps": [1], "timestamps": ["…"], "values": [0.5]}}</c>.</summary>
/// <param name="create">Returns what receives the points of a scalar; null for one that is not wanted.</param>
internal sealed class ColumnsParser<T>(Func<string, T?> create)
    where T : class, IScalarSink
{
    private enum Column
    {
        Other,
        Steps,
        Times,
        Values,
    }

    private T? _scalar;
    private Column _column;

    /// <summary>The scalars so far, by name.</summary>
    public Dictionary<string, T> Scalars { get; } = [];

    public void Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName when reader.CurrentDepth == 1:
                var name = reader.GetString()!;
                _scalar = create(name);
                if (_scalar is not null)
                    Scalars[name] = _scalar;
                break;
            case JsonTokenType.PropertyName when reader.CurrentDepth == 2:
                _column = reader.ValueTextEquals("steps"u8) ? Column.Steps
                    : reader.ValueTextEquals("values"u8) ? Column.Values
                    : reader.ValueTextEquals("timestamps"u8) && _scalar is { TakesTimes: true } ? Column.Times
                    : Column.Other;
                break;
            case JsonTokenType.Number when reader.CurrentDepth == 3:
                Add(reader.GetDouble());
                break;
            case JsonTokenType.String when reader.CurrentDepth == 3 && _column == Column.Times:
                _scalar!.AddTime(DateTime.TryParse(
                    reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                    out var time) ? time : default);
                break;
            case JsonTokenType.String when reader.CurrentDepth == 3 && _column != Column.Other:
                Add(RunValue.Of(reader.GetString()!).Number ?? double.NaN);
                break;
            case JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null when reader.CurrentDepth == 3:
                Add(double.NaN);
                break;
        }
    }

    private void Add(double number)
    {
        if (_column == Column.Steps)
            _scalar?.AddStep(number);
        else if (_column == Column.Values)
            _scalar?.AddValue(number);
    }
}
