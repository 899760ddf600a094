using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Experiments;

/// <summary>Named configs to models.</summary>
internal static class NamedConfigParser
{
    public static NamedConfigModel Parse(NamedConfigShape shape, INamedTypeSymbol experiment, CancellationToken cancellationToken) => new(
        shape.Name,
        shape.Type.FullName(),
        AccessibilityIn(shape.Type, experiment),
        experiment.FullName(),
        DocComment.Summary(shape.Type, cancellationToken),
        shape.TakesExperiment,
        shape.CanCreate,
        shape.Values.Where(v => v.Problem == FillProblem.None).Select(ParseValue).Where(v => v is not null).Select(v => v!).ToEquatableArray());

    private static NamedValueModel? ParseValue(NamedValueShape value)
    {
        if (value.Block is { } block)
            return ExperimentParser.Setter(block.Path) is { } blockSetter ? new NamedValueModel(value.Property.Name, null, block.Key + ".", blockSetter) : null;
        var entry = value.Entry!;
        return ExperimentParser.Setter(entry) is { } setter ? new NamedValueModel(value.Property.Name, entry.NormalizedKey, null, setter) : null;
    }

    /// <summary>The most that a member of the experiment can have whose signature mentions the type.</summary>
    private static string AccessibilityIn(INamedTypeSymbol type, INamedTypeSymbol experiment)
    {
        if (SymbolEqualityComparer.Default.Equals(type.ContainingType, experiment))
            return SyntaxFacts.GetText(type.DeclaredAccessibility);
        var isPublic = true;
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal) || t.IsFileLocal)
                return "private";
            isPublic &= t.DeclaredAccessibility == Accessibility.Public;
        }

        return isPublic ? "public" : "internal";
    }
}
