using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>Calls in a program.</summary>
internal static class Calls
{
    /// <summary>Calls of a captured method without the parameters that are filled.</summary>
    public static IEnumerable<InvocationExpressionSyntax> OverloadCalls(this Subject subject, IMethodSymbol captured) =>
        subject.Nodes<InvocationExpressionSyntax>().Where(c => subject.Meant(c) is IMethodSymbol called && called.Name == captured.Name && IsGenerated(called)
            && SymbolEqualityComparer.Default.Equals(called.IsExtensionMethod ? (called.ReducedFrom ?? called).Parameters[0].Type : called.ContainingType, captured.Experiment()));

    /// <summary>Calls of a method that was generated or inherited for the purpose, by its name.</summary>
    public static IEnumerable<InvocationExpressionSyntax> GeneratedCalls(this Subject subject, string name) =>
        subject.Nodes<InvocationExpressionSyntax>().Where(c => subject.Meant(c) is IMethodSymbol called && called.Name == name && IsGenerated(called));

    /// <summary>Calls of a method itself.</summary>
    public static IEnumerable<InvocationExpressionSyntax> CallsOf(this Subject subject, IMethodSymbol method) =>
        subject.Nodes<InvocationExpressionSyntax>().Where(c => SymbolEqualityComparer.Default.Equals((subject.Meant(c) as IMethodSymbol)?.OriginalDefinition, method));

    /// <summary>The called method's name in a call.</summary>
    public static SyntaxNodeOrToken Name(this InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax access ? access.Name : call.Expression;

    /// <summary>The experiment that a called method is of: itself the containing type, or what the base class is made for.</summary>
    public static INamedTypeSymbol Owner(this ISymbol method) =>
        method.ContainingType is { Name: "ExperimentBase", TypeArguments: [INamedTypeSymbol experiment] } ? experiment : method.ContainingType;

    private static bool IsGenerated(IMethodSymbol method) => method.ContainingType.Name == "ExperimentBase" || method.Locations.All(l => l.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) is true);
}
