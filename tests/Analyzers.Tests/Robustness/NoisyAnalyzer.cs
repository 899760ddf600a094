using System.Collections.Immutable;
using Gen.Analyzers.Suppressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Tests.Robustness;

/// <summary>
/// Reports every diagnostic that can be suppressed at nearly every node, so that the suppressor is tested on all of a corrupted program.
/// </summary>
#pragma warning disable RS1001, RS1036, RS2008 // a test double, not a rule
internal sealed class NoisyAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        .. new GeneratedCodeSuppressor().SupportedSuppressions.Select(s => new DiagnosticDescriptor(
            s.SuppressedDiagnosticId,
            "Loud",
            "Loud",
            "Loud",
            DiagnosticSeverity.Warning,
            isEnabledByDefault: true
        )),
    ];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(
            node =>
                node.ReportDiagnostic(
                    Diagnostic.Create(SupportedDiagnostics[node.Node.SpanStart % SupportedDiagnostics.Length], node.Node.GetLocation())
                ),
            SyntaxKind.MethodDeclaration,
            SyntaxKind.PropertyDeclaration,
            SyntaxKind.ClassDeclaration,
            SyntaxKind.Parameter,
            SyntaxKind.InvocationExpression,
            SyntaxKind.SimpleMemberAccessExpression,
            SyntaxKind.Argument
        );
    }
}
