using System.Numerics;

namespace Gen;

/// <summary>
/// The generator of <see cref="Run.CreateRandom"/>: xoshiro256** (Blackman and Vigna 2018), with a state initialized by SplitMix64. A seed
/// gives the same numbers in every process and with every version of .NET, and has 64 bits, where <see cref="Random(int)"/> takes 31. Not
/// thread-safe.
/// </summary>
internal sealed class StreamRandom : Random
{
    private ulong _s0, _s1, _s2, _s3;

    public StreamRandom(ulong seed)
        : base(0)
    {
        _s0 = SeedStreams.SplitMix(ref seed);
        _s1 = SeedStreams.SplitMix(ref seed);
        _s2 = SeedStreams.SplitMix(ref seed);
        _s3 = SeedStreams.SplitMix(ref seed);
    }

    /// <summary>The position of this generator among those of its run, in the order in which they were created.</summary>
    public long Ordinal { get; set; }

    /// <summary>The state, 256 bits.</summary>
    public (ulong S0, ulong S1, ulong S2, ulong S3) State
    {
        get => (_s0, _s1, _s2, _s3);
        set => (_s0, _s1, _s2, _s3) = value;
    }

    private ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>
    /// Returns a number from 0 to bound-1 without bias, by Lemire's multiplication (2019), which redraws the few products that would favor
    /// some values.
    /// </summary>
    private ulong NextBelow(ulong bound)
    {
        var high = Math.BigMul(NextBits(), bound, out var low);
        if (low >= bound)
            return high;
        var threshold = unchecked(0UL - bound) % bound;
        while (low < threshold)
            high = Math.BigMul(NextBits(), bound, out low);
        return high;
    }

    public override int Next() => (int)NextBelow(int.MaxValue);

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return maxValue <= 1 ? 0 : (int)NextBelow((ulong)maxValue);
    }

    public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

    public override long NextInt64() => (long)NextBelow(long.MaxValue);

    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return maxValue <= 1 ? 0 : (long)NextBelow((ulong)maxValue);
    }

    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        var width = (ulong)(maxValue - minValue);
        return width <= 1 ? minValue : minValue + (long)NextBelow(width);
    }

    public override double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public override float NextSingle() => (NextBits() >> 40) * (1.0f / (1U << 24));

    protected override double Sample() => NextDouble();

    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    public override void NextBytes(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var bits = NextBits();
            for (var i = 0; i < 8 && !buffer.IsEmpty; i++, bits >>= 8)
            {
                buffer[0] = (byte)bits;
                buffer = buffer[1..];
            }
        }
    }
}
