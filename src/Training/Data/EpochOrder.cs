using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>
/// Which batches an epoch consists of: three numbers, all that has to be saved to go on in the middle of an epoch with the same rows. Permutations come from
/// generators of their own that are seeded with <see cref="Seed"/> and the number of the pass through the data, so nothing that draws random numbers in
/// between (dropout, <see cref="Random"/>) changes them.
/// </summary>
/// <remarks>One seed gives one order with one version of torch; it does not promise the same permutation in all versions.</remarks>
public readonly record struct EpochOrder
{
    private readonly int _epoch;
    private readonly int _firstBatch;

    /// <summary>The data as they lie, even from a source that shuffles; for evaluation and prediction.</summary>
    public static EpochOrder Sequential => default;

    /// <summary>Null: the data as they lie. Otherwise, what the permutations of sources that shuffle are drawn from.</summary>
    public long? Seed { get; init; }

    /// <summary>The epoch, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 0.</exception>
    public int Epoch
    {
        get => _epoch;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _epoch = value;
        }
    }

    /// <summary>The batch to begin with, from 0: how many batches of the epoch are done already.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 0.</exception>
    public int FirstBatch
    {
        get => _firstBatch;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _firstBatch = value;
        }
    }

    /// <summary>An order whose permutations belong to a seed.</summary>
    public static EpochOrder Shuffled(long seed) => new() { Seed = seed };

    /// <summary>An order whose seed is drawn, once, from torch's default generator: the seed of a run fixes it.</summary>
    public static EpochOrder Shuffled()
    {
        using var seed = randint(0, long.MaxValue, [1], ScalarType.Int64, CPU);
        return Shuffled(seed.item<long>());
    }

    /// <summary>Another epoch of the same order.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="firstBatch">The batch to begin with.</param>
    public EpochOrder At(int epoch, int firstBatch = 0) => this with { Epoch = epoch, FirstBatch = firstBatch };

    /// <summary>The rows in the order of one pass through the data: int64 [rows] on the processor, in no dispose scope; null: as they lie.</summary>
    internal Tensor? Permutation(long rows, long pass) => Seed is { } seed ? Permutations.Draw(rows, seed, pass) : null;
}

/// <summary>Random orders of rows from generators of their own, always drawn on the processor: the same whatever device holds the data.</summary>
internal static class Permutations
{
    public static Tensor Draw(long rows, long seed, long stream)
    {
        using var generator = new Generator((ulong)Seed(seed, stream));
        return randperm(rows, ScalarType.Int64, CPU, generator: generator).DetachFromDisposeScope();
    }

    /// <summary>The seed of one of many streams that belong to a seed.</summary>
    public static long Seed(long seed, long stream) => (long)Mix((ulong)seed + (ulong)stream * 0x9E3779B97F4A7C15);

    // Seeds that follow one another must not give sequences that resemble one another, and torch reads only 32 bits of a seed:
    // the finalizer of SplitMix64 (Steele, Lea, Flood 2014) spreads all 64 over those.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
