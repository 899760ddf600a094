using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Gen.Reference;

/// <summary>Declarations as a reader wants them: no namespaces, nullability, default values.</summary>
internal static partial class Signature
{
    public static readonly SymbolDisplayFormat TypeName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
    );

    private static readonly SymbolDisplayFormat s_member = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
    );

    public static string Of(ISymbol member) =>
        Modifiers(member)
        + (
            member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
                ? "new "
                    + constructor.ContainingType.Name
                    + Short(member.ToDisplayString(s_member))[constructor.ContainingType.Name.Length..]
                : NotOurs().Replace(Short(member.ToDisplayString(s_member)), "")
        );

    public static string Of(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Delegate)
            return "delegate "
                + Short(type.DelegateInvokeMethod!.ToDisplayString(s_member))
                    .Replace("Invoke", type.ToDisplayString(TypeName), StringComparison.Ordinal);
        var kind = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { TypeKind: TypeKind.Enum } => "enum",
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { IsValueType: true } => "struct",
            { IsStatic: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var bases = (
            type.BaseType is { SpecialType: SpecialType.None } and not { Name: "Attribute" }
                ? [type.BaseType]
                : Array.Empty<INamedTypeSymbol>()
        )
            .Concat(
                type.TypeKind == TypeKind.Enum
                    ? []
                    : type.Interfaces.Where(i => i.DeclaredAccessibility == Accessibility.Public && i.Name != "IEquatable")
            )
            .Select(b => b.ToDisplayString(TypeName));
        var after = string.Join(", ", bases);
        return Short($"{kind} {type.ToDisplayString(TypeName)}{(after.Length > 0 ? " : " + after : "")}");
    }

    // Accessors that users cannot call.
    [GeneratedRegex(" (private protected|private|internal) (set|init);")]
    private static partial Regex NotOurs();

    // As code writes them that is `using static TorchSharp.torch`.
    private static string Short(string text) =>
        text.Replace("torch.nn.", "", StringComparison.Ordinal).Replace("torch.", "", StringComparison.Ordinal);

    private static string Modifiers(ISymbol member)
    {
        var visible = member.DeclaredAccessibility == Accessibility.Public ? "" : "protected ";
        var kind = member switch
        {
            IFieldSymbol { IsConst: true } => member.ContainingType.TypeKind == TypeKind.Enum ? "" : "const ",
            { IsStatic: true } => "static ",
            { IsAbstract: true } when member.ContainingType.TypeKind != TypeKind.Interface => "abstract ",
            { IsOverride: true } => "override ",
            { IsVirtual: true } when member.ContainingType.TypeKind != TypeKind.Interface => "virtual ",
            _ => "",
        };
        return visible + kind;
    }
}
