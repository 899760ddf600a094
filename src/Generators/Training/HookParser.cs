using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Training;

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
                .Select(h => new HookModel(
                    h.Name,
                    h.IsStatic,
                    HookKinds.From(h),
                    h.Parameters.Select(p => reader.Read(p).Model).ToEquatableArray()
                ))
                .ToEquatableArray(),
            TrainingMembers.CollisionsIn(experiment).Select(c => c.Generated).Distinct().ToEquatableArray(),
            config.Find(ImplicitEntries.Device) is { Value: { Kind: ValueKind.String, IsNullable: false } });
    }
}

/// <summary>Reads hooks' parameters: what their types and attributes say, and which entries their names mean.</summary>
internal sealed class HookParameters(INamedTypeSymbol experiment, ConfigSemantics config, Compilation compilation)
{
    private const string Context = "context";

    private readonly ParameterMatcher _matcher = new(experiment, config, compilation);

    /// <summary>The parameter's model, and what fills it by the rules of captured methods.</summary>
    public (HookParameterModel Model, ParameterFill Fill) Read(IParameterSymbol parameter)
    {
        if (Special(parameter.Type) is { } special && !parameter.HasAttribute(KnownNames.FromConfig))
            return (special with { Name = parameter.Name }, ParameterFill.None);
        var fill = _matcher.Match(parameter);
        var given = fill.Kind switch
        {
            FillKind.None => null,
            FillKind.CancellationToken => Context + ".CancellationToken",
            FillKind.Device => Context + ".Device",
            _ => FillExpressions.Expression(fill, parameter),
        };
        var isNamed =
            fill.Kind is FillKind.None or FillKind.Entry
            && !parameter.HasAttribute(KnownNames.FromConfig)
            && !parameter.HasAttribute(KnownNames.Seed);
        return (
            new HookParameterModel(
                parameter.Name,
                TypeOf(parameter),
                isNamed,
                given,
                fill.Kind == FillKind.Random,
                FillExpressions.NeedsServices(fill, parameter)
            ),
            fill
        );
    }

    private HookParameterModel? Special(ITypeSymbol type)
    {
        // Where it has not been generated yet, Logs is a type that does not exist.
        if (
            type.Name is TrainingNames.Logs or TrainingNames.EvaluationLogs
            && (type.TypeKind == TypeKind.Error || SymbolEqualityComparer.Default.Equals(type.ContainingType, experiment))
        )
            return FromExpression(HookValues.Logs);
        if (type.Is(KnownNames.TrainingContext))
            return FromExpression(Context);
        if (type.Is(KnownNames.LogValues))
            return FromExpression(Context + ".Logs");
        if (type.Is(KnownNames.Device))
            return FromExpression(Context + ".Device");
        return type.Is(KnownNames.Exception) ? FromExpression("exception") with { OnlyIn = HookKind.Exception } : null;
    }

    private static HookParameterModel FromExpression(string expression) => new("", HookValueType.Other, IsNamed: false, expression);

    private static HookValueType TypeOf(IParameterSymbol parameter) =>
        !ParameterMatcher.CanFill(parameter)
            ? HookValueType.Other
            : parameter.Type switch
            {
                { SpecialType: SpecialType.System_Int32 } => HookValueType.Integer,
                { SpecialType: SpecialType.System_Int64 } => HookValueType.Long,
                { SpecialType: SpecialType.System_Double } => HookValueType.Number,
                IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Double } => HookValueType.Vector,
                IArrayTypeSymbol { Rank: 2, ElementType.SpecialType: SpecialType.System_Double } => HookValueType.Matrix,
                var type when type.Is(KnownNames.Tensor) => HookValueType.Tensor,
                _ => HookValueType.Other,
            };
}
