namespace Gen.Training;

/// <summary>Chooses where a value is written: its standard folder, and the folders of the filters that match its name.</summary>
/// <param name="folders">The event files, which are open.</param>
/// <param name="filters">The folders of filters.</param>
/// <param name="hasStandard">Whether the standard folders are written.</param>
internal sealed class EventRoutes(EventFolders folders, IReadOnlyList<FilteredFolder> filters, bool hasStandard)
{
    /// <summary>The folders of filters.</summary>
    public IReadOnlyList<FilteredFolder> Filters => filters;

    /// <summary>Returns where a value is written.</summary>
    /// <param name="name">The name that filters match, and the tag in their folders: <c>val_precision/3</c>.</param>
    /// <param name="folder">The standard folder.</param>
    /// <param name="tag">The tag in the standard folder.</param>
    public IReadOnlyList<EventTarget> Find(string name, string folder, string tag) =>
        hasStandard ? [new(folders[folder], tag), .. FindFiltered(name)] : [.. FindFiltered(name)];

    /// <summary>Returns the folders of the filters that match a name.</summary>
    public IEnumerable<EventTarget> FindFiltered(string name) =>
        filters.Where(filter => filter.Matches(name)).Select(filter => new EventTarget(folders[filter.Path], name));
}

/// <summary>A place where a value is written.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Tag">The tag.</param>
internal readonly record struct EventTarget(EventFolder Folder, string Tag);
