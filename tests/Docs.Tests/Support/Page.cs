using System.Runtime.CompilerServices;

namespace Gen.Docs.Tests.Support;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">The language after the fence, or an empty text.</param>
/// <param name="Text">The lines between the fences.</param>
/// <param name="Line">The first line of the text, from 1.</param>
/// <param name="Number">The number of the block among those of its language, from 1.</param>
internal sealed record Block(string Language, string Text, int Line, int Number);

/// <summary>A page of the documentation.</summary>
/// <param name="Path">Path from the root of the repository, without <c>.md</c>: <c>docs/metrics</c>.</param>
/// <param name="Text">Its text.</param>
/// <param name="Blocks">Its fenced blocks, in order.</param>
internal sealed record Page(string Path, string Text, IReadOnlyList<Block> Blocks)
{
    private static readonly string[] s_excluded = ["artifacts", ".git", "bin", "obj", "TestResults"];

    public static string Root { get; } = RootOf();

    /// <summary>Every page of the repository.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. Files(new DirectoryInfo(Root))
            .Select(f => Read(System.IO.Path.GetRelativePath(Root, f)[..^3]))
            .OrderBy(p => p.Path, StringComparer.Ordinal),
    ];

    public static Page Find(string path) => All.Single(p => p.Path == path);

    public static Page Read(string path) => Parse(path, File.ReadAllText(System.IO.Path.Combine(Root, path + ".md")));

    /// <summary>Parses a page. A fence that is not closed is an error.</summary>
    public static Page Parse(string path, string text)
    {
        var blocks = new List<Block>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal))
                continue;
            var (start, language) = (i + 1, lines[i].Trim()[3..].Trim());
            for (i++; i < lines.Length && lines[i].Trim() != "```"; i++)
            {
            }

            Assert.True(i < lines.Length, $"{path}.md, line {start}: the block is not closed");
            blocks.Add(new(language, string.Join('\n', lines[start..i]) + "\n", start + 1, blocks.Count(b => b.Language == language) + 1));
        }

        return new(path, text, blocks);
    }

    private static IEnumerable<string> Files(DirectoryInfo folder) => folder.EnumerateFiles("*.md").Select(f => f.FullName)
        .Concat(folder.EnumerateDirectories().Where(d => !s_excluded.Contains(d.Name)).SelectMany(Files));

    private static string RootOf([CallerFilePath] string path = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, "..", "..", ".."));
}
