using Gen.Generators.Common;
using Gen.Generators.Metrics;
using Gen.Generators.Metrics.Emit;
using Gen.Generators.Semantics;
using Gen.Shared;

namespace Gen.Generators.Training;

/// <summary>What a trainer does with an experiment's metric set.</summary>
internal static class TrainedMetrics
{
    // By the names that the metrics' batch tensors have; each is a parameter of ExperimentMetrics.Update.
    private static readonly (string Name, string Argument, string? Missing)[] s_inputs =
    [
        ("yTrue", "target", "the step gives no target"),
        ("yPred", "prediction", null),
        ("sampleWeight", "sampleWeight", "the data has no sample weights"),
        ("input", "input", "the step gives no input"),
    ];

    /// <summary>Names that a metric's batch tensors can have where a trainer computes it.</summary>
    public static IEnumerable<string> InputNames => s_inputs.Select(i => i.Name);

    public static TrainedMetricsModel Create(MetricTypeModel type)
    {
        var set = type.InSet.ToArray();
        var inputs = set.SelectMany(MetricClass.InputsOf).Distinct().ToArray();
        var isFilled = new ConfigSlots(set, new NameScope([])).All.All(s => s.Parameter.Fill is not null || s.Default is not null);
        var canCreate =
            set.Length > 0 && isFilled && inputs.All(i => Argument(i) is not null) && !type.Owner.Taken.Contains(MetricNames.CreateSet);
        return new TrainedMetricsModel(
            type.Owner.Type.FullName,
            set.Select(m => new LoggedMetric(m.Property, m.Key, m.Shape, m.Doc)).ToEquatableArray(),
            inputs.ToEquatableArray(),
            canCreate);
    }

    /// <summary>The parameter of <c>ExperimentMetrics.Update</c> that a batch tensor stands for, and what its absence means; null for one
    /// that no trainer knows.</summary>
    public static (string Name, string? Missing)? Argument(string input)
    {
        var name = KeyName.Normalize(input);
        foreach (var (known, argument, missing) in s_inputs)
        {
            if (KeyName.Normalize(known) == name)
                return (argument, missing);
        }

        return null;
    }
}
