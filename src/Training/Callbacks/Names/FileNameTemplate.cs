using System.Globalization;

namespace Gen.Training;

/// <summary>A file name with placeholders: <c>model-{epoch:D3}-{val_loss:F4}.weights</c>. Numbers are formatted in the invariant
/// culture.</summary>
/// <param name="text">The name.</param>
/// <exception cref="TrainingException">A brace is unmatched.</exception>
internal sealed class FileNameTemplate(string text)
{
    private const string Epoch = "epoch";
    private const string Step = "step";

    private readonly NamePattern _pattern = new(text, "file name");

    /// <summary>The keys of the log values in the name.</summary>
    public IEnumerable<string> LogKeys => _pattern.Keys.Where(k => k is not (Epoch or Step)).Distinct();

    /// <summary>Returns the name at the current point in training. Epochs and steps count from 1.</summary>
    public string Format(TrainingContext context) => _pattern.Fill((key, format) => Value(key, format, context));

    private static string Value(string key, string? format, TrainingContext context)
    {
        // IFormattable: otherwise the switch would convert all to double, which has no D format.
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
            throw new TrainingException(
                $"'{format}' in '{{{key}:{format}}}' is not a number format. Use, for example, {(value is double ? "F4" : "D3")}."
            );
        }
    }
}
