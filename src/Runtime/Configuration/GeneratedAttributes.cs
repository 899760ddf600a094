using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>
/// Holds the texts of the entries of a public <see cref="ConfigAttribute"/> class for help texts, because metadata contains neither doc
/// comments nor initializers. Generated where the class is compiled, and read in projects that reference its assembly.
/// </summary>
/// <param name="type">The class.</param>
/// <param name="texts">
/// Three texts per entry: the name of its property, the first paragraph of the doc comment (null without one), and the text of the
/// initializer (null without one, or if it is long).
/// </param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConfigTextAttribute(Type type, params string?[] texts) : Attribute
{
    /// <summary>The class.</summary>
    public Type Type { get; } = type;

    /// <summary>Three texts per entry: the name of its property, its description, and its initializer.</summary>
    public string?[] Texts { get; } = texts;
}

/// <summary>Marks the entries that the generator adds to an experiment: <c>seed</c> and <c>device</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImplicitEntryAttribute : Attribute;
