using Gen.IO;

namespace Gen.Training;

/// <summary>
/// A file name with placeholders: <c>model-{epoch:D3}-{val_loss:F4}.weights</c>, or with Python's formats,
/// <c>model-{epoch:03d}-{val_loss:.4f}.weights</c>.
/// </summary>
internal sealed class FileNameTemplate
{
    private const string Epoch = "epoch";
    private const string Step = "step";

    private readonly string _text;
    private readonly NamePattern _pattern;

    /// <summary>Initializes a template.</summary>
    /// <param name="text">The name.</param>
    /// <exception cref="TrainingException">A brace is unmatched, or a format is not one of numbers.</exception>
    public FileNameTemplate(string text)
    {
        _text = text;
        _pattern = new NamePattern(text, "file name");

        // Now, and not after the first epoch.
        _pattern.Fill((key, format) => Text(key, key is Epoch or Step ? (IFormattable)1 : 0.5, format));
    }

    /// <summary>The keys of the log values in the name.</summary>
    public IEnumerable<string> LogKeys => _pattern.Keys.Where(k => k is not (Epoch or Step)).Distinct();

    /// <summary>Returns the name at the current point in training. Epochs and steps count from 1.</summary>
    public string Format(TrainingContext context) => _pattern.Fill((key, format) => Text(
        key,
        key switch
        {
            // IFormattable: otherwise the switch would convert all to double, which has no D format.
            Epoch => (IFormattable)(context.Epoch + 1),
            Step => context.Step + 1,
            _ => context.Logs.TryGetValue(key, out var logged) ? logged : double.NaN,
        },
        format));

    /// <summary>Returns whether a file may have been named by this template.</summary>
    /// <param name="file">The full path.</param>
    /// <param name="folder">The folder of names that are relative.</param>
    public bool Matches(string file, string folder) => new NamePattern(Path.GetFullPath(_text, folder), "file name").Matches(file);

    private static string Text(string key, IFormattable value, string? format)
    {
        try
        {
            return PlaceholderFormat.Number(value, format);
        }
        catch (FormatException e)
        {
            throw new TrainingException($"'{format}' in '{{{key}:{format}}}' {e.Message}");
        }
    }
}
