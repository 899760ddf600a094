using static TorchSharp.torch;

namespace Gen.Training.Data;

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
