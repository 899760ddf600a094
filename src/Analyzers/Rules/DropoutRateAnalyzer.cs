using System.Globalization;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Planning;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN025: a dropout layer drops more than it keeps, which is rarely intended. TensorFlow 1 took the probability of keeping a value, and
/// <c>keep_prob=0.9</c> is often ported as <c>Dropout(0.9)</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DropoutRateAnalyzer() : ExperimentAnalyzer(s_constant, s_entry)
{
    private static readonly DiagnosticDescriptor s_constant = new(
        RuleIds.DropoutRate,
        "Dropout rate is above one half",
        "'{0}' drops {1} % of the values and keeps {2} %. If {3} is the probability of keeping a value, write {4}.",
        RuleIds.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.DropoutRate));

    private static readonly DiagnosticDescriptor s_entry = s_constant.WithMessage(
        "'{0}' drops {1} % of the values and keeps {2} % by the default of entry '{5}'. If {3} is the probability of keeping a value, the "
        + "default must be {4}."
    );

    private protected override bool NeedsGeneratedCode => false;

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationAction(operation => Analyze(operation, experiments), OperationKind.Argument);

    private void Analyze(OperationAnalysisContext context, Experiments experiments)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (
            argument
                is not {
                    ArgumentKind: ArgumentKind.Explicit,
                    Parameter: { } parameter,
                    Parent: IInvocationOperation { TargetMethod: var method }
                }
            || !IsRate(parameter, method)
        )
            return;
        var value = argument.Value;
        while (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        var entry = value.ConstantValue.HasValue ? null : EntryOf(value, experiments);
        if ((entry is null ? NumberConstants.Decimal(value.ConstantValue.Value) : DefaultOf(entry)) is not (> 0.5m and <= 1m and var rate))
            return;
        context.Report((entry is null ? s_constant : s_entry).At(
            argument.Value.Syntax.GetLocation(),
            entry is null ? null : experiments.LocationOf(entry.Property!),
            method.Name,
            Display(rate * 100),
            Display((1 - rate) * 100),
            Display(rate),
            Display(1 - rate),
            entry?.Key));
    }

    /// <summary>
    /// Returns true for the rate of a dropout layer, or of the dropout within another layer, by TorchSharp's names of parameters.
    /// </summary>
    private static bool IsRate(IParameterSymbol parameter, IMethodSymbol method) =>
        parameter.Type.SpecialType == SpecialType.System_Double
        && (parameter.Name == "dropout"
            || (parameter.Name == "p" && method.Name.IndexOf("dropout", System.StringComparison.OrdinalIgnoreCase) >= 0))
        && (method.ContainingType.Is(TorchNames.Nn) || method.ContainingType.Is(TorchNames.Functional));

    /// <summary>Returns the entry that a value is read from: through a parameter that it fills, or its property.</summary>
    private static EntrySemantics? EntryOf(IOperation value, Experiments experiments) =>
        value switch
        {
            IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter } => experiments
                .Match(method)
                .Select(m => m.Fills[parameter.Ordinal])
                .FirstOrDefault(f => f.Kind == FillKind.Entry)
                ?.Entry,
            IPropertyReferenceOperation { Property: var property } when Experiments.IsExperiment(property.ContainingType) => experiments
                .ConfigOf(property.ContainingType)
                .Entries.FirstOrDefault(e => SymbolEqualityComparer.Default.Equals(e.Property, property)),
            _ => null,
        };

    /// <summary>Returns the number in an entry's initializer, or null for anything that would have to be computed.</summary>
    private static decimal? DefaultOf(EntrySemantics entry) =>
        entry.Property?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax()
            is PropertyDeclarationSyntax { Initializer.Value: LiteralExpressionSyntax literal }
            ? NumberConstants.Decimal(literal.Token.Value)
            : null;

    private static string Display(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
