using System;
using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Common;

/// <summary>A field or property that holds a value and is not read as an entry, and why.</summary>
/// <param name="Member">The member.</param>
/// <param name="Name">Its name, without the interface that it implements explicitly.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="Reason">Why it is not read: <c>it is a field</c>.</param>
/// <param name="Compilation">The compilation, in which its uses are looked for.</param>
internal sealed record EntryLookAlike(ISymbol Member, string Name, ITypeSymbol Type, string Reason, Compilation Compilation)
{
    /// <summary>True if only its class, and classes that derive from it, can use it.</summary>
    public bool IsHidden => Member is { DeclaredAccessibility: Accessibility.Private or Accessibility.Protected
        or Accessibility.ProtectedAndInternal } and not IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false };

    /// <summary>Returns the members of a class and its base classes that could be taken for entries.</summary>
    public static IEnumerable<EntryLookAlike> In(INamedTypeSymbol type, Compilation compilation) =>
        from declaring in type.WithBaseTypes()
        from member in declaring.GetMembers()
        where !member.IsImplicitlyDeclared && !member.IsOverride
        let value = TypeOf(member)
        where value is not null && !GeneratedMembers.IsGenerated(member)
        select new EntryLookAlike(member, member.Name.Substring(member.Name.LastIndexOf('.') + 1), value, ReasonOf(member), compilation);

    /// <summary>Returns true if other code of the class, or of a class that derives from it, mentions the member.</summary>
    public bool IsUsedIn(INamedTypeSymbol type) => Mentions(type).Any();

    /// <summary>Returns true if code assigns the member, so that it is a state rather than a setting. A constructor only sets it
    /// up.</summary>
    public bool IsAssignedIn(INamedTypeSymbol type) => Member is IFieldSymbol or IPropertySymbol { SetMethod: not null }
        && Mentions(type).Any(name =>
        {
            var target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (SyntaxNode)name;
            return target.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is null
                && target.Parent switch
                {
                    AssignmentExpressionSyntax assignment => assignment.Left == target
                        && assignment.Parent is not InitializerExpressionSyntax,
                    PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.PreIncrementExpression)
                        || prefix.IsKind(SyntaxKind.PreDecrementExpression),
                    PostfixUnaryExpressionSyntax postfix => !postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression),
                    ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
                    _ => false,
                };
        });

    /// <summary>Returns true if the member is the default of a parameter, or a call of the method passes it.</summary>
    public bool IsGivenTo(IParameterSymbol parameter, INamedTypeSymbol type) =>
        Mentions(parameter.DeclaringSyntaxReferences).Any()
        || Mentions(type).Any(name => name.Ancestors().OfType<InvocationExpressionSyntax>()
            .Any(call => call.ArgumentList.Span.Contains(name.Span)
                && call.CalledName()?.Identifier.ValueText == parameter.ContainingSymbol.Name));

    private IEnumerable<IdentifierNameSyntax> Mentions(INamedTypeSymbol type) =>
        Mentions(type.WithBaseTypes().SelectMany(t => t.DeclaringSyntaxReferences));

    /// <summary>Returns the mentions in code that is not generated, which passes on parameters of the same name.</summary>
    private IEnumerable<IdentifierNameSyntax> Mentions(IEnumerable<SyntaxReference> declarations) =>
        from declaration in declarations
        where Compilation.ContainsSyntaxTree(declaration.SyntaxTree)
            && !declaration.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)
        from name in declaration.GetSyntax().DescendantNodes().OfType<IdentifierNameSyntax>()
        where name.Identifier.ValueText == Name && IsMember(name)
        select name;

#pragma warning disable RS1030 // For names of members that are reported otherwise.
    private bool IsMember(IdentifierNameSyntax name) => SymbolEqualityComparer.Default.Equals(
        Compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name).Symbol?.OriginalDefinition, Member.OriginalDefinition);
#pragma warning restore RS1030

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol { AssociatedSymbol: null } field => field.Type,
        IPropertySymbol { IsIndexer: false } property when !ConfigSemanticsReader.IsRead(property) => property.Type,
        _ => null,
    };

    private static string ReasonOf(ISymbol member) => member switch
    {
        IFieldSymbol { IsConst: true } => "it is a constant",
        IFieldSymbol => "it is a field",
        IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false } => "it implements an interface explicitly",
        { IsStatic: true } => "it is static",
        IPropertySymbol { GetMethod: null } => "it has no getter",
        { DeclaredAccessibility: not Accessibility.Public } => "it is not public",
        _ => "its getter is not public",
    };
}
