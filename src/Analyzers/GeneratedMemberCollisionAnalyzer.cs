using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Experiments.Shape;
using Gen.Generators.Hooks;
using Gen.Generators.Metrics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN011: something of the user's, or another captured method, stands where a generated member should.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GeneratedMemberCollisionAnalyzer() : ExperimentAnalyzer(Descriptors.GeneratedMemberCollision)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        var hasDevice = !context.Compilation.GetTypesByMetadataName(KnownNames.TrainingDevices).IsEmpty;
        context.RegisterSymbolAction(
            symbol =>
            {
                AnalyzeMetrics(symbol, experiments);
                if (!Experiments.IsExperiment((INamedTypeSymbol)symbol.Symbol))
                    return;
                AnalyzeMembers(symbol, experiments, hasDevice);
                if (experiments.HasTraining)
                    AnalyzeTraining(symbol, experiments);
            },
            SymbolKind.NamedType);
        context.RegisterSymbolAction(symbol => AnalyzeOverloads(symbol, experiments), SymbolKind.Method);
    }

    private void AnalyzeMembers(SymbolAnalysisContext context, Experiments experiments, bool hasDevice)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var (generated, member) in GeneratedMembers.CollisionsIn(type))
        {
            if (generated == ImplicitEntries.PropertyName(ImplicitEntries.Device) && !hasDevice)
                continue;
            var message = $"'{member.Name}' of '{type.Name}' takes the place of the member '{generated}' that is generated for an experiment: give it another name";
            context.ReportDiagnostic(Report(experiments.LocationOf(member, type), null, message));
        }
    }

    private void AnalyzeMetrics(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var (generated, member) in MetricOwners.CollisionsIn(type))
        {
            var message = SymbolEqualityComparer.Default.Equals(member, type)
                ? $"'{type.Name}' has the name of the class '{generated}' that is generated for its metrics: give it another"
                : $"'{member.Name}' of '{type.Name}' takes the place of the member '{generated}' that is generated for its metrics: give it another name";
            context.ReportDiagnostic(Report(experiments.LocationOf(member, type), null, message));
        }

        var metrics = Metrics.Of(type).ToArray();
        if (metrics.Length == 0)
            return;
        foreach (var same in metrics.GroupBy(m => m.Name))
        {
            // Those that also have one key are told of as such.
            foreach (var metric in same.Skip(1).Where(m => KeyName.Normalize(Metrics.KeyOf(m)) != KeyName.Normalize(Metrics.KeyOf(same.First()))))
            {
                context.ReportDiagnostic(Report(
                    experiments.LocationOf(metric, type),
                    experiments.LocationOf(same.First()),
                    $"'{MetricNames.State(metric.Name)}' would be generated for two metrics of '{type.Name}': give one of the methods '{metric.Name}' another name"));
            }
        }
    }

    private void AnalyzeTraining(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var (generated, member) in TrainingMembers.CollisionsIn(type))
        {
            var message = SymbolEqualityComparer.Default.Equals(member, type)
                ? $"'{type.Name}' has the name of the member '{generated}' that is generated for its training: give it another"
                : $"'{member.Name}' of '{type.Name}' takes the place of the member '{generated}' that is generated for its training: give it another name";
            context.ReportDiagnostic(Report(experiments.LocationOf(member, type), null, message));
        }
    }

    private void AnalyzeOverloads(SymbolAnalysisContext context, Experiments experiments)
    {
        var method = (IMethodSymbol)context.Symbol;
        foreach (var experiment in CapturedShape.ExperimentsOf(method))
        {
            var shape = experiments.CapturedBy(method, experiment);
            if (!shape.HasOverload || !Experiments.IsExtendable(method))
                continue;
            if (GeneratedMembers.OverloadCollision(shape) is { } user)
                context.ReportDiagnostic(Report(experiments.LocationOf(method), experiments.LocationOf(user), $"{Subject(shape)}collides with a method of '{experiment.Name}' that has the same parameters"));
            else if (GeneratedMembers.OverloadIsGeneratedMember(shape))
                context.ReportDiagnostic(Report(experiments.LocationOf(method), null, $"{Subject(shape)}collides with the member of that name that is generated for an experiment"));
            else if (EarlierTwin(shape, experiments) is { } twin)
                context.ReportDiagnostic(Report(experiments.LocationOf(method), experiments.LocationOf(twin), $"{Subject(shape)}is also that of captured method '{twin.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'"));
        }
    }

    /// <summary>Another captured method with the same overload that stands before this one: of two, the later is told of.</summary>
    private static IMethodSymbol? EarlierTwin(CapturedShape shape, Experiments experiments) =>
        experiments.CapturedMethods(shape.Experiment, shape.Method.Name)
            .Where(m => !SymbolEqualityComparer.Default.Equals(m, shape.Method) && experiments.IsEarlier(m, shape.Method))
            .FirstOrDefault(m => shape.OverloadEquals(experiments.CapturedBy(m, shape.Experiment)));

    private static string Subject(CapturedShape shape) =>
        $"The overload of captured method '{shape.Method.Name}' without its filled parameters, '{shape.Method.Name}({string.Join(", ", shape.Kept.Select(p => p.Type.Shown()))})', ";
}
