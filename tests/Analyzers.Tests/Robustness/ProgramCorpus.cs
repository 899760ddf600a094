using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Robustness;

/// <summary>The programs to corrupt: those of the documentation, the samples, and larger ones of other tests.</summary>
internal static class ProgramCorpus
{
    private const string Usings = "global using System.IO; global using System.Linq; global using Gen;";

    private static readonly Lazy<IReadOnlyList<(string Path, string Text)[]>> s_all = new(() => [.. Small.Concat(Samples)]);

    /// <summary>The files of each program.</summary>
    public static IReadOnlyList<(string Path, string Text)[]> All => s_all.Value;

    private static IEnumerable<(string Path, string Text)[]> Small
    {
        get
        {
            foreach (var page in Files("docs", "*.md").Append(Path.Combine(DocumentationPage.Root, "README.md")))
            {
                var blocks = File.ReadAllText(page).Split("```csharp\n")[1..].Select(b => b.Split("```")[0]);
                foreach (var (text, i) in blocks.Select((text, i) => (text, i)).Where(b => IsWritten(b.text)))
                    yield return [($"{Path.GetFileNameWithoutExtension(page)}{i}.cs", text)];
            }

            foreach (
                var folder in new[]
                {
                    "tests/Runtime.Tests/Configuration/Subjects",
                    "tests/Metrics.Tests/Formulas",
                    "tests/RunHost",
                    "tests/TrainHost",
                    "tests/Analyzers.Tests/Suppressions",
                }
            )
            {
                foreach (var file in Files(folder, "*.cs").Concat(Files(folder, "*.cs.txt")))
                {
                    var text = File.ReadAllText(file);
                    if (IsWritten(text))
                        yield return [("Usings2.cs", Usings), (Path.GetFileName(file), text)];
                }
            }
        }
    }

    /// <summary>The files of each sample.</summary>
    public static IEnumerable<(string Path, string Text)[]> Samples =>
        Directory
            .GetDirectories(Path.Combine(DocumentationPage.Root, "samples"))
            .Order(StringComparer.Ordinal)
            .Select(folder =>
                Files(folder, "*.cs")
                    .Select(f => (Path.GetRelativePath(folder, f).Replace('/', '.'), File.ReadAllText(f)))
                    .Prepend(("Usings2.cs", Usings))
                    .ToArray()
            )
            .Where(files => files.Length > 1);

    /// <summary>Returns false for the file of usings that the tests add.</summary>
    public static bool CanBeCorrupted(string path) => path != "Usings2.cs";

    private static bool IsWritten(string text) => new[] { "[Experiment", "[Metric", "[Config", "[Captured", "[Gen." }.Any(text.Contains);

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.GetFiles(Path.Combine(DocumentationPage.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")).Order(StringComparer.Ordinal);
}
