using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>Saves and loads the log values of the last epoch, which are available at the end of training.</summary>
internal static class LogState
{
    public static void Save(LogValues logs, CheckpointState state)
    {
        using var scope = NewDisposeScope();
        foreach (var (key, value) in logs.Scalars)
            state.Section("values").Set(key, value);
        foreach (var (key, value) in logs.Metrics)
        {
            var metric = state.Section("metrics").Section(key);
            metric.Set("name", value.Name);
            metric.Set("shape", (long)value.Shape);
            metric.Set("value", tensor(value.Numbers.ToArray(), ScalarType.Float64, CPU).reshape([.. value.Sizes]));
        }
    }

    public static LogValues Load(CheckpointState state)
    {
        var logs = new LogValues();
        foreach (var key in Section(state, "values").Keys)
            logs.Set(key, state.Section("values").GetDouble(key));
        foreach (var key in Section(state, "metrics").Keys)
        {
            var metric = state.Section("metrics").Section(key);
            logs.Set(key, MetricValue.Read(metric.GetString("name"), (MetricShape)metric.GetInt64("shape"), metric.GetTensor("value")));
        }

        return logs;
    }

    private static CheckpointState Section(CheckpointState state, string name) =>
        state.Contains(name) ? state.Section(name) : new CheckpointState();
}

/// <summary>Saves and loads the state of metrics as a tensor of bytes.</summary>
internal static class MetricBytes
{
    /// <summary>Returns the state as a tensor, owned by the current dispose scope.</summary>
    public static Tensor Save(MetricSetState metrics)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        metrics.Save(writer);
        writer.Flush();
        var bytes = empty(memory.Length, ScalarType.Byte, CPU);
        memory.GetBuffer().AsSpan(0, (int)memory.Length).CopyTo(bytes.bytes);
        return bytes;
    }

    /// <summary>Loads a state.</summary>
    /// <exception cref="InvalidDataException">The state is of other metrics.</exception>
    public static void Load(MetricSetState metrics, Tensor bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes.bytes.ToArray()));
        metrics.Load(reader);
    }
}
