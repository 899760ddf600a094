using System.Reflection;

namespace Gen.Metrics.Tests.Support;

/// <summary>The formula files: <c>Good</c> formulas must stream, <c>Refused</c> formulas cannot.</summary>
internal static class Corpus
{
    private const string Root = "Formulas/";
    private static readonly Assembly s_assembly = typeof(Corpus).Assembly;

    public static IReadOnlyList<string> Good { get; } = Names("Good");

    public static IReadOnlyList<string> Refused { get; } = Names("Refused");

    /// <summary>The text of a file: <c>Good/Losses</c>.</summary>
    public static string Text(string name)
    {
        using var reader = new StreamReader(s_assembly.GetManifestResourceStream(Root + name)!);
        return reader.ReadToEnd();
    }

    public static TheoryData<string> AsData(IEnumerable<string> names) => [.. names];

    private static string[] Names(string folder) =>
        [
            .. s_assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(Root + folder, StringComparison.Ordinal))
                .Select(n => n[Root.Length..])
                .Order(),
        ];
}
