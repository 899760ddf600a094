namespace Gen.Analyzers.Tests.Builds;

/// <summary>
/// Code fixes as <c>dotnet format</c> applies them to files, in a solution of three projects that the SDK restores and builds.
/// </summary>
[Trait("Category", "build")]
public class FormatOnDiskTests
{
    private const string Source = """
        //// Lib/A.cs
        using Gen;
        namespace Lib;

        /// <summary>An experiment that others use.</summary>
        [Experiment("a")]
        public sealed partial class A
        {
            /// <summary>Of the words.</summary>
            public int EmbeddingSize { get; init; } = 100;

            [NamedConfig] public sealed class Small { public int EmbedingSize => 10; }
        }
        //// Lib/A.Build.cs
        using Gen;
        namespace Lib;

        public sealed partial class A
        {
            /// <param name="width">A number.</param>
            /// <param name="embedingSize">How many.</param>
            [Captured] public int Build(int width, int embedingSize = 3) => width + embedingSize;

            [Main] public int Train(string dataFolder) => Build(dataFolder.Length);
        }
        //// App/Use.cs
        using Lib;

        internal static class Use { internal static int Of(A a) => a.Build(1, embedingSize: 3); }
        //// App/B.cs
        using Gen;

        internal sealed class Outer
        {
            [Experiment("b")]
            internal sealed class B
            {
                public int Epochs { get; init; }

                [Main] int Train(int epoch) => epoch; // so often
            }
        }
        //// Tools/C.cs
        using Gen;
        using Lib;

        internal sealed class Values
        {
            internal A Small { get; } = A.Parse("small", "embeding_size=3");
            internal int Sum => Small.Build(2, embedingSize: 1);
        }

        """;

    [Fact]
    public void DotnetFormat_AppliesFixesToSolution()
    {
        using var solution = new DiskSolution(Source);

        // With all that the first rule is about: the parameter, its comment and uses in other documents and projects; and with nothing
        // else.
        var output = solution.Format("GEN001");
        var renamed = Source
            .Replace("name=\"embedingSize\"", "name=\"embeddingSize\"")
            .Replace("int embedingSize", "int embeddingSize")
            .Replace("+ embedingSize", "+ embeddingSize")
            .Replace(", embedingSize:", ", embeddingSize:")
            .Replace("int epoch)", "int epochs)")
            .Replace("=> epoch;", "=> epochs;");
        Same(renamed, solution.Read(Source), output);

        output += solution.Format("GEN003", "GEN007", "GEN012", "GEN013");
        var mended = renamed
            .Replace("int EmbedingSize", "int EmbeddingSize")
            .Replace("sealed class Outer", "sealed partial class Outer").Replace("sealed class B", "sealed partial class B")
            .Replace("\"embeding_size=3\"", "\"embedding_size=3\"");
        Same(mended, solution.Read(Source), output);

        // Formatters do not invent the value of an entry.
        Assert.Contains("error GEN012: Parameter 'dataFolder'", solution.Build());
        solution.Write(mended.Replace("= 100;\n", "= 100;\n    public string DataFolder { get; init; } = \"\";\n"));
        output = solution.Build();
        Assert.DoesNotContain("GEN0", output);
        Assert.DoesNotContain("warning", output);
        Assert.True(solution.HasBuilt("Lib") && solution.HasBuilt("App") && solution.HasBuilt("Tools"), output);
    }

    private static void Same(string expected, string actual, string output) =>
        Assert.True(expected == actual, $"expected:\n{expected}\nactual:\n{actual}\n{output}");
}
