using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Gen.Training;

/// <summary>Why the operating system's loader refuses a library; TorchSharp itself does not pass it on.</summary>
internal static partial class LoadFailure
{
    /// <summary>The reason in a message of the runtime: general advice, then a line for every place that was tried.</summary>
    /// <returns>Null if the library is in none of these places, or the loader gives no reason.</returns>
    public static string? Reason(string message) => message
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Skip(1)
        .Where(line => !IsAbsence(line))
        .Select(Describe)
        .FirstOrDefault();

    // That a dependency is absent is a reason; that the library itself is not in one of the places is none.
    private static bool IsAbsence(string line) =>
        line.Contains("no such file", StringComparison.OrdinalIgnoreCase)
        && line.Split(": ")[0].Contains(NativeLoader.Library, StringComparison.Ordinal);

    private static string Describe(string line)
    {
        if (MissingVersion().Match(line) is not { Success: true } match) return line;
        var (library, wanted) = (match.Groups["library"].Value, match.Groups["version"].Value);
        var by = Path.GetFileName(match.Groups["by"].Value);
        var family = wanted[..(wanted.LastIndexOf('_') + 1)];
        var present = Versions(library)
            .Where(v => v.StartsWith(family, StringComparison.Ordinal) && Version.TryParse(v[family.Length..], out _))
            .MaxBy(v => Version.Parse(v[family.Length..]));
        return $"{by} needs {wanted}, but {library} " + (present is null ? "does not have it" : $"ends at {present}");
    }

    private static IEnumerable<string> Versions(string library)
    {
        try
        {
            return ElfFile.Parse(File.ReadAllBytes(library))?.DefinedVersions().ToList() ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException)
        {
            return [];
        }
    }

    // /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /app/libLibTorchSharp.so)
    [GeneratedRegex(@"^(?<library>.+): version `(?<version>[^']+)' not found \(required by (?<by>.+)\)$")]
    private static partial Regex MissingVersion();
}
