namespace Gen.Generators;

/// <summary>Names of the pipeline's steps, for tests that assert what an edit re-runs.</summary>
internal static class TrackingNames
{
    public const string Experiments = nameof(Experiments);
    public const string ExternalNamedConfigs = nameof(ExternalNamedConfigs);
    public const string ExternalSearchSpaces = nameof(ExternalSearchSpaces);
    public const string CompleteExperiments = nameof(CompleteExperiments);
    public const string ClashingNames = nameof(ClashingNames);
    public const string OwnCaptured = nameof(OwnCaptured);
    public const string ExternalCaptured = nameof(ExternalCaptured);
    public const string ExternalCapturedTypes = nameof(ExternalCapturedTypes);

    public const string BlockSchemas = nameof(BlockSchemas);

    public const string Metrics = nameof(Metrics);
    public const string UsedMetrics = nameof(UsedMetrics);
    public const string MetricTypes = nameof(MetricTypes);
    public const string ClashingMetricNames = nameof(ClashingMetricNames);

    public const string TrainedExperiments = nameof(TrainedExperiments);
    public const string TrainedMetrics = nameof(TrainedMetrics);
    public const string Trainings = nameof(Trainings);

    public static readonly string[] All =
    [
        Experiments,
        ExternalNamedConfigs,
        ExternalSearchSpaces,
        CompleteExperiments,
        ClashingNames,
        OwnCaptured,
        ExternalCaptured,
        ExternalCapturedTypes,
        BlockSchemas,
        Metrics,
        UsedMetrics,
        MetricTypes,
        ClashingMetricNames,
        TrainedExperiments,
        TrainedMetrics,
        Trainings,
    ];
}
