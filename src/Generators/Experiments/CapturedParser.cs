using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Experiments;

/// <summary>Captured methods to models of their overloads.</summary>
internal static class CapturedParser
{
    public static CapturedModel Parse(CapturedSemantics shape, CancellationToken cancellationToken)
    {
        var method = shape.Method;
        var typeParameters = method.TypeParameters;
        return new CapturedModel(
            TypeModels.EscapedName(method.Name),
            Accessibility(shape),
            method.Parameters.Any(p => p.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol)
                || method.ReturnType is IPointerTypeSymbol or IFunctionPointerTypeSymbol,
            (
                method.ReturnsByRefReadonly ? "ref readonly "
                : method.ReturnsByRef ? "ref "
                : ""
            ) + method.ReturnType.FullName(),
            typeParameters.IsEmpty ? "" : $"<{string.Join(", ", typeParameters.Select(t => TypeModels.EscapedName(t.Name)))}>",
            typeParameters.IsEmpty ? default : typeParameters.Select(Constraint).Where(c => c.Length > 0).ToEquatableArray(),
            method.IsStatic,
            method.ContainingType.FullName(),
            CopiedAttributes.OfMethod(method).Concat(Priority(shape)).ToEquatableArray(),
            DocElements.Of(method, shape.Keeps, cancellationToken),
            ParseParameters(shape, cancellationToken));
    }

    /// <summary>
    /// Where a call leaves a kept parameter to its default, C# finds overload and original equally good if all filled parameters have
    /// defaults too: the overload must be the better one, as it is in all other calls that give no filled parameter.
    /// </summary>
    private static IEnumerable<string> Priority(CapturedSemantics shape)
    {
        if (!shape.IsOwn)
            return [];
        var (mustFill, canLeave) = (false, false);
        foreach (var parameter in shape.Method.Parameters)
        {
            var isOmitted = shape.Fills[parameter.Ordinal].IsOmitted;
            mustFill |= isOmitted && !parameter.IsOptional;
            canLeave |= !isOmitted && (parameter.IsOptional || parameter.IsParams);
        }

        return !mustFill && canLeave ? ["[global::System.Runtime.CompilerServices.OverloadResolutionPriority(1)]"] : [];
    }

    private static EquatableArray<ParameterModel> ParseParameters(CapturedSemantics shape, CancellationToken cancellationToken)
    {
        var models = new ParameterModel[shape.Fills.Length];
        foreach (var parameter in shape.Method.Parameters)
            models[parameter.Ordinal] = Parse(parameter, shape.Fills[parameter.Ordinal], shape, cancellationToken);
        return new(models);
    }

    private static ParameterModel Parse(
        IParameterSymbol parameter,
        ParameterFill fill,
        CapturedSemantics shape,
        CancellationToken cancellationToken
    )
    {
        var name = TypeModels.EscapedName(parameter.Name);
        if (fill.IsOmitted)
            return new ParameterModel(
                name,
                "",
                FillExpressions.Expression(fill, parameter),
                FillExpressions.Description(fill, cancellationToken)
            );
        var modifier = parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => "",
        };
        var scoped = parameter.ScopedKind == ScopedKind.ScopedValue && !parameter.IsParams ? "scoped " : "";
        var given = parameter.IsParams ? "params " : "";
        var defaultValue = Literals.DefaultOf(parameter) is { Length: > 0 } text ? " = " + text : "";
        return new ParameterModel(
            name,
            CopiedAttributes.OfParameter(parameter, shape.Keeps)
                + given
                + scoped
                + modifier
                + parameter.Type.FullName()
                + " "
                + name
                + defaultValue,
            (modifier == "ref readonly " ? "in " : modifier) + name,
            null);
    }

    private static string Accessibility(CapturedSemantics shape)
    {
        // An extension class is as open as its least open type.
        if (!shape.IsOwn)
            return "public";
        return SyntaxFacts.GetText(shape.Method.DeclaredAccessibility);
    }

    private static string Constraint(ITypeParameterSymbol type)
    {
        var parts = new List<string>();
        if (type.HasUnmanagedTypeConstraint)
            parts.Add("unmanaged");
        else if (type.HasValueTypeConstraint)
            parts.Add("struct");
        else if (type.HasReferenceTypeConstraint)
            parts.Add(type.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (type.HasNotNullConstraint)
            parts.Add("notnull");
        parts.AddRange(type.ConstraintTypes.Select(t => t.FullName()));
        if (type.HasConstructorConstraint)
            parts.Add("new()");
        if (type.AllowsRefLikeType)
            parts.Add("allows ref struct");
        return parts.Count == 0 ? "" : $"where {TypeModels.EscapedName(type.Name)} : {string.Join(", ", parts)}";
    }
}
