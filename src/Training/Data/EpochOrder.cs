using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>
/// The order of the batches in an epoch. The seed, the epoch and the first batch determine it, so they suffice to resume within an epoch.
/// Each permutation has a generator of its own, seeded with <see cref="Seed"/> and the number of the pass through the data, so other random
/// numbers (dropout, <see cref="Random"/>) do not change it.
/// </summary>
/// <remarks>A seed may give another permutation in another version of torch.</remarks>
public readonly record struct EpochOrder
{
    private readonly int _epoch;
    private readonly int _firstBatch;

    /// <summary>The order of the data itself, even for a source that shuffles. Used for evaluation and prediction.</summary>
    public static EpochOrder Sequential => default;

    /// <summary>The seed of the permutations of sources that shuffle; null for the order of the data itself. The default value is
    /// null.</summary>
    public long? Seed { get; init; }

    /// <summary>The index of the epoch. The default value is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Epoch
    {
        get => _epoch;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _epoch = value;
        }
    }

    /// <summary>The index of the first batch, which is the number of batches of the epoch that are done. The default value is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int FirstBatch
    {
        get => _firstBatch;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _firstBatch = value;
        }
    }

    /// <summary>Creates an order with a given seed.</summary>
    public static EpochOrder Shuffled(long seed) => new() { Seed = seed };

    /// <summary>Creates an order with a seed from torch's default generator, which is determined by the seed of the run.</summary>
    public static EpochOrder Shuffled()
    {
        using var seed = randint(0, long.MaxValue, [1], ScalarType.Int64, CPU);
        return Shuffled(seed.item<long>());
    }

    /// <summary>Returns the same order for another epoch.</summary>
    /// <param name="epoch">The index of the epoch.</param>
    /// <param name="firstBatch">The index of the first batch. The default value is 0.</param>
    public EpochOrder At(int epoch, int firstBatch = 0) => this with { Epoch = epoch, FirstBatch = firstBatch };

    /// <summary>Returns the order of the rows in one pass through the data: int64 [rows] on the CPU, in no dispose scope; null without a
    /// seed.</summary>
    internal Tensor? Permutation(long rows, long pass) => Seed is { } seed ? Permutations.Draw(rows, seed, pass) : null;
}

/// <summary>Permutations of rows. They are drawn on the CPU, so that they do not depend on the device of the data.</summary>
internal static class Permutations
{
    public static Tensor Draw(long rows, long seed, long stream)
    {
        using var generator = new Generator((ulong)Seed(seed, stream));
        return randperm(rows, ScalarType.Int64, CPU, generator: generator).DetachFromDisposeScope();
    }

    /// <summary>Derives the seed of one of many streams from a seed.</summary>
    public static long Seed(long seed, long stream) => (long)Mix((ulong)seed + (ulong)stream * 0x9E3779B97F4A7C15);

    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014): consecutive seeds must not give similar sequences, and torch reads only 32
    // bits of a seed.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
