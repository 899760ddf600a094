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
    s_unknownEntry, s_noKey, s_derived, s_value, s_unknownNamedConfig, s_entryWithoutValue)
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

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationAction(operation => Analyze(operation, experiments), OperationKind.Invocation);

    private void Analyze(OperationAnalysisContext context, Experiments experiments)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        var experiment = ExtensionMembers.ExperimentOf(method);
        if (method.Name != GeneratedMembers.Parse || !method.IsStatic
            || !Experiments.IsExperiment(experiment) || !ExtensionMembers.Is(method))
            return;
        foreach (var item in call.Arguments.SelectMany(a => Items(a.Value)))
        {
            if (item.ConstantValue is { HasValue: true, Value: string update }
                && Check(update, experiment, experiments, item.Syntax.GetLocation()) is { } diagnostic)
                context.ReportDiagnostic(diagnostic);
        }
    }

    private static IEnumerable<IOperation> Items(IOperation argument) => argument switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        ICollectionExpressionOperation collection => collection.Elements,
        IConversionOperation conversion => Items(conversion.Operand),
        _ => [],
    };

    private static Diagnostic? Check(string update, INamedTypeSymbol experiment, Experiments experiments, Location location)
    {
        if (update.IndexOf('=') < 0)
            return CheckNamed(update, experiment, experiments, location);
        if (!ScalarText.TrySplitUpdate(update, out var key, out var text))
            return s_noKey.At(location, update);
        var config = experiments.ConfigOf(experiment);
        if (config.Find(key) is { } entry)
            return CheckValue(entry, entry.Value, entry.Key, text, ValueTextChecker.Parses, location);
        if (FindDictionary(config, key) is { } dictionary)
            return CheckValue(dictionary, dictionary.Value.Item[0], key, text, ValueTextChecker.ParsesAsItem, location);
        var keys = config.Entries.Where(e => !e.IsDerived).Select(e => e.Key).ToArray();
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

    private static Diagnostic? CheckNamed(string name, INamedTypeSymbol experiment, Experiments experiments, Location location)
    {
        // Named configs of an experiment elsewhere may be private to its assembly: only the runtime knows them.
        var isHere = SymbolEqualityComparer.Default.Equals(experiment.ContainingAssembly, experiments.Compilation.Assembly);
        var normalized = KeyName.Normalize(name);
        if (!isHere || name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
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
