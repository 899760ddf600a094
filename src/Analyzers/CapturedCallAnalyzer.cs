using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers;

/// <summary>
/// GEN015: a call of a captured method itself that leaves a filled parameter to its default, be it that another one is given or that there is no
/// experiment to call it on. It binds to the method, not to the overload, and so that default, and not the config, would count.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CapturedCallAnalyzer() : ExperimentAnalyzer(Descriptors.MixedCall)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationAction(operation => Analyze(operation, experiments), OperationKind.Invocation);

    private void Analyze(OperationAnalysisContext context, Experiments experiments)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (!call.Arguments.Any(a => a.ArgumentKind == ArgumentKind.DefaultValue))
            return;
        foreach (var experiment in CapturedShape.ExperimentsOf(method))
        {
            var fills = experiments.CapturedBy(method, experiment).Fills;
            var filled = call.Arguments.Where(a => a.Parameter is { } p && p.Ordinal < fills.Length && fills[p.Ordinal].IsOmitted).ToArray();
            var given = filled.FirstOrDefault(a => a.ArgumentKind != ArgumentKind.DefaultValue);
            var left = filled.Where(a => a.ArgumentKind == ArgumentKind.DefaultValue && fills[a.Parameter!.Ordinal].Kind != FillKind.None).Select(a => method.Parameters[a.Parameter!.Ordinal]).ToArray();
            if (left.Length == 0)
                continue;
            var parameter = left[0];
            var arguments = string.Join("\n", left.Select(p => Argument(p, fills[p.Ordinal])));
            context.ReportDiagnostic(Report(
                call.CalledName().GetLocation(),
                experiments.LocationOf(parameter),
                FixHints.Of(FixHints.Arguments, arguments).And(FixHints.Type, experiment.FullName()),
                method.Name,
                given is null ? $"has no {experiment.Name} to fill parameters from" : $"gives '{given.Parameter!.Name}'",
                parameter.Name,
                Source(fills[parameter.Ordinal]),
                given is null ? $"call it on an instance, or give '{parameter.Name}'" : $"give '{parameter.Name}' too, or leave out both"));
            return;
        }
    }

    /// <summary>What the overload would give.</summary>
    private static string Argument(IParameterSymbol parameter, ParameterFill fill)
    {
        var path = fill.Entry?.Path ?? fill.Block?.Path ?? [];
        var value = Fills.Expression(fill, parameter);
        var canBeNull = path.Take(path.Length - 1).Any(p => p.NullableAnnotation == NullableAnnotation.Annotated);
        return $"{TypeModels.EscapedName(parameter.Name)}: {(canBeNull ? value : value.Replace("!.", "."))}";
    }

    private static string Source(ParameterFill fill) => fill switch
    {
        { Entry: { } entry } => $"entry '{entry.Key}'",
        { Block: { } block } => $"block '{block.Key}'",
        _ => "the run's own",
    };
}
