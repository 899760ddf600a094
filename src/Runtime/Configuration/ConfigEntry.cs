using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>What generated code tells of one entry.</summary>
/// <param name="Key">Recorded key, snake_case, dotted in a block.</param>
/// <param name="Type">The type as a reader of the help text wants it: <c>int</c>, <c>double[]</c>, <c>adam|sgd</c>.</param>
/// <param name="Doc">First paragraph of the doc comment, one line; null without one.</param>
/// <param name="Default">Text of its initializer, for the help text; null if it has none or a long one.</param>
/// <param name="Kind">Whether and how it can be set.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ConfigEntry(
    string Key,
    string Type,
    string? Doc = null,
    string? Default = null,
    ConfigEntryKind Kind = ConfigEntryKind.Value
);

/// <summary>Whether and how an entry can be set.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ConfigEntryKind
{
    /// <summary>One value, set as a whole.</summary>
    Value,

    /// <summary>A dictionary: set as a whole or item by item (<c>options.alpha=3</c>).</summary>
    Dictionary,

    /// <summary>Computed from other entries; recorded, never set.</summary>
    Derived,
}

/// <summary>What generated code tells of one named config.</summary>
/// <param name="Name">Recorded name, snake_case.</param>
/// <param name="Doc">First paragraph of the doc comment, one line; null without one.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record NamedConfigInfo(string Name, string? Doc);
