using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Metrics;
using Gen.Generators.Semantics;
using Gen.Generators.Training;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>GEN011: a declared member, or the overload of another captured method, has the name of a generated member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GeneratedMemberCollisionAnalyzer() : ExperimentAnalyzer(
    s_experimentMember, s_metricsMember, s_metricsType, s_trainingMember, s_trainingType, s_state, s_overloadAndMethod,
    s_overloadAndMember, s_overloads)
{
    private static readonly DiagnosticDescriptor s_experimentMember = new(
        RuleIds.GeneratedMemberCollision,
        "Name of a generated member is already used",
        "Member '{0}' of '{1}' conflicts with member '{2}', which is generated for the experiment. Use another name.",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.GeneratedMemberCollision));

    private static readonly DiagnosticDescriptor s_metricsMember = s_experimentMember.WithMessage(
        "Member '{0}' of '{1}' conflicts with member '{2}', which is generated for its metrics. Use another name.");

    private static readonly DiagnosticDescriptor s_metricsType = s_experimentMember.WithMessage(
        "Type '{1}' has the name of class '{2}', which is generated for its metrics. Use another name.");

    private static readonly DiagnosticDescriptor s_trainingMember = s_experimentMember.WithMessage(
        "Member '{0}' of '{1}' conflicts with member '{2}', which is generated for its training. Use another name.");

    private static readonly DiagnosticDescriptor s_trainingType = s_experimentMember.WithMessage(
        "Type '{1}' has the name of member '{2}', which is generated for its training. Use another name.");

    private static readonly DiagnosticDescriptor s_state = s_experimentMember.WithMessage(
        "Class '{0}' would be generated for two metrics of '{1}'. Rename one of the methods '{2}'.");

    private static readonly DiagnosticDescriptor s_overloadAndMethod = s_experimentMember.WithMessage(
        "Generated overload '{0}' of captured method '{1}' conflicts with a method of '{2}' that has the same parameters");

    private static readonly DiagnosticDescriptor s_overloadAndMember = s_experimentMember.WithMessage(
        "Generated overload '{0}' of captured method '{1}' conflicts with another generated member of '{2}'");

    private static readonly DiagnosticDescriptor s_overloads = s_experimentMember.WithMessage(
        "Generated overload '{0}' of captured method '{1}' conflicts with the overload of captured method '{3}'");

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
        foreach (var (generated, member) in GeneratedMembers.CollisionsIn(type, experiments.Compilation))
        {
            if (generated == ImplicitEntries.PropertyName(ImplicitEntries.Device) && !hasDevice)
                continue;
            // An inherited member may belong to several experiments.
            var place = SymbolEqualityComparer.Default.Equals(member.ContainingType, type) ? member : type;
            context.Report(s_experimentMember.At(experiments.LocationOf(place, type), member.Name, type.Name, generated));
        }
    }

    private void AnalyzeMetrics(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var (generated, member) in MetricOwners.CollisionsIn(type))
        {
            var message = SymbolEqualityComparer.Default.Equals(member, type) ? s_metricsType : s_metricsMember;
            context.Report(message.At(experiments.LocationOf(member, type), member.Name, type.Name, generated));
        }

        var metrics = Metrics.DeclaredIn(type).ToArray();
        if (metrics.Length == 0)
            return;
        foreach (var same in metrics.GroupBy(m => m.Name))
        {
            // GEN009 reports those that also have the same key.
            foreach (
                var metric in same.Skip(1).Where(m => KeyName.Normalize(Metrics.KeyOf(m)) != KeyName.Normalize(Metrics.KeyOf(same.First())))
            )
            {
                context.Report(s_state.At(
                    experiments.LocationOf(metric, type),
                    experiments.LocationOf(same.First()),
                    MetricNames.State(metric.Name),
                    type.Name,
                    metric.Name));
            }
        }
    }

    private void AnalyzeTraining(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var (generated, member) in TrainingMembers.CollisionsIn(type))
        {
            var message = SymbolEqualityComparer.Default.Equals(member, type) ? s_trainingType : s_trainingMember;
            context.Report(message.At(experiments.LocationOf(member, type), member.Name, type.Name, generated));
        }
    }

    private void AnalyzeOverloads(SymbolAnalysisContext context, Experiments experiments)
    {
        var method = (IMethodSymbol)context.Symbol;
        foreach (var experiment in CapturedSemantics.ExperimentsOf(method))
        {
            var shape = experiments.CapturedBy(method, experiment);
            if (!shape.HasOverload || !Experiments.IsExtendable(method))
                continue;
            var location = experiments.LocationOf(method);
            if (GeneratedMembers.OverloadCollision(shape) is { } user)
                context.Report(
                    s_overloadAndMethod.At(location, experiments.LocationOf(user), Overload(shape), method.Name, experiment.Name)
                );
            else if (GeneratedMembers.OverloadIsGeneratedMember(shape))
                context.Report(s_overloadAndMember.At(location, Overload(shape), method.Name, experiment.Name));
            else if (EarlierTwin(shape, experiments) is { } twin)
                context.Report(
                    s_overloads.At(location, experiments.LocationOf(twin), Overload(shape), method.Name, experiment.Name, Display(twin))
                );
        }
    }

    /// <summary>Returns an earlier captured method with the same overload. Of two, the later is reported.</summary>
    private static IMethodSymbol? EarlierTwin(CapturedSemantics shape, Experiments experiments) =>
        experiments.CapturedMethods(shape.Experiment, shape.Method.Name)
            .Where(m => !SymbolEqualityComparer.Default.Equals(m, shape.Method) && experiments.IsEarlier(m, shape.Method))
            .FirstOrDefault(m => shape.OverloadEquals(experiments.CapturedBy(m, shape.Experiment)));

    /// <summary>Returns the signature without the filled parameters.</summary>
    private static string Overload(CapturedSemantics shape) =>
        $"{shape.Method.Name}({string.Join(", ", shape.Kept.Select(p => p.Type.Display()))})";

    private static string Display(IMethodSymbol method) => method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
