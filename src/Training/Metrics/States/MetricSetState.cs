namespace Gen.Training.Metrics;

/// <summary>All metrics of a type in one state: each batch is read once, and what several metrics need is summed once. Base of generated sets.</summary>
/// <param name="configuration">The config values as text; sets of different text do not merge.</param>
public abstract class MetricSetState(string configuration = "") : StreamingState(configuration);
