using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>Extension methods that wrap batch sources.</summary>
public static class BatchSources
{
    /// <summary>
    /// Prepares batches in advance on a background thread. The batches and their order stay the same. An exception of the source is
    /// rethrown, with its stack trace, in place of the batch. Leaving the loop early stops the thread and disposes the prepared batches,
    /// after the source has finished its current batch or after 5 seconds, whichever is earlier.
    /// </summary>
    /// <param name="source">The source. During an epoch only the background thread uses it.</param>
    /// <param name="count">The maximum number of prepared batches, at least 1. The default value is 2.</param>
    /// <remarks>Thread-bound state of the caller, such as <c>no_grad</c> and dispose scopes, does not apply to the source.</remarks>
    public static IBatchSource Prefetch(this IBatchSource source, int count = 2)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (count < 1) throw new BadDataException($"count must be at least 1, but was {count}.");
        return new PrefetchedBatches(source, count);
    }

    /// <summary>
    /// Copies batches to a device. For a GPU they go through pinned memory and the copy is asynchronous; work that is queued on the device
    /// later sees the completed copy. Use <c>source.ToDevice(device).Prefetch()</c> to copy on another thread.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="device">The device.</param>
    public static IBatchSource ToDevice(this IBatchSource source, Device device)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(device);
        return new DeviceBatches(source, device);
    }
}

/// <summary>A source whose batches are copied to a device.</summary>
internal sealed class DeviceBatches(IBatchSource source, Device device) : IBatchSource
{
    public int? BatchCount => source.BatchCount;

    public long? Rows => source.Rows;

    public int? BatchSize => source.BatchSize;

    public IEnumerable<Batch> Epoch(EpochOrder order, CancellationToken cancellationToken = default)
    {
        foreach (var batch in source.Epoch(order, cancellationToken)) yield return Copy(batch);
    }

    private Batch Copy(Batch batch)
    {
        if (device.type == DeviceType.CPU && batch.Features.device_type == DeviceType.CPU) return batch;
        using (batch) return batch.Map(t => DeviceTransfer.Copy(t, device));
    }
}
