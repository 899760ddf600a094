using Gen.Generators.Common;
using Gen.Generators.Metrics;
using Gen.Generators.Semantics;

namespace Gen.Generators.Training;

/// <summary>An experiment that trainers are made from, without its metrics.</summary>
/// <param name="Type">The experiment.</param>
/// <param name="Hooks">In the order in which they stand in the source.</param>
/// <param name="Taken">Names of generated members that members of the user's have already.</param>
/// <param name="HasDevice">Entry <c>device</c> names a device: no property of the user's of another type replaces it.</param>
internal sealed record TrainedExperimentModel(
    TypeModel Type,
    EquatableArray<HookModel> Hooks,
    EquatableArray<string> Taken,
    bool HasDevice
);

/// <summary>What a trainer needs to know of an experiment's metrics: no plan, so that an edit of a formula leaves it as it is.</summary>
/// <param name="Type">The experiment's full name.</param>
/// <param name="Metrics">In the order of the set.</param>
/// <param name="Inputs">The batch tensors that the set's <c>Update</c> takes.</param>
/// <param name="CanCreate">The set can be made and fed: config fills all its parameters, and a trainer knows all its batch tensors.</param>
internal sealed record TrainedMetricsModel(
    string Type,
    EquatableArray<LoggedMetric> Metrics,
    EquatableArray<string> Inputs,
    bool CanCreate
);

/// <summary>A metric whose values are logged.</summary>
/// <param name="Property">The property that has its value.</param>
/// <param name="Key">Name in logs.</param>
/// <param name="Shape">What the value is.</param>
/// <param name="Doc">The method's summary.</param>
internal sealed record LoggedMetric(string Property, string Key, MetricShapeModel Shape, string? Doc);

/// <summary>All that <c>X.Training.g.cs</c> is made from.</summary>
internal sealed record TrainingModel(TrainedExperimentModel Experiment, TrainedMetricsModel? Metrics);

/// <summary>A hook that generated code calls.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="IsStatic">Called on the type.</param>
/// <param name="Kinds">When it is called.</param>
/// <param name="Parameters">All its parameters.</param>
internal sealed record HookModel(string Method, bool IsStatic, HookKind Kinds, EquatableArray<HookParameterModel> Parameters);

/// <summary>A hook's parameter: what its declaration alone tells. What a value of the training is, is known with the metrics
/// only.</summary>
/// <param name="Name">Its name, under which values are looked up.</param>
/// <param name="Type">What kind of value it can take.</param>
/// <param name="IsNamed">False for one that its type or an attribute fills, whatever its name.</param>
/// <param name="Given">C# that fills it, in which <c>{0}</c> is the experiment and <c>{1}</c> the run; of a named one the entry of that
/// name. Null if there is none.</param>
/// <param name="IsRandom">Given is a random stream: made once, kept for all calls.</param>
/// <param name="NeedsServices">Given is a host's services, and there must be some.</param>
/// <param name="OnlyIn">Kinds in which <paramref name="Given"/> exists; none for all.</param>
internal sealed record HookParameterModel(
    string Name,
    HookValueType Type,
    bool IsNamed,
    string? Given,
    bool IsRandom = false,
    bool NeedsServices = false,
    HookKind OnlyIn = HookKind.None
);

/// <summary>What kind of value of the training a parameter's type can take.</summary>
internal enum HookValueType
{
    Other,
    Integer,
    Long,
    Number,
    Vector,
    Matrix,
    Tensor,
}
