using System.Text.RegularExpressions;
using Gen.Docs.Tests.Support;

namespace Gen.Docs.Tests.Blocks;

public partial class CodeBlockTests
{
    /// <summary>All blocks of C# except those of rule pages, which the tests of the rules compile.</summary>
    public static TheoryData<string, int> AllBlocks
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var page in Page.All.Where(p => !IsOfARule(p)))
            {
                foreach (var block in page.Blocks.Where(b => b.Language == "csharp"))
                    data.Add(page.Path, block.Number);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(AllBlocks))]
    public async Task Block_Compiled_HasTheMistakesItShowsAndNoOthers(string path, int number)
    {
        var page = Page.Find(path);
        var block = page.Blocks.Single(b => b.Language == "csharp" && b.Number == number);
        var code = CodeBlock.Create(block, PageContext.Read(page));
        var (expected, reported) = (string.Join('\n', code.Expected.Order()), string.Join('\n', (await code.Reported()).Order()));
        Assert.True(expected == reported, $"{path}.md, line {block.Line}, shows\n{expected}\nand has\n{reported}");
    }

    [Theory]
    [InlineData("var x = 1;\nint y = x;\n", "")]
    [InlineData("int y = \"no\";          // error CS0029\n", "1 CS0029")]
    [InlineData("int y = 1;              // error CS0029\n", "")]
    [InlineData("int y = \"no\";\n", "CS0029")]
    [InlineData("[Captured]\nstatic int Twice(int n, int epohs) => epohs;\n", "GEN001")]
    [InlineData("[Captured]\nstatic int Twice(int n, int epohs) => epohs;   // error GEN001\n", "2 GEN001")]
    [InlineData("[Config] public class Other { public int N { get; init; } }\n", "")]
    public async Task Block_WithMistake_IsReported(string text, string reported)
    {
        const string Context = """
            using Gen;
            [Experiment("x")] partial class X
            {
                public int Epochs { get; init; }
                // members here
                void M()
                {
                    // statements here
                }
            }

            """;
        var page = Page.Parse("none", $"```csharp\n{text}```\n");
        var all = string.Join('\n', await CodeBlock.Create(page.Blocks[0], PageContext.From(Context)).Reported());
        Assert.True(reported.Contains(' ') || reported.Length == 0 ? all == reported : all.Contains($"error {reported}"), all);
    }

    [Fact]
    public void Context_EachSection_IsForABlock()
    {
        foreach (var file in Directory.GetFiles(PageContext.Folder, "*.cs", SearchOption.AllDirectories))
        {
            var page = Page.Find(Path.GetRelativePath(PageContext.Folder, file)[..^3].Replace('\\', '/'));
            Assert.All(PageContext.Read(page).Numbers, n => Assert.Contains(page.Blocks, b => b.Language == "csharp" && b.Number == n));
        }
    }

    [Fact]
    public void RulePage_EachRule_Exists()
    {
        var rules = Page.All.Where(IsOfARule).ToArray();
        Assert.True(rules.Length > 20);
        var ids = File.ReadAllText(Path.Combine(Page.Root, "src", "Analyzers", "RuleIds.cs"));
        Assert.All(rules, p => Assert.Contains($"\"{Path.GetFileName(p.Path)}\"", ids));
    }

    private static bool IsOfARule(Page page) => RulePage().IsMatch(page.Path);

    [GeneratedRegex(@"^docs/diagnostics/GEN\d{3}$")]
    private static partial Regex RulePage();
}
