using System.Runtime.CompilerServices;

namespace Gen.Analyzers.Tests.Support;

/// <summary>The page of a rule. Its first program violates the rule, its second does not.</summary>
internal sealed record DocumentationPage(string Text, string Wrong, string Right)
{
    public static string Root { get; } = RootOf();

    public static DocumentationPage Read(string id)
    {
        var text = File.ReadAllText(Path.Combine(Root, "docs", "diagnostics", id + ".md"));
        var blocks = text.Split("```csharp\n")[1..].Select(b => b[..b.IndexOf("```", StringComparison.Ordinal)]).ToArray();
        Assert.Equal(2, blocks.Length);
        return new(text, blocks[0], blocks[1]);
    }

    private static string RootOf([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
