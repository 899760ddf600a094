using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Common;

/// <summary>
/// Code with a syntax error, which is being typed. A rule would report what only the missing characters cause: parameters without a name,
/// methods that an open brace has moved into another one.
/// </summary>
internal static class UnfinishedCode
{
    /// <summary>Reports a diagnostic, unless a declaration around it is unfinished. All rules report by this method.</summary>
    public static void Report(this SymbolAnalysisContext context, Diagnostic diagnostic)
    {
        if (!Contains(diagnostic.Location))
            context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this OperationAnalysisContext context, Diagnostic diagnostic)
    {
        if (!Contains(diagnostic.Location))
            context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this OperationBlockAnalysisContext context, Diagnostic diagnostic)
    {
        if (!Contains(diagnostic.Location))
            context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this SyntaxNodeAnalysisContext context, Diagnostic diagnostic)
    {
        if (!Contains(diagnostic.Location))
            context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this CompilationAnalysisContext context, Diagnostic diagnostic)
    {
        if (!Contains(diagnostic.Location))
            context.ReportDiagnostic(diagnostic);
    }

    /// <summary>Returns true for a file with a syntax error.</summary>
    public static bool IsIn(SyntaxTree tree) => HasError(tree.GetRoot());

    /// <summary>Returns true for a class that a file with a syntax error declares: members may be missing, or in another class.</summary>
    public static bool IsIn(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(r => IsIn(r.SyntaxTree));

    private static bool Contains(Location location) =>
        location.SourceTree is { } tree && IsIn(tree)
        && tree.GetRoot().FindNode(location.SourceSpan).AncestorsAndSelf().Any(IsUnfinished);

    /// <summary>
    /// Returns true for a member with a syntax error or after one, which may have taken its attributes. The errors of a type or namespace
    /// are those outside of its members.
    /// </summary>
    private static bool IsUnfinished(SyntaxNode node) =>
        node is MemberDeclarationSyntax or CompilationUnitSyntax
        && (HasOwnError(node) || (Previous(node) is { } previous && HasError(previous)));

    private static bool HasOwnError(SyntaxNode node) => node switch
    {
        TypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or CompilationUnitSyntax => node.ChildNodesAndTokens()
            .Any(child => child.AsNode() is { } part ? part is not MemberDeclarationSyntax && HasError(part) : HasError(child.AsToken())),
        _ => HasError(node),
    };

    private static SyntaxNode? Previous(SyntaxNode node) => node.Parent?.ChildNodes().TakeWhile(n => n != node).LastOrDefault();

    // Documentation comments have warnings.
    private static bool HasError(SyntaxNode node) =>
        node.ContainsDiagnostics && node.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);

    private static bool HasError(SyntaxToken token) =>
        token.ContainsDiagnostics && token.GetAllTrivia().Aggregate(
            token.GetDiagnostics(), (all, trivia) => all.Concat(trivia.GetDiagnostics())).Any(d => d.Severity == DiagnosticSeverity.Error);
}
