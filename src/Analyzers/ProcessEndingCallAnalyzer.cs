using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers;

/// <summary>GEN026: a call that ends the process where the same mistake in another call is an exception. No <c>try</c> helps.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProcessEndingCallAnalyzer() : ExperimentAnalyzer(Descriptors.ProcessEndingCall)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationAction(Analyze, OperationKind.Invocation, OperationKind.MethodReference);

    private void Analyze(OperationAnalysisContext context)
    {
        var call = context.Operation as IInvocationOperation;
        var method = call?.TargetMethod ?? ((IMethodReferenceOperation)context.Operation).Method;
        if (UncaughtCalls.Of(method) is not { } uncaught || UncaughtCalls.IsHarmless(method, call))
            return;
        if (IsReplaced(method, context.ContainingSymbol))
            return;
        var product = call is null ? null : MatrixProducts.Of(call);
        context.ReportDiagnostic(Report(
            (call?.CalledName() ?? NameOf(context.Operation.Syntax)).GetLocation(),
            null,
            FixHints.Of(FixHints.Name, product),
            method.Name,
            uncaught.When,
            product is null ? uncaught.Instead : $"use '{product}'"));
    }

    /// <summary>True in a streamed formula, which nothing calls: what is made of it divides sums by counts.</summary>
    private static bool IsReplaced(IMethodSymbol method, ISymbol user) =>
        method.Name == "nanmean" && user is IMethodSymbol formula
        && Metrics.IsFormula(formula.PartialDefinitionPart ?? formula) && !user.HasAttribute(KnownNames.Collect);

    private static SyntaxNode NameOf(SyntaxNode reference) => reference is MemberAccessExpressionSyntax access ? access.Name : reference;
}
