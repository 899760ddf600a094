using Microsoft.CodeAnalysis;

namespace Gen.Generators.Common;

/// <summary>
/// The attributes that a generated overload repeats, because the compiler reads them at the call: null-state, caller information,
/// <c>[Obsolete]</c> and the like. Others are the original's own business.
/// </summary>
internal static class CopiedAttributes
{
    /// <summary>Of a method or its return type: one line each.</summary>
    public static IEnumerable<string> OfMethod(IMethodSymbol method) =>
        method.GetAttributes().Where(IsForCallers).Select(a => $"[{Text(a)}]")
            .Concat(method.GetReturnTypeAttributes().Where(IsForCallers).Select(a => $"[return: {Text(a)}]"));

    /// <summary>Of a parameter, with a blank after each.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="isKept">Whether the overload has a parameter of a name: an attribute that names another one is left out.</param>
    public static string OfParameter(IParameterSymbol parameter, Func<string, bool> isKept) =>
        parameter.GetAttributes() is not { IsEmpty: false } attributes
            ? ""
            : string.Concat(
                attributes
                    .Where(IsForCallers)
                    .Where(a => !NamesParameter(a) || (a.StringArgument() is { } name && isKept(name)))
                    .Select(a => $"[{Text(a)}] ")
            );

    private static bool IsForCallers(AttributeData attribute)
    {
        if (
            attribute.AttributeClass is not { TypeKind: not TypeKind.Error } type
            || attribute.ConstructorArguments.Any(a => a.Kind is TypedConstantKind.Error or TypedConstantKind.Type)
        )
            return false;
        return (type.IsIn("System.Diagnostics.CodeAnalysis") && type.Name != "SuppressMessageAttribute")
            || (type.IsIn("System.Runtime.CompilerServices") && type.Name.StartsWith("Caller", StringComparison.Ordinal))
            || type.Is("System.ObsoleteAttribute");
    }

    private static bool NamesParameter(AttributeData attribute) =>
        attribute.AttributeClass!.Name is "CallerArgumentExpressionAttribute" or "NotNullIfNotNullAttribute";

    private static string Text(AttributeData attribute)
    {
        var arguments = attribute
            .ConstructorArguments.Select(Text)
            .Concat(attribute.NamedArguments.Select(a => $"{a.Key} = {Text(a.Value)}"));
        return $"{attribute.AttributeClass!.FullName()}({string.Join(", ", arguments)})";
    }

    private static string Text(TypedConstant constant) => constant.Kind == TypedConstantKind.Array
        ? $"new {constant.Type!.FullName()} {{ {string.Join(", ", constant.Values.Select(Text))} }}"
        : Literals.Constant(constant.Value, constant.Type);
}
