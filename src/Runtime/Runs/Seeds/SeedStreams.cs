namespace Gen;

/// <summary>
/// Named streams of seeds: the n-th seed of a stream depends on the run's seed, the stream's name and n, and on nothing else, so that
/// drawing more numbers in one place changes none elsewhere.
/// </summary>
/// <remarks>
/// The name is hashed with FNV-1a (64 bits, over UTF-16 code units, low byte first); run seed, hash and call number are mixed by three
/// rounds of SplitMix64 (Steele, Lea and Flood 2014). It must not change, since recorded runs depend on it.
/// </remarks>
internal sealed class SeedStreams(long seed)
{
    private readonly Dictionary<string, long> _drawn = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Returns the next 64 bits of a stream.</summary>
    public ulong Next(string stream)
    {
        long call;
        lock (_gate)
        {
            _drawn.TryGetValue(stream, out call);
            _drawn[stream] = call + 1;
        }

        var state = (ulong)seed;
        state = SplitMix(ref state) ^ Fnv1a(stream);
        state = SplitMix(ref state) ^ (ulong)call;
        return SplitMix(ref state);
    }

    /// <summary>Returns the number of seeds drawn from each stream, ordered by name.</summary>
    public KeyValuePair<string, long>[] Drawn()
    {
        lock (_gate)
            return [.. _drawn.OrderBy(c => c.Key, StringComparer.Ordinal)];
    }

    /// <summary>Sets the number of seeds drawn from each stream.</summary>
    public void SetDrawn(IReadOnlyList<KeyValuePair<string, long>> drawn)
    {
        lock (_gate)
        {
            _drawn.Clear();
            foreach (var (stream, count) in drawn)
                _drawn[stream] = count;
        }
    }

    /// <summary>Advances the state of SplitMix64 by one step and returns its output.</summary>
    public static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static ulong Fnv1a(string text)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var c in text)
        {
            hash = (hash ^ (byte)c) * 0x100000001B3;
            hash = (hash ^ (byte)(c >> 8)) * 0x100000001B3;
        }

        return hash;
    }
}
