using Microsoft.CodeAnalysis;

namespace Gen.Generators.Tests.Experiments;

/// <summary>The doc comments of generated overloads, which list the filled parameters with their entries and defaults.</summary>
public sealed class OverloadDocTests
{
    private const string Source = """
        /// <summary>A model.</summary>
        [Experiment("doc")]
        public partial class Doc
        {
            /// <summary>Columns.</summary>
            public int EmbeddingSize { get; init; } = 100;

            /// <summary>A list.</summary>
            public IReadOnlyList<int> Sizes { get; init; } = new List<int> { 1 & 3 };

            /// <summary>Empty.</summary>
            public string? Note { get; init; }

            /// <summary>Twice.</summary>
            public int Twice => EmbeddingSize * 2;

            /// <summary>Builds.</summary>
            /// <param name="rows">Rows.</param>
            /// <param name="embeddingSize">Columns.</param>
            /// <param name="sizes">Sizes.</param>
            /// <param name="note">Note.</param>
            /// <param name="twice">Twice.</param>
            /// <param name="seed">Seed.</param>
            /// <param name="run">Run.</param>
            [Captured] public int Build(int rows, int embeddingSize, IReadOnlyList<int> sizes, string? note, int twice, long seed,
                Run run) => rows;
        }
        """;

    [Fact]
    public void Remarks_ListFilledParametersWithEntryAndDefault()
    {
        var lines = GeneratedProgram
            .Of(Source)
            .Files["Doc.Captured.g.cs"]
            .Split('\n')
            .Select(l => l.Trim())
            .Where(l => l.StartsWith("///", StringComparison.Ordinal))
            .ToArray();
        Assert.Equal(
            [
                "/// <summary>Builds.</summary>",
                "/// <param name=\"rows\">Rows.</param>",
                "/// <remarks>",
                "/// <para><c>embeddingSize</c> is filled from entry <c>embedding_size</c> (default <c>100</c>).</para>",
                "/// <para><c>sizes</c> is filled from entry <c>sizes</c> (default <c>new List&lt;int&gt; { 1 &amp; 3 }</c>).</para>",
                "/// <para><c>note</c> is filled from entry <c>note</c>.</para>",
                "/// <para><c>twice</c> is filled from entry <c>twice</c> (derived from others).</para>",
                "/// <para><c>seed</c> is filled from entry <c>seed</c>.</para>",
                "/// <para><c>run</c> is filled from the run.</para>",
                "/// </remarks>",
            ],
            lines);
    }

    [Theory]
    [InlineData("Data Data { get; init; } = new() { Path = \"other.csv\" }", "path", "(default <c>\"other.csv\"</c>)")]
    [InlineData("Data Data { get; init; } = new Data { Path = \"other.csv\" }", "path", "(default <c>\"other.csv\"</c>)")]
    [InlineData("Data Data { get; init; } = new() { Rows = 3 }", "path", "(default <c>\"data.csv\"</c>)")]
    [InlineData("Data Data { get; init; } = new()", "path", "(default <c>\"data.csv\"</c>)")]
    [InlineData("Data Data { get; init; } = new()", "rows", "(default <c>0</c>)")]
    [InlineData("Data Data { get; init; } = new() { Split = new() { Share = 0.5 } }", "split.share", "(default <c>0.5</c>)")]
    [InlineData("Data Data { get; init; } = new() { Split = new() }", "split.share", "(default <c>0.1</c>)")]
    [InlineData("Data Data { get; init; } = new()", "split.share", "(default <c>0.2</c>)")]
    [InlineData("Data Data { get; init; } = new() { Split = { Share = 0.5 } }", "split.share", "")]
    [InlineData("Data Data { get; init; } = Data.Large()", "path", "")]
    [InlineData("Data? Data { get; init; }", "path", "")]
    public void Remarks_EntryOfBlock_HasDefaultOfThisExperiment(string property, string key, string shown)
    {
        var type = key switch { "path" => "string?", "rows" => "int", _ => "double" };
        var file = GeneratedProgram.Of($$"""
            [Config] public sealed class Split { public double Share { get; set; } = 0.1; }

            [Config] public sealed class Data
            {
                public string Path { get; init; } = "data.csv";
                public int Rows { get; init; }
                public Split Split { get; init; } = new() { Share = 0.2 };
                public static Data Large() => new() { Path = "large.csv" };
            }

            [Experiment("doc")] public partial class Doc
            {
                public {{property}}{{(property.Contains('=') ? ";" : "")}}
                [Captured] public int Build(int rows, [FromConfig("data.{{key}}")] {{type}} value) => rows;
            }
            """).Files["Doc.Captured.g.cs"];
        Assert.Contains($"<c>value</c> is filled from entry <c>data.{key}</c>{(shown.Length == 0 ? "" : " " + shown)}.</para>", file);
    }

