using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN015: a call of a captured method itself that leaves a filled parameter at its default, because another one is passed or because there
/// is no experiment to call it on. It binds to the method and not to the generated overload, so the default would override the config. Also
/// a call of the overload whose positional arguments would go to other parameters of the method itself.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CapturedCallAnalyzer() : ExperimentAnalyzer(s_mixed, s_withoutExperiment, s_slid)
{
    private static readonly DiagnosticDescriptor s_mixed = new(
        RuleIds.CapturedCall,
        "Call does not pass what it seems to",
        "Call of '{0}' passes '{1}' but leaves '{2}' at its default, which overrides {3}. Pass '{2}' too, or leave out both.",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.CapturedCall));

    private static readonly DiagnosticDescriptor s_withoutExperiment = s_mixed.WithMessage(
        "Call of '{0}' is not made on an instance of '{1}' and leaves '{2}' at its default, which overrides {3}. Call it on an instance, "
        + "or pass '{2}'."
    );

    private static readonly DiagnosticDescriptor s_slid = s_mixed.WithMessage(
        "Argument {0} of '{1}' goes to '{2}' because '{3}' is filled from {4}. Write '{2}:' before it, or '{3}:' to override the config.");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                AnalyzeDefaults(operation, call, experiments);
                if (SlidArguments.Find(call, experiments) is { } slid)
                    operation.Report(Describe(slid, experiments));
            },
            OperationKind.Invocation);

    private static Diagnostic Describe(SlidArguments slid, Experiments experiments) => s_slid.At(
        slid.First.GetLocation(),
        experiments.LocationOf(slid.Filled),
        FixHints.Create(FixHints.Targets, slid.TargetNames).And(FixHints.OtherTargets, slid.FilledNames),
        slid.Index + 1,
        slid.Captured.Method.Name,
        slid.Target.Name,
        slid.Filled.Name,
        Source(slid.Fill));

    private static void AnalyzeDefaults(OperationAnalysisContext context, IInvocationOperation call, Experiments experiments)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (!call.Arguments.Any(a => a.ArgumentKind == ArgumentKind.DefaultValue))
            return;
        foreach (var experiment in CapturedSemantics.ExperimentsOf(method))
        {
            var fills = experiments.CapturedBy(method, experiment).Fills;
            var filled = call
                .Arguments.Where(a => a.Parameter is { } p && p.Ordinal < fills.Length && fills[p.Ordinal].IsOmitted)
                .ToArray();
            var given = filled.FirstOrDefault(a => a.ArgumentKind != ArgumentKind.DefaultValue);
            var left = filled
                .Where(a => a.ArgumentKind == ArgumentKind.DefaultValue && fills[a.Parameter!.Ordinal].Kind != FillKind.None)
                .Select(a => method.Parameters[a.Parameter!.Ordinal])
                .ToArray();
            if (left.Length == 0)
                continue;
            var parameter = left[0];
            var arguments = string.Join("\n", left.Select(p => Argument(p, fills[p.Ordinal])));
            context.Report((given is null ? s_withoutExperiment : s_mixed).At(
                call.CalledName().GetLocation(),
                experiments.LocationOf(parameter),
                FixHints.Create(FixHints.Arguments, arguments).And(FixHints.Type, experiment.FullName()),
                method.Name,
                given is null ? experiment.Name : given.Parameter!.Name,
                parameter.Name,
                Source(fills[parameter.Ordinal])));
            return;
        }
    }

    /// <summary>Returns the argument that the generated overload would pass.</summary>
    private static string Argument(IParameterSymbol parameter, ParameterFill fill)
    {
        var value = FillExpressions.Expression(fill, parameter).Replace("!.", ".");
        return $"{TypeModels.EscapedName(parameter.Name)}: {value}";
    }

    private static string Source(ParameterFill fill) => fill switch
    {
        { Entry: { } entry } => $"entry '{entry.Key}'",
        { Block: { } block } => $"block '{block.Key}'",
        _ => "the value of the run",
    };
}
