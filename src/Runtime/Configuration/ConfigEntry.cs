using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>Describes an entry. Created by generated code.</summary>
/// <param name="Key">The key within the object that has the entry, in snake_case; for the entries of an experiment with the prefixes of
/// its blocks.</param>
/// <param name="Type">The type in the help text: <c>int</c>, <c>double[]</c>, <c>adam|sgd</c>.</param>
/// <param name="Doc">The first paragraph of the doc comment, on one line; null without one.</param>
/// <param name="Kind">Whether and how the entry can be set.</param>
/// <param name="IsSecret">Whether the value is neither recorded nor shown.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ConfigEntry(
    string Key,
    string Type,
    string? Doc = null,
    ConfigEntryKind Kind = ConfigEntryKind.Value,
    bool IsSecret = false
);

/// <summary>Specifies whether and how an entry can be set.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ConfigEntryKind
{
    /// <summary>A value that is set as a whole.</summary>
    Value,

    /// <summary>A dictionary, which is set as a whole or item by item (<c>options.alpha=3</c>).</summary>
    Dictionary,

    /// <summary>A value that is computed from other entries. It is recorded and cannot be set.</summary>
    Derived,
}

/// <summary>Describes a named config. Created by generated code.</summary>
/// <param name="Name">The recorded name, in snake_case.</param>
/// <param name="Doc">The first paragraph of the doc comment, on one line; null without one.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record NamedConfigInfo(string Name, string? Doc);
