using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>
/// What help texts say of an entry of a public <see cref="ConfigAttribute"/> class: metadata holds neither doc comments nor initializers. The generator
/// writes it where the class is compiled, and reads it in projects that reference that assembly. Not meant to be written by hand.
/// </summary>
/// <param name="type">The class.</param>
/// <param name="property">Its property.</param>
/// <param name="summary">First paragraph of the doc comment; null without one.</param>
/// <param name="initializer">Text of the initializer; null without one, or where it is long.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConfigTextAttribute(Type type, string property, string? summary, string? initializer) : Attribute
{
    /// <summary>The class.</summary>
    public Type Type { get; } = type;

    /// <summary>Its property.</summary>
    public string Property { get; } = property;

    /// <summary>First paragraph of the doc comment; null without one.</summary>
    public string? Summary { get; } = summary;

    /// <summary>Text of the initializer; null without one, or where it is long.</summary>
    public string? Initializer { get; } = initializer;
}
