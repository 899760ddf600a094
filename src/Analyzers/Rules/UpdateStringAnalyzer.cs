using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN013: a constant string that is passed to the generated <c>Parse</c> names no entry or named config, or its value does not parse. The
/// runtime checks strings that are composed while the program runs, and config files.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UpdateStringAnalyzer() : ExperimentAnalyzer(
    s_unknownEntry, s_noKey, s_derived, s_value, s_unknownNamedConfig, s_entryWithoutValue, s_otherKind, s_unknownKind)
{
    private static readonly DiagnosticDescriptor s_unknownEntry = new(
        RuleIds.UpdateString,
        "Update string does not match the config",
        "Experiment '{0}' has no entry '{1}'{2}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.UpdateString));

    private static readonly DiagnosticDescriptor s_noKey = s_unknownEntry.WithMessage("Update '{0}' has no key before '='");

    private static readonly DiagnosticDescriptor s_derived = s_unknownEntry.WithMessage(
        "Entry '{0}' is derived from other entries and cannot be set");

    private static readonly DiagnosticDescriptor s_value = s_unknownEntry.WithMessage(
        "'{0}' cannot be set to '{1}' because the type of entry '{2}' is {3}{4}");

    private static readonly DiagnosticDescriptor s_unknownNamedConfig = s_unknownEntry.WithMessage(
        "Experiment '{0}' has no named config '{1}'{2}");

    private static readonly DiagnosticDescriptor s_entryWithoutValue = s_unknownEntry.WithMessage(
        "Experiment '{0}' has no named config '{1}'. To set the entry, write '{2}=VALUE'.");

    private static readonly DiagnosticDescriptor s_otherKind = s_unknownEntry.WithMessage(
        "Entry '{0}' does not exist because '{1}' is {2} in this call. It exists if '{1}' is {3}.");

    private static readonly DiagnosticDescriptor s_unknownKind = s_unknownEntry.WithMessage(
        "Block '{0}' has no kind '{1}'{2}");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationAction(operation => Analyze(operation, experiments), OperationKind.Invocation);

    private void Analyze(OperationAnalysisContext context, Experiments experiments)
    {
        if (UpdateStrings.In((IInvocationOperation)context.Operation) is not ({ } experiment, var updates)
            || !experiments.IsWhole(experiment))
            return;
        var choices = KindChoices.Read(experiments.ConfigOf(experiment), updates.Select(i => (string)i.ConstantValue.Value!));
        foreach (var item in updates)
        {
            var update = (string)item.ConstantValue.Value!;
            if (Check(update, experiment, experiments, choices, item.Syntax.GetLocation()) is { } diagnostic)
                context.Report(diagnostic);
        }
    }

    private static Diagnostic? Check(
        string update,
        INamedTypeSymbol experiment,
        Experiments experiments,
        KindChoices choices,
        Location location
    )
    {
        if (update.IndexOf('=') < 0)
            return CheckNamed(update, experiment, experiments, location);
        if (!ScalarText.TrySplitUpdate(update, out var key, out var text))
            return s_noKey.At(location, update);
        var config = experiments.ConfigOf(experiment);
        if (config.Find(key) is { } entry)
            return CheckValue(entry, entry.Value, entry.Key, text, ValueTextChecker.Parses, location);
        if ((FindDictionary(config, key) ?? FindList(config, key)) is { } collection)
            return CheckValue(collection, collection.Value.Item[0], key, text, ValueTextChecker.ParsesAsItem, location);
        if (choices.FindBlock(key) is { } block)
            return CheckChoice(block, update, text, location);
        var ofKinds = config.FindInKinds(key).ToArray();
        if (ofKinds.Length == 0)
            ofKinds = FindCollectionsInKinds(config, key).ToArray();
        if (ofKinds.Length > 0)
            return CheckOfKinds(ofKinds, choices, key, text, location);
        var keys = config.Entries.Where(e => !e.IsDerived).Select(e => e.Key).Concat(choices.Keys).ToArray();
        var hints = FixHints
            .Create(FixHints.Name, NearestName.Find(key, keys))
            .And(FixHints.Written, update.Substring(0, update.IndexOf('=')));
        return s_unknownEntry.At(location, null, hints, experiment.Name, key, Messages.DidYouMean(key, keys, "Its entries are"));
    }

    private static Diagnostic? CheckValue(
        EntrySemantics entry,
        ValueSemantics shape,
        string key,
        string text,
        Func<EntrySemantics, string, bool> parses,
        Location location
    )
    {
        if (entry.IsDerived)
            return s_derived.At(location, entry.Key);
        if (parses(entry, text))
            return null;
        var hint = NearValues.Hint(shape, text, form => parses(entry, form));
        return s_value.At(location, key, text, entry.Key, entry.Value.HelpText, hint);
    }

    private static Diagnostic? CheckChoice(BlockSemantics block, string update, string text, Location location)
    {
        var names = block.Kinds.Select(k => k.Name).Concat(block.CanBeNull ? ["none"] : System.Array.Empty<string>()).ToArray();
        if (!QuotedText.TryUnquote(text.Trim(), out var name))
            name = text;
        if (names.Any(n => KeyName.Normalize(n) == KeyName.Normalize(name)) || (block.CanBeNull && ScalarText.IsNull(text)))
            return null;
        var hints = FixHints.None;
        if (NearestName.Find(name, names) is { } nearest)
            hints = FixHints.Create(FixHints.Name, update.Substring(0, update.IndexOf('=') + 1) + nearest).And(FixHints.Written, update);
        return s_unknownKind.At(location, null, hints, block.Key, name, Messages.DidYouMean(name, names, "Its kinds are"));
    }

    /// <summary>Checks a value of an entry that only some kinds have. Which kind a config has by default is not known.</summary>
    private static Diagnostic? CheckOfKinds(
        (EntrySemantics Entry, ImmutableArray<KindPlace> Within)[] found,
        KindChoices choices,
        string key,
        string text,
        Location location
    )
    {
        var entries = found.Where(f => f.Within.All(choices.Allow)).Select(f => f.Entry).ToArray();
        if (entries.Length == 0)
        {
            var block = found[0].Within.First(p => !choices.Allow(p)).Block;
            var kinds = found.SelectMany(f => f.Within).Where(p => p.Block == block).Select(p => p.Kind.Name).Distinct();
            return s_otherKind.At(location, found[0].Entry.Key, block.Key, choices.KindOf(block), string.Join(" or ", kinds));
        }

        var problems = entries.Select(e => KeyName.Normalize(key) == e.NormalizedKey
            ? CheckValue(e, e.Value, e.Key, text, ValueTextChecker.Parses, location)
            : CheckValue(e, e.Value.Item[0], key, text, ValueTextChecker.ParsesAsItem, location)).ToArray();
        return problems.Any(p => p is null) ? null : problems[0];
    }

    private static IEnumerable<(EntrySemantics Entry, ImmutableArray<KindPlace> Within)> FindCollectionsInKinds(
        ConfigSemantics config,
        string key
    )
    {
        for (var dot = key.LastIndexOf('.'); dot > 0 && dot + 1 < key.Length; dot = key.LastIndexOf('.', dot - 1))
        {
            foreach (var found in config.FindInKinds(key.Substring(0, dot)).Where(f => HasItem(f.Entry, key, dot)))
                yield return found;
        }
    }

    /// <summary>Returns the dictionary entry whose item a key names: <c>options</c> for <c>options.alpha</c>.</summary>
    private static EntrySemantics? FindDictionary(ConfigSemantics config, string key)
    {
        for (var dot = key.LastIndexOf('.'); dot > 0; dot = key.LastIndexOf('.', dot - 1))
        {
            if (dot + 1 < key.Length && config.Find(key.Substring(0, dot)) is { Value.Kind: ValueKind.Dictionary, IsDerived: false } entry)
                return entry;
        }

        return null;
    }

    /// <summary>Returns the list whose item a key names: <c>tags</c> for <c>tags.0</c>. How many items it has is known to the
    /// runtime.</summary>
    private static EntrySemantics? FindList(ConfigSemantics config, string key) =>
        key.LastIndexOf('.') is > 0 and var dot
        && config.Find(key.Substring(0, dot)) is { IsDerived: false } entry
        && HasItem(entry, key, dot)
            ? entry
            : null;

    private static bool HasItem(EntrySemantics entry, string key, int dot) => entry.Value.Kind switch
    {
        ValueKind.Dictionary => true,
        ValueKind.Array or ValueKind.List => dot + 1 < key.Length && key.Skip(dot + 1).All(c => c is >= '0' and <= '9'),
        _ => false,
    };

    private static Diagnostic? CheckNamed(string name, INamedTypeSymbol experiment, Experiments experiments, Location location)
    {
        // Named configs of an experiment elsewhere may be private to its assembly: only the runtime knows them.
        var normalized = KeyName.Normalize(name);
        if (!experiments.IsHere(experiment) || ConfigFileName.Is(name)
            || experiments.NamedConfigsOf(experiment, n => KeyName.Normalize(n) == normalized).Any())
            return null;
        var names = experiments.NamedConfigsOf(experiment, _ => true)
            .Select(t => KeyName.ToSnakeCase(t.Name))
            .OrderBy(n => n, StringComparer.Ordinal)
            .ToArray();
        var hints = FixHints.Create(FixHints.Name, NearestName.Find(name, names));
        return experiments.ConfigOf(experiment).Find(name) is { } entry
            ? s_entryWithoutValue.At(location, null, hints, experiment.Name, name, entry.Key)
            : s_unknownNamedConfig.At(
                location,
                null,
                hints,
                experiment.Name,
                name,
                Messages.DidYouMean(name, names, "Its named configs are")
            );
    }
}
