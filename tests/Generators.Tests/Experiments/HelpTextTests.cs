namespace Gen.Generators.Tests.Experiments;

/// <summary>Help texts come from doc comments, with and without GenerateDocumentationFile.</summary>
[Collection(nameof(ProcessWide))]
public sealed class HelpTextTests
{
    [Theory]
    [InlineData("/// <summary>One line.</summary>", "One line.")]
    [InlineData("/// <summary>\n/// Two\n///   lines.\n/// </summary>", "Two lines.")]
    [InlineData(
        "/// <summary>See <see cref=\"E.Epochs\"/> and <see cref=\"List{T}\"/>, <c>code</c> &amp; &lt;more&gt;.</summary>",
        "See Epochs and List<T>, code & <more>."
    )]
    [InlineData("/// <summary><para>First.</para><para>Second.</para></summary>", "First.")]
    [InlineData("/// <summary>First.<para>Second.</para></summary>", "First.")]
    [InlineData("/** <summary>A block.</summary> */", "A block.")]
    [InlineData("/**\n * <summary>\n * A block\n * of lines.\n * </summary>\n */", "A block of lines.")]
    [InlineData("/// <remarks>No summary.</remarks>", null)]
    [InlineData("// <summary>Not a doc comment.</summary>", null)]
    [InlineData("/// <summary>Quotes \" and \\ and {0}.</summary>\n// a comment below\n[Obsolete]", "Quotes \" and \\ and {0}.")]
    public void Help_HasDocSummary(string comment, string? expected)
    {
        var source = "[Experiment(\"e\")] public partial class E {\n" + comment + "\npublic int Epochs { get; init; } = 5; }";
        foreach (var mode in new[] { Microsoft.CodeAnalysis.DocumentationMode.None, Microsoft.CodeAnalysis.DocumentationMode.Diagnose })
        {
            var schema = GeneratorRun.Texts(source, mode).Single(t => t.Contains("class GeneratedSchema"));
            var text = expected is null ? "" : ", " + Gen.Generators.Common.Literals.Text(expected);
            Assert.Contains($"new(\"epochs\", \"int\"{text}),", schema);
        }
    }

    [Theory]
    [InlineData("public int X { get; init; } = 1_000;", "  x (int = 1000)")]
    [InlineData("public double X { get; init; }", "  x (double = 0.0)")]
    [InlineData("public bool X { get; init; }", "  x (bool = false)")]
    [InlineData("public Mode X { get; init; }", "  x (Off|On = Off)")]
    [InlineData("public int X { get => field > 0 ? field : 3; init; }", "  x (int = 3)")]
    [InlineData("public int? X { get; init; }", "  x (int?)")]
    [InlineData("public string X { get; init; } = \"a\\\"{0}\\\\\";", "  x (string = \"a\\\"{0}\\\\\")")]
    [InlineData("public Mode? X { get; init; } = Mode.On;", "  x (Off|On|null = On)")]
    [InlineData("public int[]? X { get; init; } = [1, 2];", "  x (int[]? = [1,2])")]
    [InlineData(
        "public IReadOnlyDictionary<string, int?> X { get; init; } = new Dictionary<string, int?>(StringComparer.Ordinal);",
        "  x ({key: int?} = {})"
    )]
    [InlineData("public int HTTPPort2 { get; init; }", "  http_port2 (int = 0)")]
    [InlineData("public int _under_Score { get; init; }", "  under_score (int = 0)")]
    public void Help_ListsTypeAndDefault(string property, string line)
    {
        var program = GeneratedProgram.Of($$"""
            public enum Mode { Off, On }
            [Experiment("e")] public partial class E { {{property}} }
            public static class T
            {
                public static string Help()
                {
                    var before = Console.Out;
                    using var text = new StringWriter();
                    lock (typeof(Console)) { Console.SetOut(text); E.RunAsync(["--help"]).Wait(); Console.SetOut(before); }
                    return text.ToString();
                }
            }
            """);
        Assert.Contains(line, ((string)program.Call("T.Help")!).Split('\n').Select(l => l.TrimEnd()));
    }
}
