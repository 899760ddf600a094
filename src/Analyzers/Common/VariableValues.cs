using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Common;

/// <summary>Everything that a local, or a field that only its own class can set, is ever given.</summary>
internal static class VariableValues
{
    /// <summary>The values, in order of position; null where there may be others, or where a tensor's shape is changed in place.</summary>
    public static IReadOnlyList<IOperation?>? Of(ISymbol variable, SemanticModel model)
    {
        if (variable is IFieldSymbol { IsReadOnly: false, DeclaredAccessibility: not Accessibility.Private })
            return null;
        if (Scope(variable) is not { } scope || scope.SyntaxTree != model.SyntaxTree)
            return null;
        var values = new List<IOperation?>();
        foreach (var node in scope.DescendantNodes())
        {
            switch (node)
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value } declarator:
                    if (declarator.Identifier.ValueText == variable.Name && IsIt(model.GetDeclaredSymbol(declarator)))
                        values.Add(model.GetOperation(value));
                    break;
                case AssignmentExpressionSyntax { Left: TupleExpressionSyntax tuple }:
                    if (tuple.DescendantNodes().Any(IsName))
                        return null;
                    break;
                case AssignmentExpressionSyntax assignment when IsName(Name(assignment.Left)):
                    if (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
                        return null;
                    values.Add(model.GetOperation(assignment.Right));
                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument when IsName(Name(argument.Expression)):
                case RefExpressionSyntax reference when IsName(Name(reference.Expression)):

                // What it is called on may be the same tensor by another name.
                case IdentifierNameSyntax { Identifier.ValueText: "squeeze_" or "unsqueeze_" or "transpose_" }:
                    return null;
            }
        }

        return values;

        bool IsName(SyntaxNode? node) =>
            node is IdentifierNameSyntax name && name.Identifier.ValueText == variable.Name && IsIt(model.GetSymbolInfo(name).Symbol);
        bool IsIt(ISymbol? symbol) => SymbolEqualityComparer.Default.Equals(symbol, variable);
    }

    private static SyntaxNode Name(ExpressionSyntax target) => target is MemberAccessExpressionSyntax access ? access.Name : target;

    /// <summary>The only declaration that can set it: a class in one part that people write, or the member around a local.</summary>
    private static SyntaxNode? Scope(ISymbol variable)
    {
        var declared = (variable is IFieldSymbol ? (ISymbol)variable.ContainingType : variable).DeclaringSyntaxReferences
            .Where(r => !r.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            .Select(r => r.GetSyntax())
            .ToArray();
        if (declared.Length != 1 || variable is IFieldSymbol)
            return declared.Length == 1 ? declared[0] : null;
        return (SyntaxNode?)declared[0].FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax)
            ?? declared[0].SyntaxTree.GetRoot();
    }
}
