using System.Collections.Generic;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.NoEffect;

/// <summary>Attributes of properties that nothing reads: <c>[FromConfig]</c> outside a named config, a validation attribute that is not enforced.</summary>
internal static class IdlePropertyAttributes
{
    // Harmless where it says nothing: a value type is never missing, a length limit of 0 never reached.
    private static readonly string[] s_harmless = ["RequiredAttribute", "MinLengthAttribute", "MaxLengthAttribute"];

    public static IEnumerable<IdleAttribute> In(IPropertySymbol property, Experiments experiments)
    {
        if (property.GetAttributes().IsEmpty)
            yield break;
        var type = property.ContainingType;
        var isConfig = Experiments.IsExperiment(type) || type.HasAttribute(KnownNames.Config);

        // The base class of named configs need not be one itself.
        if (property.FindAttribute(KnownNames.FromConfig) is { } fromConfig && (isConfig || (type.IsSealed && !Experiments.ExperimentsOf(type).Any())))
            yield return new(fromConfig, isConfig ? $"'{property.Name}' is an entry itself" : $"'{type.Name}' is not a named config of an experiment");
        if (!isConfig || experiments.ConfigOf(type).Entries.FirstOrDefault(e => SymbolEqualityComparer.Default.Equals(e.Property, property)) is not { } entry)
            yield break;
        var enforced = ValidationShape.Read(entry).Select(v => v.Attribute).ToArray();
        foreach (var attribute in property.GetAttributes())
        {
            if (IsValidation(attribute) && !enforced.Contains(attribute) && !IsHarmless(attribute, entry))
                yield return new(attribute, $"it is not enforced for an entry of type '{property.Type.Shown()}'");
        }
    }

    private static bool IsHarmless(AttributeData attribute, EntryShape entry) =>
        s_harmless.Contains(attribute.AttributeClass!.Name) && (attribute.AttributeClass.Name == "RequiredAttribute" || entry.Value.IsCollection || entry.Value.Kind == ValueKind.String);

    private static bool IsValidation(AttributeData attribute) =>
        attribute.AttributeClass is { } type && type.WithBaseTypes().Any(t => t.Is(KnownNames.DataAnnotations + ".ValidationAttribute"));
}
