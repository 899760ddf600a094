namespace Gen;

/// <summary>
/// Gives every named stream its own sequence of seeds: the n-th seed of a stream depends on the run's seed, the stream's name and n, and on
/// nothing else, so that asking for more numbers in one place changes no one else's.
/// </summary>
/// <remarks>
/// The name is hashed with FNV-1a (64 bits, over UTF-16 code units, low byte first); run seed, hash and call number are mixed by three rounds of
/// SplitMix64 (Steele, Lea and Flood 2014). Recorded runs depend on it: it must not change.
/// </remarks>
internal sealed class SeedStreams(long seed)
{
    private readonly Dictionary<string, long> _calls = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>The stream's next 64 bits.</summary>
    public ulong Next(string stream)
    {
        long call;
        lock (_gate)
        {
            _calls.TryGetValue(stream, out call);
            _calls[stream] = call + 1;
        }

        var state = (ulong)seed;
        state = SplitMix(ref state) ^ Fnv1a(stream);
        state = SplitMix(ref state) ^ (ulong)call;
        return SplitMix(ref state);
    }

    /// <summary>How many seeds each stream has given, by name.</summary>
    public KeyValuePair<string, long>[] Calls()
    {
        lock (_gate)
            return [.. _calls.OrderBy(c => c.Key, StringComparer.Ordinal)];
    }

    /// <summary>Goes on as if so many seeds had been given.</summary>
    public void SetCalls(IReadOnlyList<KeyValuePair<string, long>> calls)
    {
        lock (_gate)
        {
            _calls.Clear();
            foreach (var (stream, count) in calls)
                _calls[stream] = count;
        }
    }

    /// <summary>One step of SplitMix64: advances the state and returns its scrambled value.</summary>
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
