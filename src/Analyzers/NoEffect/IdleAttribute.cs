using System.Linq;
using Gen.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.NoEffect;

/// <summary>An attribute that does nothing where it stands.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Reason">Why, and what to do, as the end of a sentence.</param>
internal readonly record struct IdleAttribute(AttributeData Attribute, string Reason);

internal static class AttributeNames
{
    /// <summary>As it is written: <c>Captured&lt;ApiDocs&gt;</c>.</summary>
    public static string ShownName(this AttributeData attribute)
    {
        var type = attribute.AttributeClass!;
        var name = type.Name.EndsWith("Attribute", System.StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - "Attribute".Length) : type.Name;
        return type.TypeArguments.IsEmpty ? name : $"{name}<{string.Join(", ", type.TypeArguments.Select(t => t.Shown()))}>";
    }
}
