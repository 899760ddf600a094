using TorchSharp;

namespace Gen.Training;

/// <summary>The profile of an epoch.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Training">The times of training steps, including hooks.</param>
/// <param name="Validation">The times of validation; null if there was none.</param>
/// <param name="Memory">The memory usage at the end of the epoch.</param>
public sealed record EpochProfile(int Epoch, PhaseTimes Training, PhaseTimes? Validation, MemoryUsage Memory);

/// <summary>The memory usage of the process.</summary>
/// <param name="Resident">The working set in bytes, including CPU tensors but not GPU memory.</param>
/// <param name="Managed">The bytes of .NET objects.</param>
/// <param name="Tensors">The number of live tensors.</param>
/// <param name="Collections">The number of garbage collections of any generation.</param>
/// <param name="FullCollections">The number of full garbage collections.</param>
public readonly record struct MemoryUsage(long Resident, long Managed, long Tensors, int Collections, int FullCollections)
{
    internal const double MiB = 1 << 20;

    /// <summary>Returns the current memory usage.</summary>
    public static MemoryUsage Now() => new(
        Environment.WorkingSet,
        GC.GetTotalMemory(forceFullCollection: false),
        torch.Tensor.TotalCount,
        GC.CollectionCount(0),
        GC.CollectionCount(GC.MaxGeneration));
}
