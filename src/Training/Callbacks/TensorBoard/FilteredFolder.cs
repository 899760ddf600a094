using System.Text.RegularExpressions;

namespace Gen.Training;

/// <summary>A folder with the values whose names match a regular expression.</summary>
internal sealed class FilteredFolder
{
    private static readonly TimeSpan s_matchTimeout = TimeSpan.FromSeconds(1);

    private readonly TensorBoardFilter _filter;
    private readonly Regex _pattern;
    private readonly SortedSet<string> _unmatched = new(StringComparer.Ordinal);
    private bool _hasMatch;

    private FilteredFolder(TensorBoardFilter filter)
    {
        _filter = filter;
        try
        {
            _pattern = new Regex(filter.Pattern, RegexOptions.CultureInvariant, s_matchTimeout);
        }
        catch (ArgumentException e)
        {
            throw new TrainingException(
                $"TensorBoard's filter '{filter.Pattern}' for folder '{filter.Folder}' is not a regular expression: {e.Message}",
                e
            );
        }
    }

    /// <summary>The name of the folder.</summary>
    public string Folder => _filter.Folder;

    /// <summary>Creates the folders of filters.</summary>
    /// <exception cref="TrainingException">A regular expression is invalid, or a folder name is invalid, reserved or repeated.</exception>
    public static IReadOnlyList<FilteredFolder> Create(IReadOnlyList<TensorBoardFilter> filters)
    {
        var reserved = new HashSet<string>(EventFolders.Reserved, StringComparer.OrdinalIgnoreCase);
        foreach (var filter in filters)
        {
            if (
                string.IsNullOrWhiteSpace(filter.Folder)
                || filter.Folder.Trim('.').Length == 0
                || filter.Folder.IndexOfAny(['/', '\\', '\0', ':']) >= 0
            )
                throw new TrainingException(
                    $"TensorBoard's filter '{filter.Pattern}' must have a plain name as its folder, but has '{filter.Folder}'."
                );
            if (!reserved.Add(filter.Folder))
                throw new TrainingException(
                    $"TensorBoard's filter '{filter.Pattern}' cannot use folder '{filter.Folder}', because other values are written there."
                );
        }

        return [.. filters.Select(f => new FilteredFolder(f))];
    }

    /// <summary>Returns whether a value is written to the folder.</summary>
    public bool Matches(string name)
    {
        var matches = _pattern.IsMatch(name);
        _hasMatch |= matches;
        if (!_hasMatch)
            _unmatched.Add(name);
        return matches;
    }

    /// <summary>Returns a warning if there were values, but none matched; otherwise null.</summary>
    public string? Warning() => _hasMatch || _unmatched.Count == 0
        ? null
        : $"TensorBoard's filter '{_filter.Pattern}' for folder '{Folder}' matched none of {string.Join(", ", _unmatched)}.";
}
