using Gen.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN022: numbers are taken out of a tensor where that makes a program wait for its device again and again.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeviceWaitAnalyzer() : ExperimentAnalyzer(Descriptors.DeviceWait)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationAction(Analyze, OperationKind.Invocation, OperationKind.Conversion);

    private void Analyze(OperationAnalysisContext context)
    {
        if (DeviceReads.Of(context.Operation) is { } read && context.ContainingSymbol is IMethodSymbol method && Advice(method.PartialDefinitionPart ?? method, context) is { } advice)
            context.ReportDiagnostic(Report(read.Place, null, $"'{read.Text}' waits until the device has computed the number, in every call of '{method.Name}'; {advice}"));
    }

    /// <summary>What to do instead; null in a method where a wait is nobody's concern.</summary>
    private static string? Advice(IMethodSymbol method, OperationAnalysisContext context)
    {
        // The reads of a refused metric are what it is refused for, or come after that.
        if (Metrics.IsFormula(method))
            return Metrics.Refusal(method, context.Compilation, context.CancellationToken) is null ? "go on with the Tensor" : null;
        return null;
    }
}
