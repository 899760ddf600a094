using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments;

/// <summary>Named configs to models.</summary>
internal static class NamedConfigParser
{
    public static NamedConfigModel Parse(NamedConfigShape shape, INamedTypeSymbol experiment, CancellationToken cancellationToken) => new(
        shape.Name,
        shape.Type.FullName(),
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
}
