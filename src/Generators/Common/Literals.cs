using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Common;

/// <summary>C# literals of constant values, the same in every culture.</summary>
internal static class Literals
{
    public static string Text(string? text) =>
        text is null ? "null"
        : IsPlain(text) ? "\"" + text + "\""
        : SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The literal of a constant; enums by cast.</summary>
    public static string Constant(object? value, ITypeSymbol? type)
    {
        if (value is null)
            return "null";
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (type is { TypeKind: TypeKind.Enum })
            return $"({type.FullName()})({Number(value)})";
        return value switch
        {
            bool b => b ? "true" : "false",
            string s => Text(s),
            char c => SymbolDisplay.FormatLiteral(c, quote: true),
            _ => Number(value),
        };
    }

    /// <summary>The default of an optional parameter as the source of another declaration.</summary>
    public static string DefaultOf(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
            return "";
        if (parameter.ExplicitDefaultValue is { } value)
            return Constant(value, parameter.Type);
        if (
            parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            || parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated }
        )
            return "null";
        return
            (parameter.Type.IsReferenceType || parameter.Type is ITypeParameterSymbol { IsValueType: false })
            && parameter.Type.NullableAnnotation != NullableAnnotation.Annotated
            ? "default!"
            : "default";
    }

    // Nearly every text: one that is its own spelling.
    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' or '"' or '\\')
                return false;
        }

        return true;
    }

    /// <summary>A number's literal, with the suffix that keeps its type.</summary>
    public static string Number(object value) =>
        value switch
        {
            double d when double.IsNaN(d) => "double.NaN",
            double d when double.IsInfinity(d) => d > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity",
            double d => d.ToString("R", CultureInfo.InvariantCulture) is var text && text.All(c => char.IsDigit(c) || c == '-')
                ? text + ".0"
                : d.ToString("R", CultureInfo.InvariantCulture),
            float f when float.IsNaN(f) => "float.NaN",
            float f when float.IsInfinity(f) => f > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity",
            float f => f.ToString("R", CultureInfo.InvariantCulture) + "f",
            decimal m => m.ToString(CultureInfo.InvariantCulture) + "m",
            ulong u => u.ToString(CultureInfo.InvariantCulture) + "ul",
            long.MinValue => "long.MinValue",
            long l => l.ToString(CultureInfo.InvariantCulture) + "L",
            uint u => u.ToString(CultureInfo.InvariantCulture) + "u",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => "default",
        };
}
