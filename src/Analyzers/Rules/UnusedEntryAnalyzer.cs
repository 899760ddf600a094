using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN006: an entry, or a whole block, that fills no parameter and that no code reads, so that setting it changes nothing. What other
/// projects do with the public classes of a library is not known.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedEntryAnalyzer() : ExperimentAnalyzer(s_entry, s_block)
{
    private static readonly DiagnosticDescriptor s_entry = new(
        RuleIds.UnusedEntry,
        "Entry is never used",
        "Entry '{0}' of '{1}' is never used",
        RuleIds.Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.UnusedEntry),
        customTags: [WellKnownDiagnosticTags.CompilationEnd, WellKnownDiagnosticTags.Unnecessary]);

    private static readonly DiagnosticDescriptor s_block = s_entry.WithMessage("Block '{0}' of '{1}' is never used");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        var uses = EntryUses.Collect(context, experiments);
        var configs = new ConcurrentBag<INamedTypeSymbol>();
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (Experiments.IsExperiment(type) || type.HasAttribute(KnownNames.Config))
                    configs.Add(type);
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end =>
        {
            if (!experiments.IsWhole())
                return;
            var hasFriends = HasFriends(end.Compilation);
            var unused = configs
                .SelectMany(c =>
                    Declared(c, experiments, hasFriends).Select(d => (d.Property, d.Message, IsUsed: uses.Contains(d.Path, c, d.Key)))
                )
                .GroupBy<(IPropertySymbol Property, DiagnosticDescriptor Message, bool IsUsed), ISymbol>(
                    d => d.Property,
                    SymbolEqualityComparer.Default
                )
                .Where(g => !g.Any(d => d.IsUsed))
                .Select(g => g.First())
                .ToList();
            var foreign = unused.Count == 0 ? [] : NamesInGeneratedCode(end.Compilation, end.CancellationToken);
            foreach (var (property, message, _) in unused.Where(u => !foreign.Contains(u.Property.Name)))
            {
                var name = KeyName.ToSnakeCase(property.Name);
                end.Report(
                    Diagnostic.Create(
                        message,
                        experiments.LocationOf(property),
                        Setters(property, configs, experiments),
                        name,
                        property.ContainingType.Name
                    )
                );
            }
        });
    }

    /// <summary>Returns where named configs set the entry, or an entry of the block.</summary>
    private static IEnumerable<Location> Setters(
        IPropertySymbol property,
        IEnumerable<INamedTypeSymbol> configs,
        Experiments experiments
    ) =>
        configs
            .Where(Experiments.IsExperiment)
            .SelectMany(e => experiments.NamedConfigsOf(e, _ => true).SelectMany(n => experiments.NamedConfig(n, e).Values))
            .Where(v =>
                (v.Entry?.Path ?? [])
                    .Concat(v.Block?.Path ?? [])
                    .Any(p => SymbolEqualityComparer.Default.Equals(p.OriginalDefinition, property))
            )
            .Select(v => experiments.LocationOf(v.Property))
            .Where(l => l.IsInSource)
            .Distinct();

    /// <summary>Returns the entries and blocks of a config that are declared in this program, and which neither an interface nor other
    /// projects can require.</summary>
    private static IEnumerable<(
        IPropertySymbol Property,
        DiagnosticDescriptor Message,
        IReadOnlyList<IPropertySymbol> Path,
        string Key
    )> Declared(INamedTypeSymbol config, Experiments experiments, bool hasFriends)
    {
        var shape = experiments.ConfigOf(config);
        return shape.Entries.Where(e => e is { IsImplicit: false, IsDerived: false }).Select(e => (Message: s_entry, e.Path, e.Key))
            .Concat(shape.Blocks.Select(b => (Message: s_block, b.Path, b.Key)))
            .Select(d => (Property: d.Path[d.Path.Length - 1].OriginalDefinition, d.Message, (IReadOnlyList<IPropertySymbol>)d.Path, d.Key))
            .Where(d => experiments.LocationOf(d.Property).IsInSource
                && IsFree(d.Property)
                && !IsSeenElsewhere(d.Property.ContainingType, experiments.Compilation, hasFriends)
                && !(d.Key is ImplicitEntries.Seed or ImplicitEntries.Device));
    }

    /// <summary>Returns true if nothing requires the property to exist.</summary>
    private static bool IsFree(IPropertySymbol property) =>
        property is { IsOverride: false, IsVirtual: false, IsAbstract: false }
        && property.DeclaringSyntaxReferences.All(r => r.GetSyntax() is PropertyDeclarationSyntax)
        && !property.ContainingType.AllInterfaces
            .SelectMany(i => i.GetMembers(property.Name))
            .Any(m => SymbolEqualityComparer.Default.Equals(property.ContainingType.FindImplementationForInterfaceMember(m), property));

    private static bool IsSeenElsewhere(INamedTypeSymbol type, Compilation compilation, bool hasFriends)
    {
        if (compilation.Options.OutputKind is not (OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule))
            return false;
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (!(t.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
                || (hasFriends && t.DeclaredAccessibility == Accessibility.Internal)))
                return false;
        }

        return true;
    }

    private static bool HasFriends(Compilation compilation) =>
        compilation.Assembly.GetAttributes().Any(a => a.AttributeClass.Is("System.Runtime.CompilerServices.InternalsVisibleToAttribute"));

    /// <summary>Returns all names in the output of other generators, where no rule runs but which may read a config.</summary>
    private static HashSet<string> NamesInGeneratedCode(Compilation compilation, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>();
        foreach (
            var tree in compilation.SyntaxTrees.Where(t =>
                t.FilePath.EndsWith(".cs", StringComparison.Ordinal) && IsOthers(t, cancellationToken)
            )
        )
            names.UnionWith(
                tree.GetRoot(cancellationToken).DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText)
            );
        return names;
    }

    private static bool IsOthers(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (tree.FilePath.Contains("Gen.Generators"))
            return false;
        var name = tree.FilePath.Substring(0, tree.FilePath.Length - ".cs".Length);
        return name.EndsWith(".g", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".g.i", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".designer", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".generated", StringComparison.OrdinalIgnoreCase)
            || tree.GetRoot(cancellationToken).GetLeadingTrivia().Any(t => t.ToString().Contains("<auto-generated"));
    }
}
