using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>The programs that are changed: every sample, and those beside the tests, which have what no sample has.</summary>
internal static class SourcePrograms
{
    // What the SDK adds to a project beside what all test sources have.
    private static readonly SourceFile s_usings = new("SdkUsings.cs", "global using System.IO; global using System.Linq; global using System.Net.Http;");

    private static readonly Lazy<IReadOnlyList<Subject>> s_all = new(() => [.. Folders().Select(f => new Subject(Path.GetFileName(f), Read(f)))]);

    public static IReadOnlyList<Subject> All => s_all.Value;

    private static IEnumerable<string> Folders()
    {
        var root = DocumentationPage.Root;
        var own = Path.Combine(root, "tests", "Analyzers.Tests", "Mutations", "Programs");
        return Directory.GetDirectories(Path.Combine(root, "samples")).Concat(Directory.GetDirectories(own)).OrderBy(Path.GetFileName, StringComparer.Ordinal);
    }

    private static IReadOnlyList<SourceFile> Read(string folder) =>
        [.. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(f => new SourceFile(Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText(f)))
            .Where(f => !f.Path.StartsWith("obj/", StringComparison.Ordinal) && !f.Path.StartsWith("bin/", StringComparison.Ordinal))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Append(s_usings)];
}
