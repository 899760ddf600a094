using System.Globalization;
using System.Text;

namespace Gen.Training;

/// <summary>A file name with places for values: <c>model-{epoch:D3}-{val_loss:F4}.weights</c>. Numbers are written the same in every country.</summary>
internal sealed class FileNameTemplate
{
    private const string Epoch = "epoch";
    private const string Step = "step";

    // Even indexes are text, odd ones are key and format.
    private readonly List<string> _parts = [];

    /// <exception cref="TrainingException">A brace is without its partner.</exception>
    public FileNameTemplate(string text)
    {
        var rest = text;
        while (rest.IndexOf('{') is var open and >= 0)
        {
            var close = rest.IndexOf('}');
            if (close < open)
                throw Unbalanced(text);
            _parts.Add(rest[..open]);
            _parts.Add(rest[(open + 1)..close]);
            rest = rest[(close + 1)..];
        }

        if (rest.Contains('}'))
            throw Unbalanced(text);
        _parts.Add(rest);
    }

    /// <summary>Keys of the log values in the name.</summary>
    public IEnumerable<string> LogKeys => _parts.Where((_, i) => i % 2 == 1).Select(p => p.Split(':')[0]).Where(k => k is not (Epoch or Step)).Distinct();

    /// <summary>The name now. Epochs and steps count from 1.</summary>
    public string At(TrainingContext context)
    {
        var name = new StringBuilder();
        for (var i = 0; i < _parts.Count; i++)
            name.Append(i % 2 == 0 ? _parts[i] : Value(_parts[i], context));
        return name.ToString();
    }

    private static string Value(string place, TrainingContext context)
    {
        var colon = place.IndexOf(':');
        var (key, format) = colon < 0 ? (place, null) : (place[..colon], place[(colon + 1)..]);
        // Objects: numbers of a switch would all become double, which has no D format.
        var value = key switch
        {
            Epoch => (IFormattable)(context.Epoch + 1),
            Step => context.Step + 1,
            _ => context.Logs.TryGetValue(key, out var logged) ? logged : double.NaN,
        };
        try
        {
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw new TrainingException($"'{format}' in '{{{place}}}' is no format of a number; examples: {(value is double ? "F4" : "D3")}");
        }
    }

    private static TrainingException Unbalanced(string text) => new($"the file name '{text}' has a brace without its partner");
}
