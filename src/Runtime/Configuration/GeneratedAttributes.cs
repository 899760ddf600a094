using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>
/// What help texts say of the entries of a public <see cref="ConfigAttribute"/> class: metadata holds neither doc comments nor
/// initializers. The generator writes it where the class is compiled, and reads it in projects that reference that assembly. Not meant to
/// be written by hand.
/// </summary>
/// <param name="type">The class.</param>
/// <param name="texts">
/// Three texts an entry: its property; the first paragraph of the doc comment, null without one; the text of the initializer, null without
/// one or where it is long.
/// </param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConfigTextAttribute(Type type, params string?[] texts) : Attribute
{
    /// <summary>The class.</summary>
    public Type Type { get; } = type;

    /// <summary>Three texts an entry: its property, what it is, and its initializer.</summary>
    public string?[] Texts { get; } = texts;
}

/// <summary>Put by the generator on the entries that it adds to an experiment (<c>seed</c>, <c>device</c>), to tell them from the user's
/// own.</summary>
[AttributeUsage(AttributeTargets.Property)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImplicitEntryAttribute : Attribute;
