namespace Gen.Search;

/// <summary>
/// Takes the points of a Sobol sequence, which fill the space more evenly than random ones (Sobol 1967; direction numbers of Joe and Kuo
/// 2008), scrambled by nested uniform permutations of the digits (Owen 1995, by the hash of Burley 2020).
/// </summary>
internal sealed class SobolSampler : Sampler
{
    private const int Bits = 32;

    // new-joe-kuo-6.21201: the polynomial's coefficients a, without the first and last, and the first direction numbers m.
    private static readonly (uint A, uint[] M)[] s_directions =
    [
        (0, [1]),
        (1, [1, 3]),
        (1, [1, 3, 1]),
        (2, [1, 1, 1]),
        (1, [1, 1, 3, 3]),
        (4, [1, 3, 5, 13]),
        (2, [1, 1, 5, 5, 17]),
        (4, [1, 1, 5, 5, 5]),
        (7, [1, 1, 7, 11, 19]),
        (11, [1, 1, 5, 1, 1]),
        (13, [1, 1, 1, 3, 11]),
        (14, [1, 3, 5, 5, 31]),
        (1, [1, 3, 3, 9, 7, 49]),
        (13, [1, 1, 1, 15, 21, 21]),
        (16, [1, 3, 1, 13, 27, 49]),
        (19, [1, 1, 1, 15, 7, 5]),
        (22, [1, 3, 1, 15, 13, 25]),
        (25, [1, 1, 5, 5, 19, 61]),
        (1, [1, 3, 7, 11, 23, 15, 103]),
        (4, [1, 3, 7, 13, 13, 15, 69]),
    ];

    private readonly uint[][] _directions;
    private readonly uint[] _scrambles;

    public SobolSampler(SearchSpace space, long seed)
        : base(space, seed)
    {
        var count = space.Dimensions.Count;
        if (count > s_directions.Length + 1)
            throw new ConfigException($"Sampler sobol can vary {s_directions.Length + 1} entries, not {count}.");
        _directions = [.. Enumerable.Range(0, count).Select(Directions)];
        var random = RandomOf(-1);
        _scrambles = [.. Enumerable.Range(0, count).Select(_ => (uint)random.NextInt64(1L << Bits))];
    }

    public override double[] Sample(int trial, IReadOnlyList<TrialResult> known, IReadOnlyList<double[]> pending) =>
        [.. Space.Dimensions.Select((d, i) => d.FromUnit(Scramble(Point(i, (uint)trial), _scrambles[i]) * (1.0 / (1L << Bits))))];

    /// <summary>The digits of a coordinate of the sequence, the first one in the highest bit.</summary>
    internal uint Point(int dimension, uint index)
    {
        var point = 0u;
        for (var bit = 0; index != 0; bit++, index >>= 1)
        {
            if ((index & 1) != 0)
                point ^= _directions[dimension][bit];
        }

        return point;
    }

    private static uint[] Directions(int dimension)
    {
        var v = new uint[Bits];
        if (dimension == 0)
        {
            for (var i = 0; i < Bits; i++)
                v[i] = 1u << (Bits - 1 - i);
            return v;
        }

        var (a, m) = s_directions[dimension - 1];
        for (var i = 0; i < Bits; i++)
        {
            if (i < m.Length)
            {
                v[i] = m[i] << (Bits - 1 - i);
                continue;
            }

            v[i] = v[i - m.Length] ^ (v[i - m.Length] >> m.Length);
            for (var k = 1; k < m.Length; k++)
                v[i] ^= ((a >> (m.Length - 1 - k)) & 1) * v[i - k];
        }

        return v;
    }

    // A digit is flipped or not by a hash of the digits before it.
    private static uint Scramble(uint point, uint seed)
    {
        var x = Reverse(point);
        x ^= x * 0x3d20adea;
        x += seed;
        x *= (seed >> 16) | 1;
        x ^= x * 0x05526c56;
        x ^= x * 0x53a22864;
        return Reverse(x);
    }

    private static uint Reverse(uint x)
    {
        x = ((x >> 1) & 0x55555555) | ((x & 0x55555555) << 1);
        x = ((x >> 2) & 0x33333333) | ((x & 0x33333333) << 2);
        x = ((x >> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
        return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(x);
    }
}
