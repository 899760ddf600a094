using System.Runtime.CompilerServices;

namespace Gen.Generators.Tests.Support;

/// <summary>The folder of the repository.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    private static string FindRoot([CallerFilePath] string file = "")
    {
        var folder = Path.GetDirectoryName(file);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Gen.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("Gen.sln is in no folder above the tests");
    }
}
