using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gen;

/// <summary>
/// The generators that a run has made and the program still holds, in the order in which they were made: their states are part of a checkpoint. A
/// program may make one for every batch, so they are held weakly and those that are gone are forgotten.
/// </summary>
internal sealed class RandomStreams
{
    private readonly Lock _gate = new();
    private WeakReference[] _made = new WeakReference[4];
    private int _count;

    /// <summary>How many were made so far, those that are gone included.</summary>
    public long Total { get; private set; }

    public StreamRandom Add(StreamRandom random)
    {
        lock (_gate)
        {
            random.Ordinal = Total++;
            if (_count == _made.Length)
                Forget();
            _made[_count++] = new WeakReference(random);
        }

        return random;
    }

    /// <summary>Those that are still there, and how many were made, at one moment.</summary>
    public (List<StreamRandom> Alive, long Total) Snapshot()
    {
        lock (_gate)
        {
            var alive = new List<StreamRandom>();
            for (var i = 0; i < _count; i++)
            {
                if (_made[i].Target is StreamRandom random)
                    alive.Add(random);
            }

            return (alive, Total);
        }
    }

    /// <summary>Goes on as if so many had been made, so that the next ones have the numbers that they had.</summary>
    public void ContinueAt(long total)
    {
        lock (_gate)
            Total = total;
    }

    /// <summary>Half of the room is free afterwards, so that forgetting costs each generator a constant.</summary>
    private void Forget()
    {
        var alive = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_made[i].IsAlive)
                _made[alive++] = _made[i];
        }

        Array.Clear(_made, alive, _count - alive);
        _count = alive;
        if (2 * alive > _made.Length)
            Array.Resize(ref _made, 2 * _made.Length);
    }
}

/// <summary>
/// The state of a run's random streams as JSON: <c>seeds</c> has how many seeds each stream has given, <c>made</c> how many generators were made,
/// and <c>randoms</c> the state of each that is still in use, by its number, as 64 hexadecimal digits.
/// </summary>
internal static class RandomState
{
    public static string Save(SeedStreams seeds, RandomStreams randoms)
    {
        var (alive, made) = randoms.Snapshot();
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("seeds");
            foreach (var (name, calls) in seeds.Calls())
                writer.WriteNumber(name, calls);
            writer.WriteEndObject();
            writer.WriteNumber("made", made);
            writer.WriteStartObject("randoms");
            foreach (var random in alive)
                writer.WriteString(random.Ordinal.ToString(CultureInfo.InvariantCulture), Hex(random));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <exception cref="FormatException">The text is not such a state; nothing was changed.</exception>
    public static void Load(string text, SeedStreams seeds, RandomStreams randoms)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var calls = root.GetProperty("seeds").EnumerateObject().Select(s => KeyValuePair.Create(s.Name, s.Value.GetInt64())).ToList();
            var made = root.GetProperty("made").GetInt64();
            var states = root.GetProperty("randoms").EnumerateObject()
                .ToDictionary(r => long.Parse(r.Name, CultureInfo.InvariantCulture), r => State(r.Value.GetString()!));
            seeds.SetCalls(calls);
            foreach (var random in randoms.Snapshot().Alive)
            {
                if (states.TryGetValue(random.Ordinal, out var state))
                    random.State = state;
            }

            randoms.ContinueAt(made);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new FormatException("The text is not the state of a run's random streams.", e);
        }
    }

    private static string Hex(StreamRandom random)
    {
        var (s0, s1, s2, s3) = random.State;
        return $"{s0:x16}{s1:x16}{s2:x16}{s3:x16}";
    }

    private static (ulong, ulong, ulong, ulong) State(string hex)
    {
        if (hex.Length != 64)
            throw new FormatException("A generator's state has 64 digits.");
        ulong Part(int i) => ulong.Parse(hex.AsSpan(16 * i, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return (Part(0), Part(1), Part(2), Part(3));
    }
}
