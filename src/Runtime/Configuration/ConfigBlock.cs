using System.ComponentModel;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>Describes a property that holds a block. Created by generated code.</summary>
/// <param name="key">The key within the object that has the block, in snake_case.</param>
/// <param name="schema">The schema of the type of the property.</param>
/// <param name="doc">The first paragraph of the doc comment, on one line; null without one.</param>
/// <param name="isNullable">Whether the property can be null. The default value is false.</param>
/// <param name="canSet">Whether the property has a setter. The default value is true.</param>
/// <param name="moreKinds">The kinds that the property adds to those of the schema; null for none.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConfigBlock(
    string key, ConfigSchema schema, string? doc = null, bool isNullable = false, bool canSet = true, ConfigKind[]? moreKinds = null)
{
    /// <summary>The name that stands for no block.</summary>
    internal const string None = "none";

    internal string Key => key;

    internal ConfigSchema Schema => schema;

    internal string? Doc => doc;

    internal bool IsNullable => isNullable;

    internal bool CanSet => canSet;

    /// <summary>The kinds, of which the block has one; empty for a block of one type.</summary>
    internal ConfigKind[] Kinds { get; } = [.. schema.Kinds, .. moreKinds ?? []];

    /// <summary>Whether the block is one of several.</summary>
    internal bool HasKinds => Kinds.Length > 0;

    /// <summary>The names of the kinds, and <c>none</c> for a block that can be null.</summary>
    internal IEnumerable<string> Names => Kinds.Select(k => k.Name).Concat(IsNullable ? [None] : []);

    /// <summary>Returns the kind of a block; null if it has none.</summary>
    internal ConfigKind? KindOf(object? value)
    {
        foreach (var kind in Kinds)
        {
            if (value is not null && kind.Schema.Describes(value))
                return kind;
        }

        return null;
    }

    /// <summary>Returns the kind with a name, ignoring case, <c>_</c> and <c>-</c>; null if there is none.</summary>
    internal ConfigKind? FindKind(string name)
    {
        var normalized = KeyName.Normalize(name);
        return Array.Find(Kinds, k => KeyName.Normalize(k.Name) == normalized);
    }

    /// <summary>Returns why a value, which code gave, cannot be the block; null if it can.</summary>
    internal string? KindProblem(string key, object? value)
    {
        if (!HasKinds || KindOf(value) is not null || (value is null && IsNullable))
            return null;
        var found = value is null ? "null" : $"a {value.GetType().Name}";
        return $"Block '{key}' must be one of {string.Join(", ", Names)}, but is {found}.";
    }

    /// <summary>Calls a method for the schema of the property's type, and for that of the kind.</summary>
    internal void ForSchemasOf(object value, Action<ConfigSchema> action)
    {
        action(Schema);
        if (KindOf(value) is { } kind)
            action(kind.Schema);
    }
}

/// <summary>Describes a kind of a block that is one of several. Created by generated code.</summary>
/// <param name="name">The name, in snake_case.</param>
/// <param name="schema">The schema of the kind: its entries without those of its base class.</param>
/// <param name="doc">The first paragraph of the doc comment, on one line; null without one.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConfigKind(string name, ConfigSchema schema, string? doc = null)
{
    internal string Name => name;

    internal ConfigSchema Schema => schema;

    internal string? Doc => doc;
}
