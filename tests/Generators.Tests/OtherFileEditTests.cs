using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Tests;

/// <summary>
/// Edits in other files that change the meaning of an experiment. After each, a driver that has run before generates the same code as a new
/// driver.
/// </summary>
public sealed class OtherFileEditTests
{
    private static readonly string[] s_files =
    [
        """
        namespace App;
        using App.Parts;
        [Experiment("a")] public partial class A : Middle
        {
            public Color Color { get; init; }
            [Range(1, Limits.Most)] public int Epochs { get; init; } = 5;
            [AllowedValues(Names.First)] public string Name { get; init; } = "x";
            public Optimizer Optimizer { get; init; } = new();
            public Width Width { get; init; }
            [Captured] double Build(Scale scale, Wide wide, int epochs, Optimizer optimizer) => epochs;
            [Main] Outcome Run(int epochs) { return default!; }
            [NamedConfig] public class Small : SmallBase { public int Epochs => 3; }
        }
        """,
        "namespace App; public partial class A { public int Steps { get; init; } = 7; }",
        "namespace App; public class Middle : Base { } public class Outcome { }",
        "namespace App; public class Base { public double Rate { get; init; } = 1; }",
        "namespace App.Parts; public enum Color { Red, Green }",
        "namespace App; public static class Limits { public const int Most = Further.Most * 2; }",
        "namespace App; public static class Further { public const int Most = 50; }",
        "using static App.Words; namespace App { public static class Names { public const string First = One; } }",
        "namespace App; public static class Words { public const string One = \"one\"; }",
        "namespace App; [Config] public class Optimizer { public double Momentum { get; init; } = 0.9; public Schedule Schedule { get; "
        + "init; } = new(); }",
        "namespace App; [Config] public class Schedule { public int Every { get; init; } = 10; }",
        "global using Width = System.Int32;",
        "namespace App; public struct Scale { public static implicit operator Scale(double value) => default; }",
        "namespace App; public class SmallBase { public double Rate => 0.1; } public class Unrelated { public int X; void M() { } }",
        "namespace App; public static class Nets { [Captured<A>] public static int Make(int epochs, double rate) => epochs; }",
        "namespace App; [NamedConfig<A>] public class Long { public int Steps => 100; }",
        "namespace App; public class Wide { }",
    ];

    /// <summary>The index of the file, the text to replace and its replacement.</summary>
    public static TheoryData<int, string, string> Edits =>
        new()
        {
            { 1, "Steps", "Paces" }, // another part
            { 1, "public int", "public long" },
            { 2, ": Base", "" }, // a base class of a base class
            { 3, "Rate", "Speed" },
            { 3, "double", "float" },
            { 4, "Green", "Green, Blue" }, // an enum
            { 4, "enum Color { Red, Green }", "class Color { }" },
            { 4, "namespace App.Parts;", "namespace App.Other;" },
            { 5, "Further.Most * 2", "7" }, // a constant, and the one that it is made of
            { 6, "50", "60" },
            { 8, "one", "two" }, // by a using static
            { 9, "Momentum", "Inertia" }, // a block, and the one in it
            { 9, "[Config]", "" },
            { 10, "Every", "Each" },
            { 11, "System.Int32", "System.Int64" }, // a global alias
            { 12, "double value", "int value" }, // does nothing now, but is a signature
            { 13, "double Rate => 0.1", "double Momentum => 0.1" }, // a named config's base
            { 14, "double rate", "double other" },
            { 15, "Steps", "Epochs" },
            { 16, "class Wide { }", "class Wide { } [Config] public class Nothing { }" },
            { 16, "class Wide { }", "class Wide { } public enum Width { One }" }, // nearer than the alias
            { 16, "class Wide { }", "class Wide { } namespace Parts { public enum Color { Cyan } }" },
            { 16, "namespace App;", "namespace App; public enum Color { Black }" }, // nearer than the using
            { 16, "public class Wide { }", "public class Seed { } public class Wide { }" },
            { 16, "public class Wide { }", "#nullable disable\npublic class Wide { }" },
            {
                16,
                "namespace App; public class Wide { }",
                "global using E = Gen.ExperimentAttribute; namespace App; public class Wide { } [E(\"b\")] public partial class B { "
                + "public int X { get; init; } }"
            },
            {
                16,
                "public class Wide { }",
                "public class Wide { } [global::Gen.ExperimentAttribute(\"c\")] public partial record C { public int X { get; init; } }"
            },
        };

    [Theory]
    [MemberData(nameof(Edits))]
    public void Edit_InOtherFile_EqualsFreshRun(int file, string old, string replacement)
    {
        var compilation = Sources.CompileTorch("Edits", s_files);
        var driver = GeneratorRun.Driver().RunGenerators(compilation);
        var edited = Edit(compilation, file, old, replacement);
        driver = driver.RunGenerators(edited);
        Assert.Equal(Texts(GeneratorRun.Driver().RunGenerators(edited)), Texts(driver));

        // Reverts the edit.
        driver = driver.RunGenerators(compilation);
        Assert.Equal(Texts(GeneratorRun.Driver().RunGenerators(compilation)), Texts(driver));
    }

    [Fact]
    public void ManyEdits_EqualFreshRun()
    {
        var edits = Edits.Select(row => (File: (int)row[0], Old: (string)row[1], New: (string)row[2])).ToArray();
        var random = new Random(7);
        var compilation = Sources.CompileTorch("Edits", s_files);
        // Without tracking of steps, as in a build: over many edits, the compiler's tracking can throw.
        var driver = GeneratorRun.Driver(isTracked: false).RunGenerators(compilation);
        for (var i = 0; i < 40; i++)
        {
            var (file, old, replacement) = edits[random.Next(edits.Length)];
            compilation = random.Next(3) == 0
                ? compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[file + 1], Sources.Parse(s_files[file], $"File{file}.cs"))
                : Edit(compilation, file, old, replacement);
            driver = driver.RunGenerators(compilation);
            Assert.Equal(Texts(GeneratorRun.Driver().RunGenerators(compilation)), Texts(driver));
        }
    }

    [Fact]
    public void OtherReferenceOrOption_EqualsFreshRun()
    {
        var without = Sources.Compile("Edits", s_files);
        var driver = GeneratorRun.Driver().RunGenerators(without);
        foreach (
            var changed in (CSharpCompilation[])
                [
                    Sources.CompileTorch("Edits", s_files),
                    without.WithOptions(without.Options.WithNullableContextOptions(NullableContextOptions.Disable)),
                    without,
                ]
        )
        {
            driver = driver.RunGenerators(changed);
            Assert.Equal(Texts(GeneratorRun.Driver().RunGenerators(changed)), Texts(driver));
        }
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, int file, string old, string replacement)
    {
        var tree = compilation.SyntaxTrees[file + 1];   // the first one has the usings
        return compilation.ReplaceSyntaxTree(tree, Sources.Parse(tree.ToString().Replace(old, replacement), tree.FilePath));
    }

    private static IEnumerable<(string, string)> Texts(GeneratorDriver driver)
    {
        GeneratorRun.NoException(driver.GetRunResult());
        return [.. driver.GetRunResult().Results.SelectMany(r => r.GeneratedSources).Select(s => (s.HintName, s.SourceText.ToString()))];
    }
}
