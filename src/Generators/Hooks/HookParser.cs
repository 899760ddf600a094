using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Hooks.Model;
using Gen.Generators.Hooks.Shape;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Hooks;

/// <summary>An experiment's hooks to models: the last place that sees Roslyn's types.</summary>
internal static class HookParser
{
    /// <summary>Reads what is generated for training; null in a project without Gen.Training.</summary>
    public static TrainedExperimentModel? Parse(
        INamedTypeSymbol experiment, TypeModel type, ConfigSemantics config, Compilation compilation, CancellationToken cancellationToken)
    {
        if (compilation.GetTypeByMetadataName(KnownNames.ExperimentMetrics) is null)
            return null;
        cancellationToken.ThrowIfCancellationRequested();
        var reader = new HookParameters(experiment, config, compilation);
        return new TrainedExperimentModel(
            type,
            HookSignature.In(experiment)
                .Where(HookSignature.CanCall)
                .Select(h => new HookModel(h.Name, h.IsStatic, HookKinds.Of(h), h.Parameters.Select(p => reader.Read(p).Model).ToEquatableArray()))
                .ToEquatableArray(),
            TrainingMembers.CollisionsIn(experiment).Select(c => c.Generated).Distinct().ToEquatableArray(),
            config.Find(ImplicitEntries.Device) is { Value: { Kind: ValueKind.String, IsNullable: false } });
    }
}
