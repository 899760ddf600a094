using System.Collections.Immutable;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Experiments.Emit;
using Gen.Generators.Metrics;
using Gen.Generators.Semantics;
using Gen.Generators.Training;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators;

/// <summary>
/// Generates the code for all attributes of Gen. It is one generator, so that each experiment and each metric is read once: a trainer is
/// made from both.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ExperimentGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var experiments = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Experiment, static (node, _) => IsPartialClass(node), ParseExperiment)
            .Where(static parsed => parsed is not null)
            .Select(static (parsed, _) => parsed!)
            .WithTrackingName(TrackingNames.Experiments);
        var clashing = experiments
            .Select(static (parsed, _) => parsed.Experiment.Type.HintName)
            .Collect()
            .Select(static (names, _) => HintNames.Clashing(names))
            .WithTrackingName(TrackingNames.ClashingNames);

        var spaces = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.SearchSpaceOf,
                static (node, _) => node is TypeDeclarationSyntax && LanguageSupport.IsSupported(node),
                ParseSearchSpaces)
            .SelectMany(static (models, _) => models)
            .WithTrackingName(TrackingNames.ExternalSearchSpaces);

        RegisterExperiments(context, experiments, spaces, clashing);
        RegisterForeignSpaces(context, spaces);
        RegisterCaptured(context, experiments, clashing);
        RegisterBlocks(context);
        TrainingPipeline.Register(context, experiments, clashing, MetricPipeline.Register(context));
    }

    private static void RegisterExperiments(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ParsedExperiment> experiments,
        IncrementalValuesProvider<SearchSpaceModel> spaces,
        IncrementalValueProvider<EquatableArray<string>> clashing)
    {
        var namedElsewhere = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.NamedConfigOf, static (node, _) => node is TypeDeclarationSyntax, ParseNamedConfigs)
            .SelectMany(static (models, _) => models)
            .WithTrackingName(TrackingNames.ExternalNamedConfigs);
        var complete = experiments
            .Combine(namedElsewhere.Collect())
            .Combine(spaces.Where(static s => s.Foreign is null).Collect())
            .Select(static (pair, _) => WithElsewhere(pair.Left.Left.Experiment, pair.Left.Right, pair.Right))
            .WithTrackingName(TrackingNames.CompleteExperiments);
        context.RegisterSourceOutput(
            complete.Combine(clashing),
            static (output, pair) =>
                output.AddSource(
                    HintNames.Unique(pair.Left.Type.HintName, pair.Right) + ".Experiment.g.cs",
                    ExperimentEmitter.Emit(pair.Left)
                )
        );
    }

    // A referenced experiment cannot be continued: the method is an extension member.
    private static void RegisterForeignSpaces(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<SearchSpaceModel> spaces)
    {
        var foreign = spaces.Where(static s => s.Foreign is not null);
        var clashing = foreign
            .Select(static (s, _) => s.Foreign!.HintName)
            .Collect()
            .Select(static (names, _) => HintNames.Clashing(names));
        context.RegisterSourceOutput(foreign.Combine(clashing), static (output, pair) =>
            output.AddSource(
                HintNames.Unique(pair.Left.Foreign!.HintName, pair.Right) + ".g.cs", SearchSpaceEmitter.EmitForeign(pair.Left)));
    }

    private static void RegisterCaptured(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ParsedExperiment> experiments,
        IncrementalValueProvider<EquatableArray<string>> clashing)
    {
        var own = experiments
            .Select(static (parsed, _) => parsed.Captured)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.OwnCaptured);
        context.RegisterSourceOutput(own.Combine(clashing), static (output, pair) =>
            output.AddSource(HintNames.Unique(pair.Left.Type.HintName, pair.Right) + ".Captured.g.cs", CapturedEmitter.Emit(pair.Left)));

        var elsewhere = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.CapturedOf,
                static (node, _) => node is MethodDeclarationSyntax && LanguageSupport.IsSupported(node),
                ParseCaptured)
            .SelectMany(static (models, _) => models)
            .WithTrackingName(TrackingNames.ExternalCaptured);
        var extensions = elsewhere
            .Collect()
            .SelectMany(static (models, _) => CapturedTypes.Merge(models))
            .WithTrackingName(TrackingNames.ExternalCapturedTypes);
        context.RegisterSourceOutput(extensions, static (output, model) =>
            output.AddSource(model.Type.HintName + ".g.cs", CapturedEmitter.Emit(model)));
    }

    private static void RegisterBlocks(IncrementalGeneratorInitializationContext context)
    {
        var blocks = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.Config, static (node, _) => node is TypeDeclarationSyntax && LanguageSupport.IsSupported(node), ParseBlock)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.BlockSchemas);
        var clashing = blocks.Select(static (model, _) => model.HintName).Collect().Select(static (names, _) => HintNames.Clashing(names));
        context.RegisterSourceOutput(blocks.Combine(clashing), static (output, pair) =>
            output.AddSource(HintNames.Unique(pair.Left.HintName, pair.Right) + ".Schema.g.cs", SchemaEmitter.Emit(pair.Left)));
    }

    /// <summary>Without partial nothing can be added: the analyzer's error must stand alone, before any of the compiler's own.</summary>
    private static bool IsPartialClass(SyntaxNode node) =>
        node is ClassDeclarationSyntax or RecordDeclarationSyntax
        && ((TypeDeclarationSyntax)node).Modifiers.Any(SyntaxKind.PartialKeyword)
        && LanguageSupport.IsSupported(node);

    private static ParsedExperiment? ParseExperiment(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is INamedTypeSymbol type && type.IsFirstWith(KnownNames.Experiment, context.TargetNode)
            ? ExperimentParser.Parse(type, context.SemanticModel.Compilation, cancellationToken)
            : null;

    private static BlockSchemasModel? ParseBlock(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is INamedTypeSymbol type && type.IsFirstWith(KnownNames.Config, context.TargetNode)
            ? SchemaParser.ParseBlock(type, context.SemanticModel.Compilation, cancellationToken)
            : null;

    private static EquatableArray<NamedConfigModel> ParseNamedConfigs(
        GeneratorAttributeSyntaxContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.TargetSymbol is not INamedTypeSymbol type || !type.IsFirstWith(KnownNames.NamedConfigOf, context.TargetNode))
            return default;
        var compilation = context.SemanticModel.Compilation;
        return type.FindAttributes(KnownNames.NamedConfigOf)
            .Select(a => a.AttributeClass?.TypeArguments.FirstOrDefault())
            .OfType<INamedTypeSymbol>()
            .Where(e => e.HasAttribute(KnownNames.Experiment))
            .Select(e => NamedConfigParser.Parse(
                NamedConfigSemantics.Read(type, e, ConfigSemanticsReader.Read(e, compilation), compilation), e, cancellationToken))
            .ToEquatableArray();
    }

    private static EquatableArray<SearchSpaceModel> ParseSearchSpaces(
        GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is INamedTypeSymbol type && type.IsFirstWith(KnownNames.SearchSpaceOf, context.TargetNode)
            ? SearchSpaceParser.ParseElsewhere(type, context.SemanticModel.Compilation, cancellationToken).ToEquatableArray()
            : default;

    private static EquatableArray<CapturedTypeModel> ParseCaptured(
        GeneratorAttributeSyntaxContext context,
        CancellationToken cancellationToken
    ) =>
        context.TargetSymbol is IMethodSymbol method && method.IsFirstWith(KnownNames.CapturedOf, context.TargetNode)
            ? CapturedTypes.ParseExternal(method, context.SemanticModel.Compilation, cancellationToken).ToEquatableArray()
            : default;

    private static ExperimentModel WithElsewhere(
        ExperimentModel model, ImmutableArray<NamedConfigModel> configs, ImmutableArray<SearchSpaceModel> spaces) => model with
    {
        NamedConfigs = Merge(model.NamedConfigs, configs, n => n.Target == model.Type.FullName, n => n.Name),
        SearchSpaces = Merge(model.SearchSpaces, spaces, s => s.Target == model.Type.FullName, s => s.Name),
    };

    /// <summary>Adds what is declared elsewhere, by name; of two with the same name, which is an error, the first.</summary>
    private static EquatableArray<T> Merge<T>(
        EquatableArray<T> own, ImmutableArray<T> elsewhere, Func<T, bool> isOfExperiment, Func<T, string> name)
        where T : IEquatable<T> =>
        elsewhere.IsEmpty && own.Count < 2
            ? own
            : own.Concat(elsewhere.Where(isOfExperiment))
                .GroupBy(item => Gen.Shared.KeyName.Normalize(name(item)))
                .Select(g => g.First())
                .OrderBy(name, StringComparer.Ordinal)
                .ToEquatableArray();
}
