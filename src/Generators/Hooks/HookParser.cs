using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Experiments.Shape;
using Gen.Generators.Hooks.Model;
using Gen.Generators.Hooks.Shape;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Hooks;

/// <summary>An experiment's hooks to models: the last place that sees Roslyn's types.</summary>
internal static class HookParser
{
    public static TrainedExperimentModel? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        if (type.TypeKind != TypeKind.Class || !ExperimentParser.CanContinue(type) || !TypeModels.IsPartial(type, cancellationToken))
            return null;
        var hooks = HookSignature.In(type).Where(HookSignature.CanCall).ToArray();
        var needsConfig = hooks.Any(h => h.Parameters.Length > 0) || MentionsDevice(type);
        var config = needsConfig ? ConfigShapeReader.Read(type, compilation) : null;
        var reader = config is null ? null : new HookParameters(type, config, compilation);
        cancellationToken.ThrowIfCancellationRequested();
        return new TrainedExperimentModel(
            TypeModels.Read(type),
            hooks.Select(h => new HookModel(h.Name, h.IsStatic, HookKinds.Of(h), Read(h, reader))).ToEquatableArray(),
            TrainingMembers.CollisionsIn(type).Select(c => c.Generated).Distinct().ToEquatableArray(),
            config is null ? ImplicitEntries.HaveDevice(compilation) : config.Find(ImplicitEntries.Device) is { Value: { Kind: ValueKind.String, IsNullable: false } });
    }

    /// <summary>False if nothing can replace the implicit device: to read the whole config once more only to learn that would double its cost.</summary>
    private static bool MentionsDevice(INamedTypeSymbol type)
    {
        foreach (var declaring in type.WithBaseTypes())
        {
            foreach (var name in declaring.MemberNames)
            {
                if (name.Length > 0 && name[0] is 'd' or 'D' or '_' && KeyName.Normalize(name) == ImplicitEntries.Device)
                    return true;
            }
        }

        return false;
    }

    private static EquatableArray<HookParameterModel> Read(IMethodSymbol hook, HookParameters? reader) =>
        reader is null ? default : hook.Parameters.Select(p => reader.Read(p).Model).ToEquatableArray();
}
