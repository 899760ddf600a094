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
        var declared = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Metric, IsMetric, Parse)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Metrics);
        var used = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.UseMetrics, UsesMetrics, ParseUsed)
            .SelectMany(static (models, _) => models)
            .WithTrackingName(TrackingNames.UsedMetrics);
        var types = declared
            .Collect()
            .Combine(used.Collect())
            .SelectMany(static (models, _) => MetricTypeModel.Group(models.Left.Concat(models.Right)))
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

    private static bool IsMetric(SyntaxNode node, CancellationToken cancellationToken) =>
        node is MethodDeclarationSyntax && LanguageSupport.IsSupported(node);

    private static bool UsesMetrics(SyntaxNode node, CancellationToken cancellationToken) =>
        node is TypeDeclarationSyntax && LanguageSupport.IsSupported(node);

    private static MetricModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is IMethodSymbol method
            ? MetricParser.Parse(method, context.SemanticModel.Compilation, cancellationToken)
            : null;

    private static EquatableArray<MetricModel> ParseUsed(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is INamedTypeSymbol type
            ? MetricParser.ParseUsed(type, context.SemanticModel.Compilation, cancellationToken).ToEquatableArray()
            : default;
}
