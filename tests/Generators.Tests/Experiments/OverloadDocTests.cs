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
