using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Experiments.Emit;
using Gen.Generators.Experiments.Model;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators;

/// <summary>Emits what <c>[Experiment]</c>, <c>[Config]</c>, <c>[NamedConfig]</c>, <c>[Captured]</c>, <c>[Main]</c> and <c>[Command]</c> stand for.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ExperimentGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var experiments = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Experiment, IsPartialClass, ParseExperiment)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Experiments);

        var namedElsewhere = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.NamedConfigOf, static (node, _) => node is TypeDeclarationSyntax, ParseNamedConfigs)
            .SelectMany(static (models, _) => models)
            .WithTrackingName(TrackingNames.ExternalNamedConfigs);

        var complete = experiments
            .Combine(namedElsewhere.Collect())
            .Select(static (pair, _) => WithNamedConfigs(pair.Left.Experiment, pair.Right))
            .WithTrackingName(TrackingNames.CompleteExperiments);

        var clashing = experiments
            .Select(static (parsed, _) => parsed.Experiment.Type.HintName)
            .Collect()
            .Select(static (names, _) => HintNames.Clashing(names))
            .WithTrackingName(TrackingNames.ClashingNames);

        var captured = experiments
            .Select(static (parsed, _) => parsed.Captured)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.OwnCaptured);

        var capturedElsewhere = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.CapturedOf, static (node, _) => node is MethodDeclarationSyntax, ParseCaptured)
            .SelectMany(static (models, _) => models)
            .WithTrackingName(TrackingNames.ExternalCaptured);

        var extensions = capturedElsewhere
            .Collect()
            .SelectMany(static (models, _) => CapturedTypes.Merge(models))
            .WithTrackingName(TrackingNames.ExternalCapturedTypes);

        var texts = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Config, static (node, _) => node is TypeDeclarationSyntax, ParseConfigText)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .Collect()
            .SelectMany(static (models, _) => models.GroupBy(m => m.Type).Select(g => g.First()))
            .WithTrackingName(TrackingNames.ConfigTexts);
        var clashingTexts = texts.Select(static (model, _) => model.HintName).Collect().Select(static (names, _) => HintNames.Clashing(names));

        context.RegisterSourceOutput(texts.Combine(clashingTexts), static (output, pair) =>
            output.AddSource(HintNames.Unique(pair.Left.HintName, pair.Right) + ".ConfigText.g.cs", ConfigTextEmitter.Emit(pair.Left)));
        context.RegisterSourceOutput(complete.Combine(clashing), static (output, pair) =>
        {
            var file = HintNames.Unique(pair.Left.Type.HintName, pair.Right);
            output.AddSource(file + ".Experiment.g.cs", ExperimentEmitter.Emit(pair.Left));
            output.AddSource(file + ".Schema.g.cs", SchemaEmitter.Emit(pair.Left));
        });
        context.RegisterSourceOutput(captured.Combine(clashing), static (output, pair) =>
            output.AddSource(HintNames.Unique(pair.Left.Type.HintName, pair.Right) + ".Captured.g.cs", CapturedEmitter.Emit(pair.Left)));
        context.RegisterSourceOutput(extensions, static (output, model) =>
            output.AddSource(model.Type.HintName + ".g.cs", CapturedEmitter.Emit(model)));
    }

    // Without partial nothing can be added: the analyzer's error must stand alone, before any of the compiler's own.
    private static bool IsPartialClass(SyntaxNode node, CancellationToken cancellationToken) =>
        node is ClassDeclarationSyntax or RecordDeclarationSyntax && ((TypeDeclarationSyntax)node).Modifiers.Any(SyntaxKind.PartialKeyword);

    // Of several parts that all carry the attribute (an error, but not ours) the first one stands for the class.
    private static ParsedExperiment? ParseExperiment(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol.FindAttribute(KnownNames.Experiment)?.ApplicationSyntaxReference is { } first
        && first.SyntaxTree == context.TargetNode.SyntaxTree && context.TargetNode.Span.Contains(first.Span)
            ? ExperimentParser.Parse((INamedTypeSymbol)context.TargetSymbol, context.SemanticModel.Compilation, cancellationToken)
            : null;

    private static ConfigTextModel? ParseConfigText(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is INamedTypeSymbol type ? ConfigTexts.Parse(type, cancellationToken) : null;

    private static EquatableArray<NamedConfigModel> ParseNamedConfigs(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var compilation = context.SemanticModel.Compilation;
        return context.Attributes
            .Select(a => a.AttributeClass?.TypeArguments.FirstOrDefault())
            .OfType<INamedTypeSymbol>()
            .Where(e => e.HasAttribute(KnownNames.Experiment))
            .Select(e => NamedConfigParser.Parse(NamedConfigShape.Read(type, e, ConfigShapeReader.Read(e, compilation), compilation), e, cancellationToken))
            .ToEquatableArray();
    }

    private static ExperimentModel WithNamedConfigs(ExperimentModel model, System.Collections.Immutable.ImmutableArray<NamedConfigModel> elsewhere) =>
        model with
        {
            NamedConfigs = model.NamedConfigs
                .Concat(elsewhere.Where(n => n.Target == model.Type.FullName))
                .GroupBy(n => Gen.Shared.KeyName.Normalize(n.Name))
                .Select(g => g.First())
                .OrderBy(n => n.Name, System.StringComparer.Ordinal)
                .ToEquatableArray(),
        };

    private static EquatableArray<CapturedTypeModel> ParseCaptured(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is IMethodSymbol method
            ? CapturedTypes.ParseExternal(method, context.SemanticModel.Compilation, cancellationToken).ToEquatableArray()
            : default;
}
