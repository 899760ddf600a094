using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>Whether a text names a member of an enum, or several of a flags enum.</summary>
internal static class EnumText
{
    public static bool Parses(ValueSemantics shape, ITypeSymbol type, string text)
    {
        text = text.Trim();
        var names = shape.Members.Select(m => m.Name).ToArray();
        return (text == "0" && !HasZero(Underlying(type)))
            || (shape.IsFlags ? text.Split(',') : [text]).All(t => EnumNames.Find(t.Trim(), names) is not null);
    }

    private static bool HasZero(ITypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Any(f => f.HasConstantValue && System.Convert.ToDecimal(f.ConstantValue) == 0);

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
}
