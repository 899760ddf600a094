using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes.Common;

/// <summary>Gives a parameter or a property the type that a rule names.</summary>
internal static class TypeChange
{
    /// <summary>Offers the change; nothing where a default, an initializer or what the property returns does not convert, or where others depend on the type.</summary>
    /// <param name="place">The diagnostic, at the name.</param>
    public static async Task OfferTypeAsync(this FixPlace place)
    {
        var model = (await place.Document.GetSemanticModelAsync(place.CancellationToken).ConfigureAwait(false))!;
        if (place.Hint(FixHints.Type) is not { } name || Renaming.DeclarationAt(place.Root, place.Diagnostic) is not { } node || TypeOf(node) is not { } old
            || model.GetDeclaredSymbol(node, place.CancellationToken) is not { } symbol || IsBound(symbol))
            return;
        var type = model.GetSpeculativeTypeInfo(old.SpanStart, SyntaxFactory.ParseTypeName(name), SpeculativeBindingOption.BindAsTypeOrNamespace).Type;
        if (type is null or IErrorTypeSymbol || !ValuesOf(node).All(v => Converts(model, v, type)))
            return;
        var isNullable = model.GetNullableContext(old.SpanStart).AnnotationsEnabled();
        var text = isNullable || type.IsValueType ? name : name.TrimEnd('?');
        var shown = type.ToMinimalDisplayString(model, old.SpanStart) + (text.EndsWith("?", System.StringComparison.Ordinal) && !type.IsValueType ? "?" : "");
        place.Offer($"Change type to '{shown}'", "Type", c => ChangeAsync(place, old, text, TypeNames.IsInScope(type, model, old.SpanStart), c));
    }

    private static Task<Document> ChangeAsync(FixPlace place, TypeSyntax old, string name, bool isInScope, CancellationToken cancellationToken)
    {
        var type = TypeNames.ToSimplify(SyntaxFactory.ParseTypeName(name)).WithTriviaFrom(old);
        return TypeNames.ImportAsync(place.Document.WithSyntaxRoot(place.Root.ReplaceNode(old, type)), !isInScope, cancellationToken);
    }

    private static TypeSyntax? TypeOf(SyntaxNode node) => node is ParameterSyntax parameter ? parameter.Type : ((PropertyDeclarationSyntax)node).Type;

    /// <summary>True if another declaration has to have the same type.</summary>
    private static bool IsBound(ISymbol symbol)
    {
        var member = symbol is IParameterSymbol ? symbol.ContainingSymbol : symbol;
        return member.IsOverride || member.IsVirtual || member.IsAbstract
            || member is IMethodSymbol { PartialDefinitionPart: not null } or IMethodSymbol { PartialImplementationPart: not null }
            || member.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers()).Any(m => SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(m), member));
    }

    /// <summary>What must have the type: a default, an initializer, and what a getter returns.</summary>
    private static IEnumerable<ExpressionSyntax> ValuesOf(SyntaxNode node)
    {
        if (node is ParameterSyntax parameter)
            return parameter.Default is { } given ? [given.Value] : [];
        var property = (PropertyDeclarationSyntax)node;
        var getter = property.AccessorList?.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration));
        var returned = getter?.Body?.DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().Select(r => r.Expression);
        return [.. new[] { property.Initializer?.Value, property.ExpressionBody?.Expression, getter?.ExpressionBody?.Expression }.Concat(returned ?? []).OfType<ExpressionSyntax>()];
    }

    private static bool Converts(SemanticModel model, ExpressionSyntax value, ITypeSymbol type) =>
        model.ClassifyConversion(value, type) is { IsImplicit: true }
        && (type.IsValueType || type.NullableAnnotation == NullableAnnotation.Annotated || model.GetTypeInfo(value).Nullability.FlowState != NullableFlowState.MaybeNull);
}
