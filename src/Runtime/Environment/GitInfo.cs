namespace Gen;

/// <summary>The state of a git repository. Dirty: tracked files differ from the commit, as Sacred and <c>git describe --dirty</c> see it.</summary>
internal sealed record GitInfo(string Root, string? Commit, bool Dirty, string Url)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Looks at the repository that the program comes from; null if there is none, or no git.</summary>
    public static GitInfo? Gather(RunStart start)
    {
        var root = start.BaseDirectory is { } given ? RootOf(given) : RootOf(AppContext.BaseDirectory) ?? RootOf(Environment.CurrentDirectory);
        if (root is null || ExternalTool.Find("git") is not { } git)
            return null;
        if (ExternalTool.Run(git, root, Limit, "status", "--porcelain=v2", "--branch", "--untracked-files=no") is not { } status)
            return null;
        var url = ExternalTool.Run(git, root, Limit, "config", "--get", "remote.origin.url")?.Trim();
        var (commit, dirty) = Parse(status);
        return new GitInfo(root, commit, dirty, string.IsNullOrEmpty(url) ? "git:/" + root : url);
    }

    /// <summary>Refuses to go on unless the program's repository is as its commit says.</summary>
    /// <exception cref="UncleanRepositoryException">It is not, or there is no repository.</exception>
    public static void EnforceClean(RunStart start)
    {
        if (Gather(start) is not { } repository)
            throw new UncleanRepositoryException(
                $"Cannot enforce a clean repository: no git repository found at '{ProgramLocation.From(start).BaseDirectory}', or git is not installed.");
        if (repository.Dirty || repository.Commit is null)
            throw new UncleanRepositoryException($"The repository '{repository.Root}' has uncommitted changes: commit them, or run without --enforce-clean.");
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

    // Walking up is cheaper than starting git where there is no repository. In a worktree or submodule .git is a file.
    private static string? RootOf(string directory)
    {
        for (var folder = Path.GetFullPath(directory); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Exists(Path.Combine(folder, ".git")))
                return folder;
        }

        return null;
    }
}
