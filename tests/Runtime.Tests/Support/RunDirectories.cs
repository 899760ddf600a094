namespace Gen.Runtime.Tests.Support;

/// <summary>The folders of runs in a folder of runs, beside which there are those of sweeps, sources and resources.</summary>
internal static class RunDirectories
{
    public static IReadOnlyList<string> In(string runs) =>
        [.. Directory.GetDirectories(runs).Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])).Order(StringComparer.Ordinal)];
}
