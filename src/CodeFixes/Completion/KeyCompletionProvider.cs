using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Options;
using Microsoft.CodeAnalysis.Tags;
using Microsoft.CodeAnalysis.Text;

namespace Gen.CodeFixes.Completion;

/// <summary>
/// Completes the keys of an experiment's entries and blocks in <c>[FromConfig("…")]</c>, the named configs and kinds of a search space, and
/// updates and named configs in the strings that are given to <c>Parse</c> and <c>RunAsync</c>.
/// </summary>
[ExportCompletionProvider(nameof(KeyCompletionProvider), LanguageNames.CSharp), Shared]
public sealed class KeyCompletionProvider : CompletionProvider
{
    /// <inheritdoc/>
    public override bool ShouldTriggerCompletion(SourceText text, int caretPosition, CompletionTrigger trigger, OptionSet options) =>
        trigger is { Kind: CompletionTriggerKind.Insertion, Character: '"' };

    /// <inheritdoc/>
    public override async Task ProvideCompletionsAsync(CompletionContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var token = root!.FindToken(context.Position > 0 ? context.Position - 1 : 0);
        if (!token.IsKind(SyntaxKind.StringLiteralToken) || token.Parent is not LiteralExpressionSyntax literal
            || context.Position <= token.SpanStart || IsAfterEnd(token, context.Position))
            return;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        var written = TextSpan.FromBounds(token.SpanStart + token.Text.IndexOf('"') + 1, context.Position);
        var text = (await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false)).ToString(written);
        var items = InFromConfig(literal, model, context.CancellationToken)
            ?? InSearchValues(literal, model, context.CancellationToken)
            ?? (text.Contains('=') ? null : InUpdate(literal, model, context.CancellationToken));
        if (items is null)
            return;
        context.CompletionListSpan = written;
        context.IsExclusive = true;
        context.AddItems(items.GroupBy(i => i.DisplayText).Select(g => g.First()));
    }

    private static bool IsAfterEnd(SyntaxToken token, int position) =>
        position == token.Span.End && token.Text.Length > 1 && !token.ContainsDiagnostics;

    /// <summary>Returns the keys that a parameter or a property of a named config can name; null outside of <c>[FromConfig]</c>.</summary>
    private static IEnumerable<CompletionItem>? InFromConfig(
        LiteralExpressionSyntax literal, SemanticModel model, CancellationToken cancellationToken)
    {
        if (literal.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
            || !model.GetTypeInfo(attribute, cancellationToken).Type.Is(KnownNames.FromConfig)
            || attribute.Parent?.Parent is not { } marked
            || model.GetDeclaredSymbol(marked, cancellationToken) is not { } symbol)
            return null;
        var experiments = Experiments.Get(model.Compilation);
        return symbol switch
        {
            IParameterSymbol { ContainingSymbol: IMethodSymbol method } => CapturedSemantics.ExperimentsOf(method)
                .Concat(Experiments.IsExperiment(method.ContainingType) ? [method.ContainingType] : [])
                .SelectMany(e => Keys(experiments.ConfigOf(e), withDerived: true, "")),
            IPropertySymbol property => Experiments.ExperimentsOf(property.ContainingType)
                .SelectMany(e => Keys(experiments.ConfigOf(e), withDerived: false, ""))
                .Concat(SearchSpaces.With(property, experiments).SelectMany(SearchSpaces.ExperimentsOf)
                    .SelectMany(e => Varied(experiments.ConfigOf(e)))),
            _ => null,
        };
    }

    /// <summary>Returns the named configs, or the kinds of a block, that a property of a search space can name; null outside of
    /// one.</summary>
    private static IEnumerable<CompletionItem>? InSearchValues(
        LiteralExpressionSyntax literal, SemanticModel model, CancellationToken cancellationToken)
    {
        if (literal.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } property
            || SearchSpaceSemantics.KindOf(property.Type) is not { } kind)
            return null;
        var experiments = Experiments.Get(model.Compilation);
        var dimensions = from space in SearchSpaces.With(property, experiments)
                         from experiment in SearchSpaces.ExperimentsOf(space)
                         from dimension in experiments.SearchSpace(space, experiment).Dimensions
                         where SymbolEqualityComparer.Default.Equals(dimension.Property, property)
                         select (Experiment: experiment, dimension.Block);
        return kind.Kind == SearchValueKind.NamedConfigs
            ? dimensions.SelectMany(d => experiments.NamedConfigsOf(d.Experiment, _ => true))
                .Select(n => Item(KeyName.ToSnakeCase(n.Name), "", "named config"))
                .Append(Item("default", "", "none of them"))
            : dimensions.SelectMany(d => d.Block?.Kinds ?? []).Select(k => Item(k.Name, "", k.Type.Name));
    }

    // Also what only some kinds of a block have.
    private static IEnumerable<CompletionItem> Varied(ConfigSemantics config) => Keys(config, withDerived: false, "")
        .Concat(config.AllBlocks.SelectMany(b => b.Block.Kinds).SelectMany(k => k.Entries).Select(e => Entry(e, "")));

    /// <summary>Returns updates and named configs; null outside of calls of <c>Parse</c> and <c>RunAsync</c> of an experiment.</summary>
    private static IEnumerable<CompletionItem>? InUpdate(
        LiteralExpressionSyntax literal, SemanticModel model, CancellationToken cancellationToken)
    {
        if (literal.FirstAncestorOrSelf<ArgumentSyntax>()?.Parent?.Parent is not InvocationExpressionSyntax call
            || call.CalledName()?.Identifier.ValueText is not (GeneratedMembers.Parse or GeneratedMembers.RunMethod)
            || call.Receiver() is not { } receiver
            || model.GetSymbolInfo(receiver, cancellationToken).Symbol is not INamedTypeSymbol experiment
            || !Experiments.IsExperiment(experiment))
            return null;
        var experiments = Experiments.Get(model.Compilation);
        var config = experiments.ConfigOf(experiment);
        var ofKinds = config.AllBlocks.SelectMany(b => b.Block.Kinds).SelectMany(k => k.Entries).Select(e => Entry(e, "="));
        var choices = config.AllBlocks.Where(b => !b.Block.Kinds.IsEmpty).Select(b => Block(b.Block, "="));
        var named = experiments.NamedConfigsOf(experiment, _ => true).Select(n => Item(KeyName.ToSnakeCase(n.Name), "", "named config"));
        return Keys(config, withDerived: false, "=").Concat(ofKinds).Concat(choices).Concat(named);
    }

    private static IEnumerable<CompletionItem> Keys(ConfigSemantics config, bool withDerived, string end) =>
        config.Entries.Where(e => withDerived || !e.IsDerived).Select(e => Entry(e, end))
            .Concat(end.Length > 0 ? [] : config.Blocks.Select(b => Block(b, end)));

    private static CompletionItem Entry(EntrySemantics entry, string end) => Item(entry.Key, end, entry.Value.HelpText);

    private static CompletionItem Block(BlockSemantics block, string end) => Item(block.Key, end, block.Type.Name);

    private static CompletionItem Item(string key, string end, string description) => CompletionItem.Create(
        key + end, inlineDescription: description, tags: ImmutableArray.Create(WellKnownTags.Property));
}
