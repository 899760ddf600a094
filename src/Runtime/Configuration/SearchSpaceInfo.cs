using System.ComponentModel;
using Gen.Search;

namespace Gen.Configuration;

/// <summary>Describes a search space. Created by generated code.</summary>
/// <param name="Name">The name, in snake_case.</param>
/// <param name="Doc">The first paragraph of the doc comment, on one line; null without one.</param>
/// <param name="Minimize">The scalar that is minimized; null for none.</param>
/// <param name="Maximize">The scalar that is maximized; null for none.</param>
/// <param name="Read">Reads what an instance, or for null a new one, gives to which entries.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SearchSpaceInfo(
    string Name, string? Doc, string? Minimize, string? Maximize, Func<object?, IEnumerable<(string Key, ISearchValues Values)>> Read)
{
    /// <summary>Returns the words of a command line that describe the space.</summary>
    internal IReadOnlyList<string> Words(object? space) => [.. Read(space).Select(d => d.Values.ToWord(d.Key))];
}
