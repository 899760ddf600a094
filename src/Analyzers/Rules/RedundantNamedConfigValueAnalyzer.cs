using System.Collections.Concurrent;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN005: a named config sets an entry to its default. That has an effect only if something else set the entry before: another named
/// config, a file or the environment.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RedundantNamedConfigValueAnalyzer() : ExperimentAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.RedundantNamedConfigValue,
        "Named config sets an entry to its default",
        "Named config '{0}' sets '{1}' to the default of entry '{2}'",
        RuleIds.Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.RedundantNamedConfigValue),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        var values = KnownDefaults.Collect(context);
        var namedConfigs = new ConcurrentBag<INamedTypeSymbol>();
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (Experiments.ExperimentsOf(type).Any())
                    namedConfigs.Add(type);
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var namedConfig in namedConfigs)
                Analyze(end, namedConfig, experiments, values);
        });
    }

    private void Analyze(CompilationAnalysisContext context, INamedTypeSymbol type, Experiments experiments, KnownDefaults values)
    {
        // A value may be the default of one experiment and differ from that of another.
        var same = Experiments.ExperimentsOf(type)
            .Where(experiments.IsWhole)
            .SelectMany(e => experiments.NamedConfig(type, e).Values)
            .GroupBy(v => v.Property, SymbolEqualityComparer.Default)
            .Where(g => g.All(v => IsOwn(v.Property, type) && IsDefault(v, values)));
        foreach (var value in same.Select(g => g.First()))
        {
            var declared = value.Entry?.Property ?? value.Block!.Property;
            context.Report(s_rule.At(
                experiments.LocationOf(value.Property, type),
                experiments.LocationOf(declared),
                type.Name,
                value.Property.Name,
                value.Entry?.Key ?? value.Block!.Key));
        }
    }

    /// <summary>Returns true if without the property the named config would have none of that name.</summary>
    private static bool IsOwn(IPropertySymbol property, INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(property.ContainingType, type)
        && property is { IsOverride: false, IsVirtual: false, IsAbstract: false }
        && !type.WithBaseTypes().Skip(1).Any(t => !t.GetMembers(property.Name).IsEmpty)
        && !type
            .AllInterfaces.SelectMany(i => i.GetMembers())
            .Any(m => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(m), property));

    private static bool IsDefault(NamedValueSemantics value, KnownDefaults values)
    {
        if (value.Problem != FillProblem.None || values.ValueOf(value.Property) is not { } given)
            return false;
        if (value.Entry is { Property: { } property } entry)
            return values.DefaultOf(entry.Path) is { } initial && KnownValue.AreEqual(given, initial, property.Type);
        return value.Block is { } block
            && given is KnownValue.Creation made
            && SymbolEqualityComparer.Default.Equals(made.Type, block.Type)
            && IsDefault(made, block, values);
    }

    /// <summary>Returns true if each entry of a new block has the value that it has in the experiment's block.</summary>
    private static bool IsDefault(KnownValue.Creation made, BlockSemantics block, KnownDefaults values)
    {
        var entries = ConfigSemanticsReader.PropertiesOf(block.Type).Where(p => p.SetMethod is not null).ToArray();
        return entries.All(p => p.Type is not INamedTypeSymbol nested || !nested.HasAttribute(KnownNames.Config))
            && entries.All(p =>
                values.DefaultOf([p], 0, made) is { } given
                && values.DefaultOf([.. block.Path, p]) is { } initial
                && KnownValue.AreEqual(given, initial, p.Type)
            );
    }
}