    [Fact]
    public void Remarks_SecretEntry_HasNoDefault()
    {
        var file = GeneratedProgram.Of("""
            [Experiment("doc")] public partial class Doc
            {
                [Secret] public string Token { get; init; } = "opensesame";
                [Captured] public int Build(int rows, string token) => rows;
            }
            """).Files["Doc.Captured.g.cs"];
        Assert.Contains("<c>token</c> is filled from entry <c>token</c> (secret).</para>", file);
        Assert.DoesNotContain("opensesame", file);
    }

    [Fact]
    public void DocComment_IsRepeatedForKeptParameters()
    {
        const string Text = """
            using System.Text;
            [Experiment("doc")] public partial class Doc { public int Size { get; init; } }
            public static class Models
            {
                /// <summary>
                /// Builds a <see cref="StringBuilder"/> of <paramref name="rows"/> times
                /// <paramref name="size"/> &lt; 3, or <see langword="null"/>.
                /// </summary>
                /// <remarks>Slow.</remarks>
                /// <typeparam name="T">Anything.</typeparam>
                /// <param name="rows">Rows, see <see cref="StringBuilder.Append(string)">Append</see>.</param>
                /// <param name="size">Columns.</param>
                /// <returns>The builder.</returns>
                [Captured<Doc>] public static StringBuilder? Build<T>(T rows, int size) => null;

                /// <remarks>Only that.</remarks>
                [Captured<Doc>] public static int Plain(int size) => size;
            }
            """;
        var lines = GeneratedProgram.Of(Text).Files.Single(f => f.Key.Contains("CapturedBy", StringComparison.Ordinal)).Value
            .Split('\n').Select(l => l.Trim())
            .Where(l => l.StartsWith("/// <", StringComparison.Ordinal) && !l.Contains("para>", StringComparison.Ordinal));
        Assert.Equal(
            [
                "/// <summary>Captured methods of <see cref=\"global::Models\"/>, filled from <see cref=\"global::Doc\"/>.</summary>",
                "/// <param name=\"experiment\">The experiment whose config fills the other parameters.</param>",
                "/// <summary> Builds a <c>StringBuilder</c> of <paramref name=\"rows\" /> times <c>size</c> &lt; 3, or "
                + "<see langword=\"null\" />. </summary>",
                "/// <typeparam name=\"T\">Anything.</typeparam>",
                "/// <param name=\"rows\">Rows, see <c>Append</c>.</param>",
                "/// <returns>The builder.</returns>",
                "/// <remarks>",
                "/// </remarks>",
                "/// <summary><c>Plain</c> with these parameters filled.</summary>",
                "/// <remarks>",
                "/// </remarks>",
            ],
            lines);
    }

    [Fact]
    public void DocumentationFile_Generated_HasNoWarnings()
    {
        // With diagnostics of doc comments, as in a project with GenerateDocumentationFile.
        var compilation = Sources.Compile("Doc", [Source]);
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([]));
        GeneratorRun.Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        Assert.DoesNotContain(
            output.GetDiagnostics(),
            d => d.Id is "CS1591" or "CS1573" or "CS1587" or "CS1570" or "CS1571" or "CS1572" or "CS1734" or "CS1574"
        );
        using var text = new MemoryStream();
        using var xml = new MemoryStream();
        Assert.True(output.Emit(text, xmlDocumentationStream: xml).Success);
        Assert.Contains(
            "is filled from entry <c>embedding_size</c> (default <c>100</c>)",
            System.Text.Encoding.UTF8.GetString(xml.ToArray())
        );
    }
}
