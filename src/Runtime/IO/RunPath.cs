using System.IO.Enumeration;

namespace Gen.IO;

/// <summary>
/// Paths of files and folders that are opened. A run folder may come from anyone, so that below one nothing is opened through a link that
/// leads out of it, and nothing that is no regular file. A run folder is one with <c>run.json</c> and <c>config.json</c>; it may be
/// reached by links itself. Compiled into the runtime and into the training library.
/// </summary>
/// <remarks>All members return the path to open, and throw an <see cref="IOException"/> that names the link. Paths that are not below a
/// run folder are returned as they are.</remarks>
internal static class RunPath
{
    private const int MaxLinks = 40;

    private static readonly StringComparison s_comparison =
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Returns the path of a folder whose content is used, or that is created.</summary>
    public static string Folder(string path) => Resolve(path, out _);

    /// <summary>Returns the path of a file that is read.</summary>
    public static string ForReading(string path)
    {
        var target = Resolve(path, out var isInRun);
        return isInRun && !HasLength(target) ? throw new IOException($"'{path}' is empty or not a regular file.") : target;
    }

    /// <summary>Returns the path of a file that is created, or changed where it is. What is no regular file is deleted.</summary>
    public static string ForWriting(string path)
    {
        var target = Resolve(path, out var isInRun);
        if (isInRun && File.Exists(target) && !HasLength(target))
            File.Delete(target);
        return target;
    }

    /// <summary>Returns the path of a file that is created anew, replaced or deleted: if it is a link, that is itself.</summary>
    public static string ForReplacing(string path)
    {
        // Empty for a name in the current directory.
        if (Path.GetDirectoryName(path) is not { Length: > 0 } folder)
            return path;
        return Path.Combine(Resolve(folder, out _), Path.GetFileName(path));
    }

    /// <summary>Creates a folder.</summary>
    public static void CreateFolder(string path) => Directory.CreateDirectory(Folder(path));

    /// <summary>Deletes a file, or a link to one.</summary>
    public static void Delete(string path) => File.Delete(ForReplacing(path));

    /// <summary>Returns the paths of the files in a folder, links to files included; none if the folder does not exist.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="recursive">Whether to include subfolders, but not links to folders.</param>
    /// <param name="refuse">Called with the error of each link to a folder that leads out of the run folder.</param>
    public static IEnumerable<string> Files(string folder, bool recursive = false, Action<string>? refuse = null)
    {
        var target = Folder(folder);
        if (!Directory.Exists(target))
            return [];
        return new FileSystemEnumerable<string>(
            target,
            (ref FileSystemEntry entry) => folder + entry.ToSpecifiedFullPath()[target.Length..],
            new EnumerationOptions { RecurseSubdirectories = recursive, AttributesToSkip = 0, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
            {
                if (!entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                    return true;
                if (refuse is not null)
                    CheckLink(entry.ToFullPath(), refuse);
                return false;
            },
        };
    }

    private static void CheckLink(string path, Action<string> refuse)
    {
        try
        {
            Folder(path);
        }
        catch (IOException e)
        {
            refuse(e.Message);
        }
    }

    // Pipes, sockets and devices have no length. They are not opened, which could wait for ever; an empty file has nothing to read or to
    // lose.
    private static bool HasLength(string file) => new FileInfo(file).Length > 0;

    private static string Resolve(string path, out bool isInRun)
    {
        isInRun = false;
        var full = Path.GetFullPath(path);
        var result = path;
        for (var end = Path.GetPathRoot(full)!.Length; (end = full.IndexOf(Path.DirectorySeparatorChar, end)) >= 0; end++)
        {
            var folder = full[..end];
            if (!IsRun(folder))
                continue;
            var target = WithinRun(folder, full[(end + 1)..]);
            (isInRun, result) = (true, isInRun ? result : target);
        }

        return result;
    }

    private static bool IsRun(string folder) =>
        File.Exists(Path.Combine(folder, "run.json")) && File.Exists(Path.Combine(folder, "config.json"));

    private static string WithinRun(string run, string rest)
    {
        var link = FirstLink(run, rest);
        if (link is null)
            return Path.Combine(run, rest);
        var root = Path.GetPathRoot(run)!;
        var real = FollowLinks(root, run[root.Length..]);
        var target = FollowLinks(real, rest);
        return target.StartsWith(real + Path.DirectorySeparatorChar, s_comparison) || string.Equals(target, real, s_comparison)
            ? target
            : throw new IOException($"'{link}' is a link that leads out of the run folder.");
    }

    private static string? FirstLink(string folder, string rest)
    {
        foreach (var part in Parts(rest))
        {
            folder = Path.Combine(folder, part);
            if (LinkTarget(folder) is not null)
                return folder;
        }

        return null;
    }

    // File.ResolveLinkTarget leaves links among the folders of the target as they are.
    private static string FollowLinks(string folder, string rest)
    {
        var pending = new Stack<string>(Parts(rest).Reverse());
        for (var links = 0; pending.TryPop(out var part);)
        {
            var next = Path.Combine(folder, part);
            if (part == "..")
            {
                folder = Path.GetDirectoryName(folder) ?? folder;
            }
            else if (LinkTarget(next) is not { } target)
            {
                folder = next;
            }
            else if (++links > MaxLinks)
            {
                throw new IOException($"'{next}' is a link that leads to itself.");
            }
            else
            {
                var root = Path.GetPathRoot(target)!;
                folder = root.Length > 0 ? root : folder;
                foreach (var piece in Parts(target[root.Length..]).Reverse())
                    pending.Push(piece);
            }
        }

        return folder;
    }

    private static IEnumerable<string> Parts(string path) => path
        .Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)
        .Where(part => part is not ("" or "."));

    private static string? LinkTarget(string path) => new FileInfo(path).LinkTarget;
}
