using System.Globalization;
using System.Text.RegularExpressions;
using Gen.IO;

namespace Gen.TensorBoard;

/// <content>The placeholder <c>{date}</c> in the names of folders.</content>
public sealed partial class SummaryWriter
{
    private const string DefaultDateFormat = "yyyy_MM_dd-HH_mm_ss";

    /// <summary>The full path of the folder of the event file.</summary>
    public string Folder => Path.GetDirectoryName(File)!;

    /// <summary>
    /// Returns the name of a folder with the current local time in place of <c>{date}</c>: <c>my_logs/run_{date}</c> is
    /// <c>my_logs/run_2026_11_30-09_05_00</c>, and <c>{date:yyyy-MM-dd}</c> has another format. Use it for several writers of one run,
    /// since each new writer has its own time.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">The clock. The default value is that of the system.</param>
    /// <exception cref="ArgumentException">The format is not that of a date.</exception>
    public static string FormatFolder(string folder, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!folder.Contains("{date", StringComparison.OrdinalIgnoreCase))
            return folder;
        var now = (time ?? TimeProvider.System).GetLocalNow();
        return DatePlaceholder().Replace(folder, match => Format(now, match.Groups[1]));
    }

    // The folder of a run, say, whose name was not meant as a placeholder, and which has other files already.
    private static bool HasLiteralName(string folder)
    {
        var at = folder.LastIndexOf("{date", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return true;
        var end = folder.AsSpan(at).IndexOfAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        return Directory.Exists(end < 0 ? folder : folder[..(at + end)]);
    }

    // A date never adds folders, and the name is valid on every system.
    private static string Format(DateTimeOffset now, Group format)
    {
        try
        {
            var text = PlaceholderFormat.Date(now, format.Success ? format.Value : DefaultDateFormat);
            return string.Concat(text.Select(c => char.IsControl(c) || "\\/:*?\"<>|".Contains(c) ? '_' : c));
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"'{format.Value}' in '{{date:{format.Value}}}' {e.Message}", "folder", e);
        }
    }

    [GeneratedRegex("""\{date(?::([^{}]*))?\}""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DatePlaceholder();
}
