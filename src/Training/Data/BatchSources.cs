using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>What can be put between a source and who takes its batches.</summary>
public static class BatchSources
{
    /// <summary>
    /// Makes batches ahead, on a thread of its own: the batches and their order are the same, and at most so many are made and not taken yet. An exception
    /// of the source arises, with the place where it was thrown, where its batch would have come. Leaving the loop early stops the thread and frees what it made; the
    /// loop ends only after the source has finished the batch that it is making (or after 5 seconds, when the thread is left to end by itself).
    /// </summary>
    /// <param name="source">Makes the batches; used by that thread alone during an epoch.</param>
    /// <param name="count">Batches made ahead, at least 1.</param>
    /// <remarks>Settings of a thread, such as <c>no_grad</c> and dispose scopes of the caller, do not hold for the source's code.</remarks>
    public static IBatchSource Prefetch(this IBatchSource source, int count = 2)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (count < 1) throw new BadDataException($"{count} batches were to be made ahead, but it must be at least 1.");
        return new PrefetchedBatches(source, count);
    }

    /// <summary>
    /// Brings batches to a device. For a GPU they are copied to pinned memory first and from there without waiting for the copy; work that is queued on the device
    /// after it sees the copy done. Write <c>source.PinAndCopy(device).Prefetch()</c> to have another thread do it.
    /// </summary>
    /// <param name="source">Makes the batches.</param>
    /// <param name="device">Where to.</param>
    public static IBatchSource PinAndCopy(this IBatchSource source, Device device)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(device);
        return new DeviceBatches(source, device);
    }
}

/// <summary>A source's batches on a device.</summary>
internal sealed class DeviceBatches(IBatchSource source, Device device) : IBatchSource
{
    public int? BatchCount => source.BatchCount;

    public long? Samples => source.Samples;

    public int? BatchSize => source.BatchSize;

    public IEnumerable<DataBatch> Epoch(EpochOrder order, CancellationToken cancellationToken = default)
    {
        foreach (var batch in source.Epoch(order, cancellationToken)) yield return Bring(batch);
    }

    private DataBatch Bring(DataBatch batch)
    {
        if (device.type == DeviceType.CPU && batch.Input.device_type == DeviceType.CPU) return batch;
        using (batch) return batch.Map(t => DeviceTransfer.Copy(t, device));
    }
}
