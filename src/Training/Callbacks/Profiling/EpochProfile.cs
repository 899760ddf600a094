using TorchSharp;

namespace Gen.Training;

/// <summary>Where an epoch's time went.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Training">Its training steps, the hooks around them included.</param>
/// <param name="Validation">Its validation; null if there was none.</param>
/// <param name="Memory">The process's memory at its end.</param>
public sealed record EpochProfile(int Epoch, PhaseTimes Training, PhaseTimes? Validation, MemoryUse Memory);

/// <summary>A look at the process's memory.</summary>
/// <param name="Resident">Bytes of the process in main memory, torch's on the processor included, a GPU's not.</param>
/// <param name="Managed">Bytes of .NET objects.</param>
/// <param name="Tensors">Tensors that are alive.</param>
/// <param name="Collections">Garbage collections since the process began, of any generation.</param>
/// <param name="FullCollections">Those of them that were of all generations.</param>
public readonly record struct MemoryUse(long Resident, long Managed, long Tensors, int Collections, int FullCollections)
{
    internal const double MiB = 1 << 20;

    /// <summary>That of this moment.</summary>
    public static MemoryUse Now() =>
        new(Environment.WorkingSet, GC.GetTotalMemory(forceFullCollection: false), torch.Tensor.TotalCount, GC.CollectionCount(0), GC.CollectionCount(GC.MaxGeneration));
}
