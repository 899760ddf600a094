using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Gen.CodeFixes.Common;

/// <summary>Type names put into code: written in full, imported where the file lacks the namespace, and cut down to what is needed there.</summary>
internal static class TypeNames
{
    /// <summary>The name in full, without <c>?</c> behind a reference type where nullability is off.</summary>
    public static string Of(ITypeSymbol type, bool isNullable) =>
        (isNullable || type.IsValueType ? type : type.WithNullableAnnotation(NullableAnnotation.None)).FullName();

    /// <summary>Marks the names in a node for <see cref="ImportAsync"/> and for the simplifier, which runs after every code action.</summary>
    public static T ToSimplify<T>(T node)
        where T : SyntaxNode => node.ReplaceNodes(
            node.DescendantNodesAndSelf().Where(n => n is ParenthesizedExpressionSyntax || (n is NameSyntax or MemberAccessExpressionSyntax && n.Parent is not (NameSyntax or MemberAccessExpressionSyntax))),
            (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation));

    /// <summary>The document with usings for the marked names, if they are needed.</summary>
    public static async Task<Document> ImportAsync(Document document, bool isNeeded, CancellationToken cancellationToken) => isNeeded
        ? await ImportAdder.AddImportsAsync(document, Simplifier.AddImportsAnnotation, cancellationToken: cancellationToken).ConfigureAwait(false)
        : document;

    /// <summary>True if the types that a type is written with need no using at a place.</summary>
    public static bool IsInScope(ITypeSymbol type, SemanticModel model, int position) => TypesIn(type).All(t =>
        t.SpecialType is > SpecialType.None and <= SpecialType.System_String
        || model.LookupNamespacesAndTypes(position, name: t.Name).Any(found => found.ToDisplayString() == t.OriginalDefinition.ToDisplayString()));

    private static IEnumerable<ITypeSymbol> TypesIn(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => TypesIn(array.ElementType),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => TypesIn(nullable.TypeArguments[0]),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(TypesIn).Append(named),
        _ => [],
    };
}
