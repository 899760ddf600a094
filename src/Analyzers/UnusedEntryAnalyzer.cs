using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Shape;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>
/// GEN006: an entry, or a whole block, that no parameter is filled with and no code reads: whoever sets it believes to have changed something. What
/// other projects do with the public classes of a library is not known.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedEntryAnalyzer() : ExperimentAnalyzer(Descriptors.UnusedEntry)
{
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
            var hasFriends = HasFriends(end.Compilation);
            var unused = configs.SelectMany(c => Declared(c, experiments, hasFriends).Select(d => (d.Property, d.What, IsUsed: uses.Contains(d.Path, c, d.Key))))
                .GroupBy<(IPropertySymbol Property, string What, bool IsUsed), ISymbol>(d => d.Property, SymbolEqualityComparer.Default)
                .Where(g => !g.Any(d => d.IsUsed))
                .Select(g => g.First())
                .ToList();
            var foreign = unused.Count == 0 ? [] : NamesInGeneratedCode(end.Compilation, end.CancellationToken);
            foreach (var (property, what, _) in unused.Where(u => !foreign.Contains(u.Property.Name)))
            {
                var name = KeyName.ToSnakeCase(property.Name);
                end.ReportDiagnostic(Diagnostic.Create(Rule, experiments.LocationOf(property), Setters(property, configs, experiments), what, name, property.ContainingType.Name));
            }
        });
    }

    /// <summary>Where named configs set the entry, or one of the block: without it they would set nothing.</summary>
    private static IEnumerable<Location> Setters(IPropertySymbol property, IEnumerable<INamedTypeSymbol> configs, Experiments experiments) =>
        configs.Where(Experiments.IsExperiment)
            .SelectMany(e => experiments.NamedConfigsOf(e, _ => true).SelectMany(n => experiments.NamedConfig(n, e).Values))
            .Where(v => (v.Entry?.Path ?? []).Concat(v.Block?.Path ?? []).Any(p => SymbolEqualityComparer.Default.Equals(p.OriginalDefinition, property)))
            .Select(v => experiments.LocationOf(v.Property))
            .Where(l => l.IsInSource)
            .Distinct();

    /// <summary>The entries and blocks of a config that are declared here for this program alone, and that nothing else asks for.</summary>
    private static IEnumerable<(IPropertySymbol Property, string What, IReadOnlyList<IPropertySymbol> Path, string Key)> Declared(INamedTypeSymbol config, Experiments experiments, bool hasFriends)
    {
        var shape = experiments.ConfigOf(config);
        return shape.Entries.Where(e => e is { IsImplicit: false, IsDerived: false }).Select(e => (What: "Entry", e.Path, e.Key))
            .Concat(shape.Blocks.Select(b => (What: "Block", b.Path, b.Key)))
            .Select(d => (Property: d.Path[d.Path.Length - 1].OriginalDefinition, d.What, (IReadOnlyList<IPropertySymbol>)d.Path, d.Key))
            .Where(d => experiments.LocationOf(d.Property).IsInSource && IsFree(d.Property) && !IsSeenElsewhere(d.Property.ContainingType, experiments.Compilation, hasFriends)
                && !(d.Key is ImplicitEntries.Seed or ImplicitEntries.Device));
    }

    /// <summary>True if nothing requires the property to be there.</summary>
    private static bool IsFree(IPropertySymbol property) =>
        property is { IsOverride: false, IsVirtual: false, IsAbstract: false }
        && property.DeclaringSyntaxReferences.All(r => r.GetSyntax() is PropertyDeclarationSyntax)
        && !property.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers(property.Name)).Any(m => SymbolEqualityComparer.Default.Equals(property.ContainingType.FindImplementationForInterfaceMember(m), property));

    private static bool IsSeenElsewhere(INamedTypeSymbol type, Compilation compilation, bool hasFriends)
    {
        if (compilation.Options.OutputKind is not (OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule))
            return false;
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (!(t.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal || (hasFriends && t.DeclaredAccessibility == Accessibility.Internal)))
                return false;
        }

        return true;
    }

    private static bool HasFriends(Compilation compilation) =>
        compilation.Assembly.GetAttributes().Any(a => a.AttributeClass.Is("System.Runtime.CompilerServices.InternalsVisibleToAttribute"));

    /// <summary>Every name in what other generators wrote: rules are not run there, but it may read a config.</summary>
    private static HashSet<string> NamesInGeneratedCode(Compilation compilation, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>();
        foreach (var tree in compilation.SyntaxTrees.Where(t => t.FilePath.EndsWith(".cs", StringComparison.Ordinal) && IsOthers(t, cancellationToken)))
            names.UnionWith(tree.GetRoot(cancellationToken).DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText));
        return names;
    }

    private static bool IsOthers(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (tree.FilePath.Contains("Gen.Generators"))
            return false;
        var name = tree.FilePath.Substring(0, tree.FilePath.Length - ".cs".Length);
        return name.EndsWith(".g", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".g.i", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".designer", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".generated", StringComparison.OrdinalIgnoreCase)
            || tree.GetRoot(cancellationToken).GetLeadingTrivia().Any(t => t.ToString().Contains("<auto-generated"));
    }
}
