namespace Gen.Training;

/// <summary>The folder of a filter: below the folder of the callback, or in a folder beside it that is not that of another run.</summary>
internal static class FilterPath
{
    // Characters that have a meaning in paths on some systems. Placeholders have colons and are replaced before.
    private const string Refused = "\\:*?\"<>|";

    /// <summary>Returns the full path of a filter's folder.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="root">The folder of the callback; null if nothing is written: then only the name is checked.</param>
    /// <param name="run">The run; null outside of a run.</param>
    /// <param name="now">The date outside of a run.</param>
    /// <exception cref="TrainingException">The folder is not possible. The message says why.</exception>
    public static string Resolve(TensorBoardFilter filter, string? root, Run? run, DateTimeOffset now)
    {
        var template = new FolderTemplate(filter.Folder);
        var name = root is null ? filter.Folder : template.Format(run, now, Path.GetFileName(root));
        if (string.IsNullOrWhiteSpace(name) || Path.IsPathRooted(name))
            throw Refuse(filter, "must be a path relative to the folder of the callback, such as 'custom' or '../shared/{run}'");
        if (root is null)
            return name;
        if (name.Any(c => char.IsControl(c) || Refused.Contains(c)))
            throw Refuse(filter, $"must not have any of the characters {Refused}");
        var path = Path.TrimEndingDirectorySeparator(Combine(root, name));
        if (IsBelow(path, root))
            return path;
        if (IsSame(path, root))
            throw Refuse(filter, "is that of the callback, which has charts and the graph");
        if (Path.GetDirectoryName(root) is not { } parent || !IsBelow(path, parent))
            throw Refuse(filter, $"must be below or beside '{root}'");
        var beside = Path.GetRelativePath(parent, path).Split(Path.DirectorySeparatorChar)[0];
        if (beside.All(char.IsAsciiDigit) || File.Exists(Path.Combine(parent, beside, "run.json")))
            throw Refuse(filter, "must not be in the folder of another run");
        return path;
    }

    /// <summary>Returns the full path of a folder.</summary>
    public static string Combine(string? root, string name) => root is null ? name : Path.GetFullPath(name, root);

    private static bool IsSame(string path, string other) =>
        string.Equals(path, Path.TrimEndingDirectorySeparator(other), StringComparison.OrdinalIgnoreCase);

    private static bool IsBelow(string path, string folder) => path.StartsWith(
        Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);

    private static TrainingException Refuse(TensorBoardFilter filter, string why) =>
        new($"The folder '{filter.Folder}' of TensorBoard's filter '{filter.Pattern}' {why}.");
}
