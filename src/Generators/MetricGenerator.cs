using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Hooks;
using Gen.Generators.Metrics;
using Gen.Generators.Metrics.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators;

/// <summary>
/// Emits the states and sets that <c>[Metric]</c> methods stand for, and what trains an experiment: its trainer computes the metrics, and to plan
/// them a second time in a generator of its own would double what they cost.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class MetricGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var metrics = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Metric, static (node, _) => node is MethodDeclarationSyntax, Parse)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Metrics);

        var types = metrics
            .Collect()
            .SelectMany(static (models, _) => MetricTypeModel.Group(models))
            .WithTrackingName(TrackingNames.MetricTypes);

        var clashing = types
            .Select(static (type, _) => type.Owner.Type.HintName)
            .Collect()
            .Select(static (names, _) => HintNames.Clashing(names))
            .WithTrackingName(TrackingNames.ClashingMetricNames);

        context.RegisterSourceOutput(types.Combine(clashing), static (output, pair) =>
            output.AddSource(HintNames.Unique(pair.Left.Owner.Type.HintName, pair.Right) + ".Metrics.g.cs", MetricEmitter.Emit(pair.Left)));

        TrainingPipeline.Register(context, types);
    }

    private static MetricModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is IMethodSymbol method
            ? MetricParser.Parse(method, context.SemanticModel.Compilation, cancellationToken)
            : null;
}
