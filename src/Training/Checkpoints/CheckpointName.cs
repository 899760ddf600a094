using System.Globalization;
using System.Text.RegularExpressions;

namespace Gen.Training.Checkpoints;

/// <summary>
/// Names of checkpoint files: <c>epoch-000003.safetensors</c> is the end of the third epoch, <c>epoch-000003-batch-000120.safetensors</c> is after
/// 120 batches of it.
/// </summary>
internal static partial class CheckpointName
{
    public static string Of(FitPosition position) => position.Batch is { } batch
        ? string.Create(CultureInfo.InvariantCulture, $"epoch-{position.Epoch + 1:D6}-batch-{batch:D6}.safetensors")
        : string.Create(CultureInfo.InvariantCulture, $"epoch-{position.Epoch:D6}.safetensors");

    /// <summary>A number by which later ones are greater; null for a file that is no checkpoint.</summary>
    public static (int Epoch, long Batch)? Order(string path)
    {
        var match = Pattern().Match(Path.GetFileName(path));
        if (!match.Success || !int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
            return null;
        if (!match.Groups[2].Success)
            return (epoch, long.MaxValue);
        return int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var batch) ? (epoch, batch) : null;
    }

    [GeneratedRegex(@"^epoch-([0-9]{6,9})(?:-batch-([0-9]{6,9}))?\.safetensors$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
