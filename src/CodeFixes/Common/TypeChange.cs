using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Gen.CodeFixes.Common;

/// <summary>Changes the type of a parameter or property.</summary>
internal static class TypeChange
{
    /// <summary>
    /// Offers the change, unless a default, an initializer or the returned value does not convert, or other members depend on the type.
    /// </summary>
    /// <param name="context">The diagnostic, at the name.</param>
    public static async Task OfferTypeAsync(this FixContext context)
    {
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (context.Hint(FixHints.Type) is not { } name
            || Renaming.DeclarationAt(context.Root, context.Diagnostic) is not { } node
            || TypeOf(node) is not { } old
            || model.GetDeclaredSymbol(node, context.CancellationToken) is not { } symbol || IsBound(symbol))
            return;
        var type = model
            .GetSpeculativeTypeInfo(old.SpanStart, SyntaxFactory.ParseTypeName(name), SpeculativeBindingOption.BindAsTypeOrNamespace)
            .Type;
        if (type is null or IErrorTypeSymbol)
            return;
        var values = ValuesOf(node).Where(v => !Converts(model, v, type)).ToDictionary(v => v, v => LiteralOf(v, type, model));

        // Callers pass texts for a parameter.
        if (values.Values.Any(v => v is null) || (values.Count > 0 && node is ParameterSyntax))
            return;
        var isNullable = model.GetNullableContext(old.SpanStart).AnnotationsEnabled();
        var text = isNullable || type.IsValueType ? name : name.TrimEnd('?');
        var shown =
            type.ToMinimalDisplayString(model, old.SpanStart)
            + (text.EndsWith("?", System.StringComparison.Ordinal) && !type.IsValueType ? "?" : "");
        context.Offer(
            $"Change type to '{shown}'",
            "Type",
            c => ChangeAsync(context, old, text, values, TypeNames.IsInScope(type, model, old.SpanStart), c)
        );
    }

    private static Task<Document> ChangeAsync(
        FixContext context,
        TypeSyntax old,
        string name,
        Dictionary<ExpressionSyntax, ExpressionSyntax?> values,
        bool isInScope,
        CancellationToken cancellationToken
    )
    {
        var type = TypeNames.ToSimplify(SyntaxFactory.ParseTypeName(name)).WithTriviaFrom(old);
        var root = context.Root.ReplaceNodes(
            values.Keys.Prepend<SyntaxNode>(old), (node, _) => node == old ? type : values[(ExpressionSyntax)node]!.WithTriviaFrom(node));
        return TypeNames.ImportAsync(context.Document.WithSyntaxRoot(root), !isInScope, cancellationToken);
    }

    /// <summary>Returns the literal of the type that has the text of another one: <c>2</c> for <c>"2"</c>; null if there is none.</summary>
    private static ExpressionSyntax? LiteralOf(ExpressionSyntax value, ITypeSymbol type, SemanticModel model)
    {
        if (value is not LiteralExpressionSyntax literal || literal.Token.Value is null)
            return null;
        if (type.SpecialType == SpecialType.System_String)
            return SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(literal.Token.Text));
        var text = literal.Token.ValueText.Trim();
        var parsed = SyntaxFactory.ParseExpression(text);
        return parsed is LiteralExpressionSyntax or PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax }
            && !parsed.ContainsDiagnostics
            && parsed.ToFullString() == text
            && model.ClassifyConversion(value.SpanStart, parsed, type).IsImplicit
                ? parsed
                : null;
    }

    private static TypeSyntax? TypeOf(SyntaxNode node) =>
        node is ParameterSyntax parameter ? parameter.Type : ((PropertyDeclarationSyntax)node).Type;

    /// <summary>Returns true if another declaration requires the type.</summary>
    private static bool IsBound(ISymbol symbol)
    {
        var member = symbol is IParameterSymbol ? symbol.ContainingSymbol : symbol;
        return member.IsOverride || member.IsVirtual || member.IsAbstract
            || member is IMethodSymbol { PartialDefinitionPart: not null } or IMethodSymbol { PartialImplementationPart: not null }
            || member.ContainingType.AllInterfaces
                .SelectMany(i => i.GetMembers())
                .Any(m => SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(m), member));
    }

    /// <summary>Returns the values of the declaration: a default, an initializer, and what a getter returns.</summary>
    private static IEnumerable<ExpressionSyntax> ValuesOf(SyntaxNode node)
    {
        if (node is ParameterSyntax parameter)
            return parameter.Default is { } given ? [given.Value] : [];
        var property = (PropertyDeclarationSyntax)node;
        var getter = property.AccessorList?.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration));
        var returned = getter?.Body?
            .DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>()
            .Select(r => r.Expression);
        var values = new[] { property.Initializer?.Value, property.ExpressionBody?.Expression, getter?.ExpressionBody?.Expression };
        return [.. values.Concat(returned ?? []).OfType<ExpressionSyntax>()];
    }

    private static bool Converts(SemanticModel model, ExpressionSyntax value, ITypeSymbol type) =>
        model.ClassifyConversion(value, type) is { IsImplicit: true }
        && (type.IsValueType
            || type.NullableAnnotation == NullableAnnotation.Annotated
            || model.GetTypeInfo(value).Nullability.FlowState != NullableFlowState.MaybeNull);
}

/// <summary>Type names in changed code: written in full, imported if the file lacks the namespace, and simplified.</summary>
internal static class TypeNames
{
    /// <summary>Returns the full name, without <c>?</c> after a reference type if nullability is disabled.</summary>
    public static string FullName(ITypeSymbol type, bool isNullable) =>
        (isNullable || type.IsValueType ? type : type.WithNullableAnnotation(NullableAnnotation.None)).FullName();

    /// <summary>
    /// Marks the names in a node for <see cref="ImportAsync"/> and for the simplifier, which runs after every code action.
    /// </summary>
    public static T ToSimplify<T>(T node)
        where T : SyntaxNode => node.ReplaceNodes(
            node.DescendantNodesAndSelf().Where(n => n is ParenthesizedExpressionSyntax
                || (n is NameSyntax or MemberAccessExpressionSyntax && n.Parent is not (NameSyntax or MemberAccessExpressionSyntax))),
            (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation));

    /// <summary>Adds usings for the marked names if they are needed.</summary>
    public static async Task<Document> ImportAsync(Document document, bool isNeeded, CancellationToken cancellationToken) =>
        isNeeded
            ? await ImportAdder
                .AddImportsAsync(document, Simplifier.AddImportsAnnotation, cancellationToken: cancellationToken)
                .ConfigureAwait(false)
            : document;

    /// <summary>Returns true if the names in a type need no using at a position.</summary>
    public static bool IsInScope(ITypeSymbol type, SemanticModel model, int position) =>
        TypesIn(type)
            .All(t =>
                t.SpecialType is > SpecialType.None and <= SpecialType.System_String
                || model
                    .LookupNamespacesAndTypes(position, name: t.Name)
                    .Any(found => found.ToDisplayString() == t.OriginalDefinition.ToDisplayString())
            );

    private static IEnumerable<ITypeSymbol> TypesIn(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => TypesIn(array.ElementType),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => TypesIn(nullable.TypeArguments[0]),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(TypesIn).Append(named),
        _ => [],
    };
}
