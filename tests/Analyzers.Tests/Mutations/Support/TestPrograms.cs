using Gen.Analyzers.Tests.Mutations.NeutralEdits;
using Gen.Analyzers.Tests.Robustness;
using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>The programs to change: all samples, and those beside the tests with features that no sample uses.</summary>
internal static class TestPrograms
{
    // Usings that the SDK adds to a project in addition to those of all test sources.
    private static readonly SourceFile s_usings = new(
        "SdkUsings.cs",
        "global using System.IO; global using System.Linq; global using System.Net.Http;"
    );

    private static readonly Lazy<IReadOnlyList<TestProgram>> s_all = new(() =>
        [.. Folders().Select(f => new TestProgram(Path.GetFileName(f), Read(f)))]
    );

    public static IReadOnlyList<TestProgram> All => s_all.Value;

    /// <summary>Takes items of the programs in turn, so that no program outweighs the others.</summary>
    public static IEnumerable<T> Alternately<T>(IEnumerable<T> all, Func<T, TestProgram> program) =>
        all.GroupBy(program).SelectMany(g => g.Select((item, i) => (item, i))).OrderBy(x => x.i).Select(x => x.item);

    private static IEnumerable<string> Folders()
    {
        var root = DocumentationPage.Root;
        var own = Path.Combine(root, "tests", "Analyzers.Tests", "Mutations", "Programs");
        return Directory
            .GetDirectories(Path.Combine(root, "samples"))
            .Concat(Directory.GetDirectories(own))
            .OrderBy(Path.GetFileName, StringComparer.Ordinal);
    }

    private static IReadOnlyList<SourceFile> Read(string folder) =>
        [.. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(f => new SourceFile(Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText(f)))
            .Where(f => !f.Path.StartsWith("obj/", StringComparison.Ordinal) && !f.Path.StartsWith("bin/", StringComparison.Ordinal))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Append(s_usings)];
}

/// <summary>
/// The programs in another style: with all neutral edits of some kinds at once. Mistakes must be found in these as well.
/// </summary>
internal static class RestyledPrograms
{
    private static readonly string[] s_styles =
    [
        "types wrapped in a namespace",
        "attribute by its full name",
        "body in braces",
        "parameter in another spelling",
        "members in another order",
        "accessors in another order, set for init",
    ];

    private static readonly Lazy<IReadOnlyList<TestProgram>> s_all = new(() =>
        [.. TestPrograms.All.Where(s => s.Name != "ApiDocs").Select(Restyled)]
    );

    public static IReadOnlyList<TestProgram> All => s_all.Value;

    private static TestProgram Restyled(TestProgram program)
    {
        var random = new Random(1);
        foreach (var kind in s_styles.Select(style => AllNeutralEdits.Kinds.Single(k => k.Name == style)))
        {
            var change = new Change();
            foreach (var one in kind.Find(program, random))
                change.TryAdd(one);
            program = new TestProgram(program.Name, change.ApplyTo(program.Files));
        }

        return new TestProgram(program.Name + "Restyled", program.Files);
    }
}

/// <summary>The part of a seeded list that a test uses: all with <c>GEN_FULL_TESTS=1</c>, else every tenth.</summary>
internal static class Sampling
{
    private static readonly int s_step = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 1 : 10;

    public static IEnumerable<T> Take<T>(IEnumerable<T> all) => all.Where((_, i) => i % s_step == 0);
}
