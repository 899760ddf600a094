using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Common;

/// <summary>The problems of config classes, each told of once: at the block that has it, not again at each experiment that uses the block.</summary>
internal static class ShapeProblems
{
    /// <summary>Problems to report at an experiment or a <c>[Config]</c> class; none for any other type.</summary>
    public static IEnumerable<ShapeProblem> ReportedAt(INamedTypeSymbol type, Experiments experiments)
    {
        if (!Experiments.IsExperiment(type) && !type.HasAttribute(KnownNames.Config))
            return [];
        var config = experiments.ConfigOf(type);
        if (config.Problems.IsEmpty)
            return [];
        var told = config.Blocks
            .Select(b => b.Type)
            .Concat(config.Problems.Where(p => p.Kind == ShapeProblemKind.RecursiveBlock).Select(p => p.Symbol.ContainingType))
            .Where(b => IsHere(b, experiments) && !SymbolEqualityComparer.Default.Equals(b, type))
            .SelectMany(b => experiments.ConfigOf(b).Problems)
            .ToArray();
        return config.Problems.Where(p => !told.Any(t => t.Kind == p.Kind && SymbolEqualityComparer.Default.Equals(t.Symbol, p.Symbol)));
    }

    private static bool IsHere(INamedTypeSymbol block, Experiments experiments) =>
        SymbolEqualityComparer.Default.Equals(block.ContainingAssembly, experiments.Compilation.Assembly) && block.HasAttribute(KnownNames.Config);
}
