using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes.Common;

/// <summary>Expressions that take one floating-point number out of a tensor. What whole numbers are used for, division for one, a tensor does otherwise.</summary>
internal static class TensorReads
{
    /// <summary>The read that a diagnostic marks, and its tensor; null for any other.</summary>
    public static (ExpressionSyntax Read, ExpressionSyntax Tensor)? At(FixPlace place, SemanticModel model)
    {
        var read = place.Root.FindNode(place.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) switch
        {
            SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access } => (call, access.Expression),
            CastExpressionSyntax cast => (cast, cast.Expression),
            _ => ((ExpressionSyntax, ExpressionSyntax)?)null,
        };
        return read is var (expression, tensor) && model.GetTypeInfo(tensor, place.CancellationToken).Type.Is(KnownNames.Tensor)
            && model.GetTypeInfo(expression, place.CancellationToken).Type is { SpecialType: SpecialType.System_Single or SpecialType.System_Double }
                ? read
                : null;
    }
}
