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

    private FilteredFolder(TensorBoardFilter filter, string path)
    {
        (_filter, Path) = (filter, path);
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

    /// <summary>The full path of the folder; its given name if nothing is written.</summary>
    public string Path { get; }

    /// <summary>Creates the folders of filters.</summary>
    /// <param name="filters">The filters.</param>
    /// <param name="root">The folder of the callback; null if nothing is written.</param>
    /// <param name="run">The run; null outside of a run.</param>
    /// <param name="now">The date outside of a run.</param>
    /// <param name="reserved">The names of folders below the root that have other values.</param>
    /// <exception cref="TrainingException">A regular expression is invalid, or a folder is not possible.</exception>
    public static IReadOnlyList<FilteredFolder> Create(
        IReadOnlyList<TensorBoardFilter> filters, string? root, Run? run, DateTimeOffset now, IEnumerable<string> reserved)
    {
        var used = new HashSet<string>(reserved.Select(r => FilterPath.Combine(root, r)), StringComparer.OrdinalIgnoreCase);
        var folders = new List<FilteredFolder>();
        foreach (var filter in filters)
        {
            var path = FilterPath.Resolve(filter, root, run, now);
            if (!used.Add(path))
                throw new TrainingException(
                    $"TensorBoard's filter '{filter.Pattern}' cannot use folder '{filter.Folder}', because other values are written there."
                );
            folders.Add(new FilteredFolder(filter, path));
        }

        return folders;
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
        : $"TensorBoard's filter '{_filter.Pattern}' for folder '{_filter.Folder}' matched none of {string.Join(", ", _unmatched)}.";
}
