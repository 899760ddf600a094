using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Experiments.Emit;
using Gen.Generators.Experiments.Model;
using Gen.Generators.Experiments.Shape;
using Gen.Generators.Incremental;
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
        var experiments = AnnotatedSymbols<ParsedExperiment>
            .Read(context, KnownNames.Experiment, IsPartialClass, ParseExperiment)
            .WithTrackingName(TrackingNames.Experiments);

        var namedElsewhere = AnnotatedSymbols<NamedConfigModel>
            .Read(context, KnownNames.NamedConfigOf, static node => node is TypeDeclarationSyntax, ParseNamedConfigs)
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

        var capturedElsewhere = AnnotatedSymbols<CapturedTypeModel>
            .Read(context, KnownNames.CapturedOf, static node => node is MethodDeclarationSyntax && HasExtensionMembers(node), ParseCaptured)
            .WithTrackingName(TrackingNames.ExternalCaptured);

        var extensions = capturedElsewhere
            .Collect()
            .SelectMany(static (models, _) => CapturedTypes.Merge(models))
            .WithTrackingName(TrackingNames.ExternalCapturedTypes);

        var texts = AnnotatedSymbols<ConfigTextModel>
            .Read(context, KnownNames.Config, static node => node is TypeDeclarationSyntax, ParseConfigText)
            .Collect()
            .SelectMany(static (models, _) => models.GroupBy(m => m.Type).Select(g => g.First()))
            .WithTrackingName(TrackingNames.ConfigTexts);
        var clashingTexts = texts.Select(static (model, _) => model.HintName).Collect().Select(static (names, _) => HintNames.Clashing(names));

        context.RegisterSourceOutput(texts.Combine(clashingTexts), static (output, pair) =>
            output.AddSource(HintNames.Unique(pair.Left.HintName, pair.Right) + ".ConfigText.g.cs", ConfigTextEmitter.Emit(pair.Left)));
        context.RegisterSourceOutput(complete.Combine(clashing), static (output, pair) =>
            output.AddSource(HintNames.Unique(pair.Left.Type.HintName, pair.Right) + ".Experiment.g.cs", ExperimentEmitter.Emit(pair.Left)));
        context.RegisterSourceOutput(captured.Combine(clashing), static (output, pair) =>
            output.AddSource(HintNames.Unique(pair.Left.Type.HintName, pair.Right) + ".Captured.g.cs", CapturedEmitter.Emit(pair.Left)));
        context.RegisterSourceOutput(extensions, static (output, model) =>
            output.AddSource(model.Type.HintName + ".g.cs", CapturedEmitter.Emit(model)));
    }

    /// <summary>Without partial nothing can be added: the analyzer's error must stand alone, before any of the compiler's own.</summary>
    internal static bool IsPartialClass(SyntaxNode node) =>
        node is ClassDeclarationSyntax or RecordDeclarationSyntax && ((TypeDeclarationSyntax)node).Modifiers.Any(SyntaxKind.PartialKeyword) && HasExtensionMembers(node);

    // Without them the analyzer's error must stand alone, too.
    private static bool HasExtensionMembers(SyntaxNode node) => node.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp14 };

    private static IEnumerable<ParsedExperiment> ParseExperiment(ISymbol symbol, SyntaxNode node, Compilation compilation, CancellationToken cancellationToken) =>
        symbol is INamedTypeSymbol type && type.IsFirstWith(KnownNames.Experiment, node) && ExperimentParser.Parse(type, compilation, cancellationToken) is { } experiment ? [experiment] : [];

    private static IEnumerable<ConfigTextModel> ParseConfigText(ISymbol symbol, SyntaxNode node, Compilation compilation, CancellationToken cancellationToken) =>
        symbol is INamedTypeSymbol type && type.IsFirstWith(KnownNames.Config, node) && ConfigTexts.Parse(type, cancellationToken) is { } texts ? [texts] : [];

    private static IEnumerable<NamedConfigModel> ParseNamedConfigs(ISymbol symbol, SyntaxNode node, Compilation compilation, CancellationToken cancellationToken) =>
        symbol is INamedTypeSymbol type && type.IsFirstWith(KnownNames.NamedConfigOf, node)
            ? type.FindAttributes(KnownNames.NamedConfigOf)
                .Select(a => a.AttributeClass?.TypeArguments.FirstOrDefault())
                .OfType<INamedTypeSymbol>()
                .Where(e => e.HasAttribute(KnownNames.Experiment))
                .Select(e => NamedConfigParser.Parse(NamedConfigShape.Read(type, e, ConfigShapeReader.Read(e, compilation), compilation), e, cancellationToken))
            : [];

    private static IEnumerable<CapturedTypeModel> ParseCaptured(ISymbol symbol, SyntaxNode node, Compilation compilation, CancellationToken cancellationToken) =>
        symbol is IMethodSymbol method && method.IsFirstWith(KnownNames.CapturedOf, node) ? CapturedTypes.ParseExternal(method, compilation, cancellationToken) : [];

    private static ExperimentModel WithNamedConfigs(ExperimentModel model, ImmutableArray<NamedConfigModel> elsewhere)
    {
        if (elsewhere.IsEmpty && model.NamedConfigs.Count < 2)
            return model;
        return model with
        {
            NamedConfigs = model.NamedConfigs
                .Concat(elsewhere.Where(n => n.Target == model.Type.FullName))
                .GroupBy(n => Gen.Shared.KeyName.Normalize(n.Name))
                .Select(g => g.First())
                .OrderBy(n => n.Name, StringComparer.Ordinal)
                .ToEquatableArray(),
        };
    }
}
