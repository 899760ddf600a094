using System.Globalization;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Shape;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers;

/// <summary>
/// GEN025: a dropout layer is told to drop more than it keeps. Seldom meant: TensorFlow 1 took the probability to keep, and <c>keep_prob=0.9</c>
/// was carried over as <c>Dropout(0.9)</c> more than once.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DropoutRateAnalyzer() : ExperimentAnalyzer(Descriptors.DropoutRate)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationAction(operation => Analyze(operation, experiments), OperationKind.Argument);

    private void Analyze(OperationAnalysisContext context, Experiments experiments)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument is not { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter, Parent: IInvocationOperation { TargetMethod: var method } } || !IsRate(parameter, method))
            return;
        var value = argument.Value;
        while (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        var entry = value.ConstantValue.HasValue ? null : EntryOf(value, experiments);
        if ((entry is null ? NumberConstants.Decimal(value.ConstantValue.Value) : DefaultOf(entry)) is not (> 0.5m and <= 1m and var rate))
            return;
        var meant = entry is null ? $"write {Shown(1 - rate)}" : $"the default is {Shown(1 - rate)}";
        context.ReportDiagnostic(Report(
            argument.Value.Syntax.GetLocation(),
            entry is null ? null : experiments.LocationOf(entry.Property!),
            $"'{method.Name}' drops {Shown(rate * 100)} % of the values{(entry is null ? "" : $" by the default of entry '{entry.Key}'")} and keeps {Shown((1 - rate) * 100)} %; if {Shown(rate)} is the probability to keep one, {meant}"));
    }

    /// <summary>The rate of a dropout, or of the dropout within a layer: by TorchSharp's own names of parameters.</summary>
    private static bool IsRate(IParameterSymbol parameter, IMethodSymbol method) =>
        parameter.Type.SpecialType == SpecialType.System_Double
        && (parameter.Name == "dropout" || (parameter.Name == "p" && method.Name.IndexOf("dropout", System.StringComparison.OrdinalIgnoreCase) >= 0))
        && (method.ContainingType.Is(TorchNames.Nn) || method.ContainingType.Is(TorchNames.Functional));

    /// <summary>The entry that a value is read from: a parameter that it fills, or its property.</summary>
    private static EntryShape? EntryOf(IOperation value, Experiments experiments) => value switch
    {
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter } =>
            experiments.Match(method).Select(m => m.Fills[parameter.Ordinal]).FirstOrDefault(f => f.Kind == FillKind.Entry)?.Entry,
        IPropertyReferenceOperation { Property: var property } when Experiments.IsExperiment(property.ContainingType) =>
            experiments.ConfigOf(property.ContainingType).Entries.FirstOrDefault(e => SymbolEqualityComparer.Default.Equals(e.Property, property)),
        _ => null,
    };

    /// <summary>The number that stands as an entry's initializer; null for anything that would have to be computed.</summary>
    private static decimal? DefaultOf(EntryShape entry) =>
        entry.Property?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is PropertyDeclarationSyntax { Initializer.Value: LiteralExpressionSyntax literal }
            ? NumberConstants.Decimal(literal.Token.Value)
            : null;

    private static string Shown(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
