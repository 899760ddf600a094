using System.CommandLine;
using System.IO.Compression;
using Gen.IO;
using Gen.Tool.Reading;

namespace Gen.Tool.Commands;

/// <summary><c>gen export</c>: one archive with everything that belongs to a run.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> s_run = new("RUN") { Description = "The number of the run, or its folder." };

    private static readonly Option<string?> s_output = new("--output", "-o")
    {
        Description = "The archive (default: run-N.zip).",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command("export", "Write one archive with the folder of a run, its sources and the files that it read.")
        {
            s_run, s_output,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult line)
    {
        var root = RunsFolder.Find(line);
        var run = RunsFolder.Run(RunsFolder.Read(root), line.GetValue(s_run)!);
        var file = line.GetValue(s_output) ?? $"run-{run.Id.Replace('/', '-')}.zip";
        if (string.IsNullOrWhiteSpace(file) || file.Contains('\0') || Directory.Exists(file))
            throw new UserErrorException($"'{file}' is no name of a file.");
        if (File.Exists(file))
            throw new UserErrorException($"'{file}' exists. The option --output names another file.");
        AtomicFile.Save(file, stream => Write(run, stream));
        Console.Out.WriteLine($"Wrote '{file}'.");
        return 0;
    }

    private static void Write(RunRow run, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        var name = Path.GetFileName(run.Folder);
        foreach (var file in RunPath.Files(run.Folder, recursive: true, refuse: Console.Error.WriteLine).Order(StringComparer.Ordinal))
            Add(archive, file, Path.Combine(name, Path.GetRelativePath(run.Folder, file)));

        // Copies are named by their content, and stand beside the runs: only their names are taken from the record.
        var (details, parent) = (RunDetails.Read(run.Folder), Path.GetDirectoryName(run.Folder)!);
        foreach (var (folder, copies) in ((string, IReadOnlyList<(string File, string Copy)>)[])
            [("_resources", details.Resources), ("_sources", [.. details.Sources, ("git.diff", details.Diff)])])
        {
            foreach (var copy in copies.Select(c => Path.GetFileName(c.Copy)).Where(c => c.Length > 0).Distinct())
            {
                if (new FileInfo(Path.Combine(parent, folder, copy)) is { Exists: true, LinkTarget: null } file)
                    Add(archive, file.FullName, Path.Combine(folder, copy));
            }
        }
    }

    private static void Add(ZipArchive archive, string file, string name)
    {
        var entry = archive.CreateEntry(name.Replace(Path.DirectorySeparatorChar, '/'));
        using var source = new FileStream(RunPath.ForReading(file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = entry.Open();
        source.CopyTo(target);
    }
}
