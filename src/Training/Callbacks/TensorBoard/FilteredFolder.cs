using System.Text.RegularExpressions;

namespace Gen.Training;

/// <summary>A folder that shows the values whose names match.</summary>
internal sealed class FilteredFolder
{
    private static readonly TimeSpan s_longestMatch = TimeSpan.FromSeconds(1);

    private readonly TensorBoardFilter _filter;
    private readonly Regex _pattern;
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private bool _matched;

    private FilteredFolder(TensorBoardFilter filter)
    {
        _filter = filter;
        try
        {
            _pattern = new Regex(filter.Pattern, RegexOptions.CultureInvariant, s_longestMatch);
        }
        catch (ArgumentException e)
        {
            throw new TrainingException($"TensorBoard's filter '{filter.Pattern}' for the folder '{filter.Folder}' is no regular expression: {e.Message}", e);
        }
    }

    /// <summary>The folder's name.</summary>
    public string Folder => _filter.Folder;

    /// <summary>Checks filters and makes their folders.</summary>
    /// <exception cref="TrainingException">An expression is none, or a folder is no name, taken, or given twice.</exception>
    public static IReadOnlyList<FilteredFolder> Of(IReadOnlyList<TensorBoardFilter> filters)
    {
        var taken = new HashSet<string>(EventPlaces.Taken, StringComparer.OrdinalIgnoreCase);
        foreach (var filter in filters)
        {
            if (string.IsNullOrWhiteSpace(filter.Folder) || filter.Folder.Trim('.').Length == 0 || filter.Folder.IndexOfAny(['/', '\\', '\0', ':']) >= 0)
                throw new TrainingException($"TensorBoard's filter '{filter.Pattern}' needs a plain name as its folder, not '{filter.Folder}'");
            if (!taken.Add(filter.Folder))
                throw new TrainingException($"TensorBoard's filter '{filter.Pattern}' cannot have the folder '{filter.Folder}': other values are written there");
        }

        return [.. filters.Select(f => new FilteredFolder(f))];
    }

    /// <summary>Whether a value belongs here.</summary>
    public bool Takes(string name)
    {
        var matches = _pattern.IsMatch(name);
        _matched |= matches;
        if (!_matched)
            _names.Add(name);
        return matches;
    }

    /// <summary>What to tell of a filter that let nothing through; null if it did, or if there was nothing.</summary>
    public string? Complaint() => _matched || _names.Count == 0
        ? null
        : $"TensorBoard's filter '{_filter.Pattern}' matched nothing, so '{Folder}' shows nothing; there are {string.Join(", ", _names)}";
}
