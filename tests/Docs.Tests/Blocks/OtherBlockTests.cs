using System.Text.Json;
using System.Xml.Linq;
using Gen.Configuration;
using Gen.Docs.Tests.Support;

namespace Gen.Docs.Tests.Blocks;

public class OtherBlockTests
{
    // All but text, diagrams and settings of other tools are checked; CellTests compiles the cells of notebooks. PythonExchangeTests runs
    // the scripts in Python; those of Keras, which is not there, are only counted.
    private static readonly string[] s_languages =
        ["csharp", "csharp cell", "sh", "json", "yaml", "xml", "ini", "mermaid", "python", "text"];

    public static TheoryData<string> Pages => [.. Page.All.Select(p => p.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Block_Language_IsKnownAndValid(string path)
    {
        foreach (var block in Page.Find(path).Blocks)
        {
            Assert.True(s_languages.Contains(block.Language), $"{path}.md, line {block.Line}: no test knows blocks of '{block.Language}'");
            if (block.Language == "json")
                JsonDocument.Parse(block.Text, new() { CommentHandling = JsonCommentHandling.Skip }).Dispose();
            else if (block.Language == "yaml")
                YamlReader.Read(block.Text, path).Values.Dispose();
            else if (block.Language == "xml")
                XElement.Parse($"<Page>{block.Text}</Page>");
            else if (block.Language == "python")
                Assert.Contains(path, new[] { "docs/checkpoints", "docs/coming-from/keras-line-by-line" });
        }
    }
}
