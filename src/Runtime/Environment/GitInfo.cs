namespace Gen;

/// <summary>
/// The state of a git repository. It is dirty if tracked files differ from the commit, as for Sacred and <c>git describe --dirty</c>.
/// </summary>
internal sealed record GitInfo(string Root, string? Commit, bool Dirty, string Url)
{
    private const int MaxDiff = 1 << 20;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly byte[] s_cut = [.. "# The difference is longer than 1 MB. The rest was left out.\n"u8];

    /// <summary>Reads the state of the program's repository; null if there is no repository, or no git.</summary>
    public static GitInfo? Read(RunStart start)
    {
        var root = start.BaseDirectory is { } given
            ? FindRoot(given)
            : FindRoot(AppContext.BaseDirectory) ?? FindRoot(Environment.CurrentDirectory);
        if (root is null || ExternalTool.Find("git") is not { } git)
            return null;
        if (ExternalTool.Run(git, root, Timeout, "status", "--porcelain=v2", "--branch", "--untracked-files=no") is not { } status)
            return null;
        var url = ExternalTool.Run(git, root, Timeout, "config", "--get", "remote.origin.url")?.Trim();
        var (commit, dirty) = Parse(status);
        return new GitInfo(root, commit, dirty, string.IsNullOrEmpty(url) ? "git:/" + root : WithoutCredentials(url));
    }

    /// <summary>
    /// Returns how the tracked files differ from the commit, as <c>git diff</c> prints it: the first megabyte, up to a whole line, and then
    /// a line that says so. Null if they do not differ, or there is no commit.
    /// </summary>
    public byte[]? ReadDiff()
    {
        if (!Dirty || Commit is null || ExternalTool.Find("git") is not { } git)
            return null;
        var diff = ExternalTool.RunForBytes(
            git, Root, Timeout, MaxDiff, "-c", "core.quotePath=false", "diff", "--no-color", "--no-ext-diff", "--no-textconv", Commit);
        if (diff is null or [])
            return null;
        return diff.Length < MaxDiff
            ? diff
            : [.. diff[..(diff.AsSpan(..(MaxDiff - s_cut.Length)).LastIndexOf((byte)'\n') + 1)], .. s_cut];
    }

    /// <summary>Returns an address with <c>***</c> in place of what gives access: <c>https://***@host/path</c>.</summary>
    public static string WithoutCredentials(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return url;
        var (start, path) = (scheme + 3, url.IndexOf('/', scheme + 3));
        var host = url[start..(path < 0 ? url.Length : path)].LastIndexOf('@') + start;
        if (host < start)
            return url;
        var (user, colon) = (url[start..host], url.IndexOf(':', start, host - start));

        // A name alone may be a token, but not that of ssh.
        var shown = colon >= 0 ? url[start..colon] + ":***" : url.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? "***" : user;
        return url[..start] + shown + url[host..];
    }

    /// <summary>Checks that the program's repository has no uncommitted changes.</summary>
    /// <exception cref="UncleanRepositoryException">The repository has changes or does not exist.</exception>
    public static void EnforceClean(RunStart start)
    {
        if (Read(start) is not { } repository)
        {
            var folder = ProgramLocation.From(start).BaseDirectory;
            throw new UncleanRepositoryException(
                $"Cannot enforce a clean repository: no git repository was found at '{folder}', or git is not installed.");
        }

        if (repository.Dirty || repository.Commit is null)
            throw new UncleanRepositoryException(
                $"Repository '{repository.Root}' has uncommitted changes. Commit them, or run without --enforce-clean.");
    }

    /// <summary>Reads <c>git status --porcelain=v2 --branch</c>: headers start with #, every other line is a change.</summary>
    private static (string? Commit, bool Dirty) Parse(string status)
    {
        const string oid = "# branch.oid ";
        string? commit = null;
        var dirty = false;
        foreach (var line in status.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith(oid, StringComparison.Ordinal))
                commit = line[oid.Length..].Trim() is var id && id != "(initial)" ? id : null;
            dirty |= line[0] != '#';
        }

        return (commit, dirty);
    }

    // Cheaper than starting git where there is no repository. In a worktree or submodule, .git is a file.
    private static string? FindRoot(string directory)
    {
        for (var folder = Path.GetFullPath(directory); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Exists(Path.Combine(folder, ".git")))
                return folder;
        }

        return null;
    }
}
