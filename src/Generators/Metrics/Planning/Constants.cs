using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators.Metrics.Planning;

/// <summary>What is the same in every batch although it is no constant of C#: static fields and properties, and functions of
/// numbers.</summary>
internal static class Constants
{
    private static readonly string[] s_readers = ["Contains", "ContainsKey", "IndexOf", "LastIndexOf", "BinarySearch", "GetValueOrDefault"];

    /// <summary>True for a field that holds one value while the program runs, of a type whose values do not change.</summary>
    public static bool IsFixed(IFieldSymbol field) => field.IsConst || (field.IsReadOnly && IsImmutable(field.Type, []));

    /// <summary>True for a get-only property that the compiler implements.</summary>
    public static bool IsFixed(IPropertySymbol property) =>
        property.SetMethod is null or { IsInitOnly: true } && Getter(property) is null && IsImmutable(property.Type, []);

    /// <summary>True for a property that is read alike each time, of an object that is the same in every batch.</summary>
    public static bool IsFixedMember(IPropertySymbol property) =>
        property.SetMethod is null or { IsInitOnly: true }
        && (property.ContainingType is { IsValueType: true } or { SpecialType: SpecialType.System_String or SpecialType.System_Array }
            || (property.DeclaringSyntaxReferences.Length > 0 && Getter(property) is null));

    /// <summary>What computes a property: its arrow clause, or its getter; null if the compiler implements it.</summary>
    public static SyntaxNode? Getter(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not PropertyDeclarationSyntax declaration ? null
        : declaration.ExpressionBody is { } arrow ? arrow
        : declaration.AccessorList?.Accessors.FirstOrDefault(a => a.Body is not null || a.ExpressionBody is not null);

    /// <summary>True for a function whose value depends on its arguments alone.</summary>
    public static bool IsPure(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (method.ReturnsVoid || method.Name == nameof(GetHashCode))
            return false;
        if (type is { ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } }
            || type.PlainName() is "System.Array" or "System.MemoryExtensions")
            return s_readers.Contains(method.Name);
        return IsNumeric(type);
    }

    /// <summary>True for a type of numbers, texts and positions, with functions of such.</summary>
    public static bool IsNumeric(ITypeSymbol type) =>
        type.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_String) or SpecialType.System_Nullable_T
        || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || type.TypeKind == TypeKind.Enum
        || type.PlainName()
            is "System.Math"
                or "System.MathF"
                or "System.Convert"
                or "System.Index"
                or "System.Range"
                or "System.Half"
                or "System.TimeSpan";

    private static bool IsImmutable(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (type is IArrayTypeSymbol array)
            return IsImmutable(array.ElementType, seen);
        if (type.IsValueType || type.SpecialType == SpecialType.System_String || type.Is(KnownNames.Tensor))
            return true;
        if (type.PlainName() is "System.Collections.Generic.IReadOnlyList" or "System.Collections.Generic.IReadOnlyDictionary")
            return true;

        // A record or class of the user's own whose fields are all readonly.
        return type is INamedTypeSymbol { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.Length: > 0 }
            && (!seen.Add(type)
                || ((INamedTypeSymbol)type).WithBaseTypes().SelectMany(t => t.GetMembers()).OfType<IFieldSymbol>()
                    .All(f => f.IsStatic || f.IsConst || (f.IsReadOnly && IsImmutable(f.Type, seen))));
    }
}
