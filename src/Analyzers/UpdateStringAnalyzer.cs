using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Experiments.Shape;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers;

/// <summary>
/// GEN013: a constant string given to the generated <c>Parse</c> names no entry or named config, or its value does not parse. Texts made while
/// the program runs, and config files, are left to the runtime.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UpdateStringAnalyzer() : ExperimentAnalyzer(Descriptors.UpdateString)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationAction(operation => Analyze(operation, experiments), OperationKind.Invocation);

    private void Analyze(OperationAnalysisContext context, Experiments experiments)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        var experiment = InheritedMembers.ExperimentOf(method);
        if (method.Name != GeneratedMembers.Parse || !method.IsStatic || !Experiments.IsExperiment(experiment) || !GeneratedMembers.IsGenerated(method))
            return;
        foreach (var item in call.Arguments.SelectMany(a => Items(a.Value)))
        {
            if (item.ConstantValue is { HasValue: true, Value: string update } && Check(update, experiment, experiments, out var nearest) is { } problem)
                context.ReportDiagnostic(Report(item.Syntax.GetLocation(), null, nearest, problem));
        }
    }

    private static IEnumerable<IOperation> Items(IOperation argument) => argument switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        ICollectionExpressionOperation collection => collection.Elements,
        IConversionOperation conversion => Items(conversion.Operand),
        _ => [],
    };

    private static string? Check(string update, INamedTypeSymbol experiment, Experiments experiments, out ImmutableDictionary<string, string?> nearest)
    {
        nearest = ImmutableDictionary<string, string?>.Empty;
        if (update.IndexOf('=') < 0)
            return CheckNamed(update, experiment, experiments, ref nearest);
        if (!ScalarText.TrySplitUpdate(update, out var key, out var text))
            return $"'{update}' has no key before the '='";
        var config = experiments.ConfigOf(experiment);
        if (config.Find(key) is { } entry)
            return CheckValue(entry, entry.Key, text, ValueTextChecker.Parses);
        if (FindDictionary(config, key) is { } dictionary)
            return CheckValue(dictionary, key, text, ValueTextChecker.ParsesAsItem);
        var keys = config.Entries.Where(e => !e.IsDerived).Select(e => e.Key).ToArray();
        nearest = FixHints.Of(FixHints.Name, NearestName.Find(key, keys)).And(FixHints.Written, update.Substring(0, update.IndexOf('=')));
        return $"'{experiment.Name}' has no config entry '{key}'" + Wording.DidYouMean(key, keys, "its entries are");
    }

    private static string? CheckValue(EntryShape entry, string key, string text, Func<EntryShape, string, bool> parses)
    {
        if (entry.IsDerived)
            return $"Entry '{entry.Key}' is derived from other entries and can't be set";
        return parses(entry, text) ? null : $"'{key}' can't be '{text}': the type of entry '{entry.Key}' is {entry.Value.HelpText}";
    }

    /// <summary>The dictionary entry whose item a key names: <c>options</c> for <c>options.alpha</c>.</summary>
    private static EntryShape? FindDictionary(ConfigShape config, string key)
    {
        for (var dot = key.LastIndexOf('.'); dot > 0; dot = key.LastIndexOf('.', dot - 1))
        {
            if (dot + 1 < key.Length && config.Find(key.Substring(0, dot)) is { Value.Kind: ValueKind.Dictionary, IsDerived: false } entry)
                return entry;
        }

        return null;
    }

    private static string? CheckNamed(string name, INamedTypeSymbol experiment, Experiments experiments, ref ImmutableDictionary<string, string?> nearest)
    {
        // Named configs of an experiment elsewhere may be private to its assembly: only the runtime knows them.
        var isHere = SymbolEqualityComparer.Default.Equals(experiment.ContainingAssembly, experiments.Compilation.Assembly);
        var normalized = KeyName.Normalize(name);
        if (!isHere || name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            || experiments.NamedConfigsOf(experiment, n => KeyName.Normalize(n) == normalized).Any())
            return null;
        var names = experiments.NamedConfigsOf(experiment, _ => true).Select(t => KeyName.ToSnakeCase(t.Name)).OrderBy(n => n, StringComparer.Ordinal).ToArray();
        nearest = FixHints.Of(FixHints.Name, NearestName.Find(name, names));
        var entry = experiments.ConfigOf(experiment).Find(name) is { } found ? $"; to set the entry write {found.Key}=VALUE" : "";
        return $"'{experiment.Name}' has no named config '{name}'" + Wording.DidYouMean(name, names, "its named configs are") + entry;
    }
}
