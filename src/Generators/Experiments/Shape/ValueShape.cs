using System;
using Gen.Generators.Common;

namespace Gen.Generators.Experiments.Shape;

/// <summary>What kind of value an entry holds.</summary>
internal enum ValueKind
{
    Boolean,
    Integer,
    Floating,
    Decimal,
    String,
    Enum,
    DateTime,
    DateTimeOffset,
    TimeSpan,
    Guid,
    Array,
    List,
    Dictionary,
}

/// <summary>An entry's type, without Roslyn's symbols.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="FullName">The C# type as generated code writes it, without a trailing <c>?</c>.</param>
/// <param name="IsNullable">True for <c>T?</c>, of a value or reference type.</param>
/// <param name="Item">Type of an array's, list's or dictionary's items, in an array of one; else empty.</param>
/// <param name="Members">An enum's members in order of declaration.</param>
/// <param name="IsFlags">True for a <c>[Flags]</c> enum.</param>
internal sealed record ValueShape(
    ValueKind Kind,
    string FullName,
    bool IsNullable,
    EquatableArray<ValueShape> Item = default,
    EquatableArray<EnumMember> Members = default,
    bool IsFlags = false)
{
    public bool IsCollection => Kind is ValueKind.Array or ValueKind.List or ValueKind.Dictionary;

    /// <summary>As help texts show it.</summary>
    public string HelpText
    {
        get
        {
            var text = Kind switch
            {
                ValueKind.Enum => string.Join("|", Members),
                ValueKind.Array or ValueKind.List => Item[0].HelpText + "[]",
                ValueKind.Dictionary => "{key: " + Item[0].HelpText + "}",
                _ => TypeModels.SimpleName(FullName),
            };
            return !IsNullable ? text : Kind == ValueKind.Enum ? text + "|null" : text + "?";
        }
    }
}

/// <summary>A member of an enum.</summary>
internal sealed record EnumMember(string Name, bool IsAlias)
{
    public override string ToString() => Name;
}
