using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Benchmarks.Generator;

/// <summary>A project's files: those that a generator reads, and others.</summary>
internal static class SourceFiles
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] s_references = [.. References()];

    /// <summary>The last file is one of the others, in which <see cref="Edited"/> types.</summary>
    public static CSharpCompilation Compile(IEnumerable<string> subjects, int others) => CSharpCompilation.Create(
        "Project",
        [
            .. subjects.Select((text, i) => Parse(text, $"Subject{i}.cs")),
            .. Enumerable.Range(0, others).Select(i => Parse(Other(i, "0", "Next"), $"Other{i}.cs")),
        ],
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary).WithNullableContextOptions(NullableContextOptions.Enable));

    /// <summary>The same project after something was typed into the body of a method that no generator is concerned with.</summary>
    public static CSharpCompilation Edited(CSharpCompilation compilation, int edit) =>
        WithLast(compilation, i => Other(i, edit.ToString(), "Next"));

    /// <summary>The same project after the name of such a method was changed.</summary>
    public static CSharpCompilation Renamed(CSharpCompilation compilation, int edit) =>
        WithLast(compilation, i => Other(i, "0", "Next" + edit));

    /// <summary>The same project after something was typed into a file that generators read.</summary>
    public static CSharpCompilation EditedAt(CSharpCompilation compilation, int file, string old, string replacement)
    {
        var tree = compilation.SyntaxTrees[file];
        return compilation.ReplaceSyntaxTree(tree, Parse(tree.ToString().Replace(old, replacement), tree.FilePath));
    }

    private static CSharpCompilation WithLast(CSharpCompilation compilation, Func<int, string> text)
    {
        var tree = compilation.SyntaxTrees[^1];
        return compilation.ReplaceSyntaxTree(tree, Parse(text(compilation.SyntaxTrees.Length), tree.FilePath));
    }

    /// <summary>A file that no generator is concerned with.</summary>
    public static string Other(int i, string number, string name) => $$"""
        namespace Project.Part{{i % 10}};

        /// <summary>Nothing that a generator reads.</summary>
        public sealed class Other{{i}}
        {
            private int _value = {{i}};

            public int Value => _value;

            public int {{name}}(int step)
            {
                _value += step * {{number}};
                return _value;
            }
        }
        """;

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path =>
                !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("Gen.Generators", StringComparison.Ordinal)
            )
            .Select(path => MetadataReference.CreateFromFile(path));
}
