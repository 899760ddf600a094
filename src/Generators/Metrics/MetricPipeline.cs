using Gen.Generators.Common;
using Gen.Generators.Metrics.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators.Metrics;

/// <summary>The steps that lead to <c>X.Metrics.g.cs</c>: the states and the set of a type's metrics.</summary>
internal static class MetricPipeline
{
    /// <summary>Registers them; returns the types with metrics.</summary>
    public static IncrementalValuesProvider<MetricTypeModel> Register(IncrementalGeneratorInitializationContext context)
    {
        var types = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Metric, static (node, _) => node is MethodDeclarationSyntax, Parse)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Metrics)
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
        return types;
    }

    private static MetricModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is IMethodSymbol method
            ? MetricParser.Parse(method, context.SemanticModel.Compilation, cancellationToken)
            : null;
}
