using System.Text.RegularExpressions;

namespace Gen.Runtime.Tests.Support;

/// <summary>Compares the files of two runs without their times.</summary>
internal static partial class RunRecords
{
    public static void AssertSame(string expected, string actual)
    {
        foreach (var name in new[] { "config.json", "metrics.jsonl", "metrics.json", "cout.txt", "info.json" })
            Assert.Equal(Timeless(expected, name), Timeless(actual, name));
        foreach (var name in new[] { "artifacts", "command", "experiment", "result", "status" })
            Assert.Equal(
                RunFiles.Json(Path.Combine(expected, "run.json")).GetProperty(name).GetRawText(),
                RunFiles.Json(Path.Combine(actual, "run.json")).GetProperty(name).GetRawText()
            );
    }

    /// <summary>Returns the content of each file, by its path in the folder.</summary>
    public static Dictionary<string, string> Contents(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllText);

    private static string Timeless(string folder, string name) => Times().Replace(File.ReadAllText(Path.Combine(folder, name)), "TIME");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}")]
    private static partial Regex Times();
}
