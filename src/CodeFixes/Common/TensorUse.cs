using System.Linq;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes.Common;

/// <summary>Places where a tensor in place of a number compiles and does something else.</summary>
internal static class TensorUse
{
    /// <summary>How many tensors are printed, compared or boxed: what they give there is not their number.</summary>
    public static int CountAsObjects(SyntaxNode code, SemanticModel model) => code.DescendantNodes().OfType<ExpressionSyntax>().Count(e => IsAsObject(e, model));

    private static bool IsAsObject(ExpressionSyntax expression, SemanticModel model)
    {
        var type = model.GetTypeInfo(expression);
        if (!type.Type.Is(KnownNames.Tensor))
            return false;
        return expression.Parent is InterpolationSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" or "Equals" or "GetHashCode" or "GetType" }
            || type.ConvertedType is { SpecialType: SpecialType.System_Object or SpecialType.System_String } or { TypeKind: TypeKind.Dynamic or TypeKind.Interface };
    }
}
