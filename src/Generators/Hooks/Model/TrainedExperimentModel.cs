using Gen.Generators.Common;
using Gen.Generators.Metrics;

namespace Gen.Generators.Hooks.Model;

/// <summary>An experiment that trainers are made from, without its metrics.</summary>
/// <param name="Type">The experiment.</param>
/// <param name="Hooks">In the order in which they stand in the source.</param>
/// <param name="Taken">Names of generated members that members of the user's have already.</param>
/// <param name="HasDevice">Entry <c>device</c> names a device: no property of the user's of another type replaces it.</param>
internal sealed record TrainedExperimentModel(TypeModel Type, EquatableArray<HookModel> Hooks, EquatableArray<string> Taken, bool HasDevice);

/// <summary>What a trainer needs to know of an experiment's metrics: no plan, so that an edit of a formula leaves it as it is.</summary>
/// <param name="Type">The experiment's full name.</param>
/// <param name="Metrics">In the order of the set.</param>
/// <param name="Inputs">The batch tensors that the set's <c>Update</c> takes.</param>
/// <param name="CanCreate">The set can be made and fed: config fills all its parameters, and a trainer knows all its batch tensors.</param>
internal sealed record TrainedMetricsModel(string Type, EquatableArray<LoggedMetric> Metrics, EquatableArray<string> Inputs, bool CanCreate);

/// <summary>A metric whose values are logged.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Key">Name in logs.</param>
/// <param name="Shape">What the value is.</param>
/// <param name="Doc">The method's summary.</param>
internal sealed record LoggedMetric(string Name, string Key, MetricShapeModel Shape, string? Doc);

/// <summary>All that <c>X.Training.g.cs</c> is made from.</summary>
internal sealed record TrainingModel(TrainedExperimentModel Experiment, TrainedMetricsModel? Metrics);
