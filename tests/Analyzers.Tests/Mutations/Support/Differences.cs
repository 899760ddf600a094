namespace Gen.Analyzers.Tests.Mutations.Support;

internal static class Differences
{
    private const int MostLines = 30;

    /// <summary>The lines that another version of a program has and the program has not.</summary>
    public static string To(this Subject subject, IReadOnlyList<SourceFile> files) => string.Join('\n', files
        .Select(f => (File: f, Old: subject.Files.FirstOrDefault(o => o.Path == f.Path)?.Text ?? ""))
        .Where(f => f.File.Text != f.Old)
        .SelectMany(f => f.File.Text.Split('\n').Select((line, i) => (line, i)).ExceptBy(f.Old.Split('\n'), l => l.line).Select(l => $"    {f.File.Path}({l.i + 1}): {l.line.Trim()}"))
        .Take(MostLines));
}
