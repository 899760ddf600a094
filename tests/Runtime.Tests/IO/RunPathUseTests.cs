using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Gen.Runtime.Tests.IO;

/// <summary>Code that opens files of runs asks <c>RunPath</c> for their paths.</summary>
public sealed partial class RunPathUseTests
{
    private static readonly string[] s_folders =
        ["Runtime/IO", "Runtime/Observers", "Runtime/Runs", "Runtime/Storage", "Runtime/TensorBoard", "Training/Callbacks",
        "Training/Charts", "Training/Checkpoints"];

    // They open what is not below a run: temporary folders, the runs directory, a folder that the run has just created, files of the
    // user's; or, of claims, what this process has created under a name that did not exist.
    private static readonly string[] s_others =
        ["FileRunStore.cs", "HighWaterMark.cs", "History.cs", "ProgressBar.cs", "ReservedFile.cs", "Run.Recording.cs", "RunFolderClaim.cs",
        "RunFolders.cs", "RunQueue.cs", "RunRecord.cs", "RunSession.cs", "WorkClaim.cs", "WorkClaims.cs"];

    [Fact]
    public void FilesOfRuns_AreOpenedByRunPath()
    {
        var files = s_folders.SelectMany(f => Directory.GetFiles(Path.Combine(Source(), f), "*.cs", SearchOption.AllDirectories));
        var opening = files.Where(f => Opening().IsMatch(File.ReadAllText(f))).ToList();
        Assert.True(opening.Count > 15);
        var without = opening.Where(f => !File.ReadAllText(f).Contains("RunPath")).Select(f => Path.GetFileName(f));
        Assert.Equal(s_others, without.Order(StringComparer.Ordinal));
    }

    private static string Source([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "src"));

    [GeneratedRegex(
        @"\b(File|Directory)\.(Open|Create|Delete|Enumerate|Get(Files|Directories)|Read|Write|Move|Copy|Append)\w*\(|"
        + @"new (FileStream|StreamWriter|StreamReader)\(")]
    private static partial Regex Opening();
}
