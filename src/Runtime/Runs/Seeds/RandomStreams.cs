using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gen;

/// <summary>
/// The random generators that a run has created and the program still holds, in the order in which they were created. Their states are part
/// of a checkpoint. They are held by weak references, since a program may create one for every batch.
/// </summary>
internal sealed class RandomStreams
{
    private readonly Lock _gate = new();
    private WeakReference[] _created = new WeakReference[4];
    private int _count;

    /// <summary>The number of generators created so far, collected ones included.</summary>
    public long Total { get; private set; }

    /// <summary>Adds a generator and gives it its ordinal.</summary>
    public StreamRandom Add(StreamRandom random)
    {
        lock (_gate)
        {
            random.Ordinal = Total++;
            if (_count == _created.Length)
                RemoveCollected();
            _created[_count++] = new WeakReference(random);
        }

        return random;
    }

    /// <summary>Returns the generators that the program still holds, and the number created, at one moment.</summary>
    public (List<StreamRandom> Alive, long Total) Snapshot()
    {
        lock (_gate)
        {
            var alive = new List<StreamRandom>();
            for (var i = 0; i < _count; i++)
            {
                if (_created[i].Target is StreamRandom random)
                    alive.Add(random);
            }

            return (alive, Total);
        }
    }

    /// <summary>Sets the number of generators created, so that the next ones have the same ordinals as before.</summary>
    public void ContinueAt(long total)
    {
        lock (_gate)
            Total = total;
    }

    /// <summary>
    /// Removes the references to collected generators. Half of the array is free afterwards, so that a generator costs constant time.
    /// </summary>
    private void RemoveCollected()
    {
        var alive = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_created[i].IsAlive)
                _created[alive++] = _created[i];
        }

        Array.Clear(_created, alive, _count - alive);
        _count = alive;
        if (2 * alive > _created.Length)
            Array.Resize(ref _created, 2 * _created.Length);
    }
}

/// <summary>
/// The state of a run's random streams as JSON: <c>seeds</c> has the number of seeds drawn from each stream, <c>made</c> the number of
/// generators created, and <c>randoms</c> the state of each generator that is still in use, by its ordinal, as 64 hexadecimal digits.
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
            foreach (var (name, count) in seeds.Drawn())
                writer.WriteNumber(name, count);
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

    /// <exception cref="FormatException">The text is not such a state. Nothing was changed.</exception>
    public static void Load(string text, SeedStreams seeds, RandomStreams randoms)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var drawn = root.GetProperty("seeds").EnumerateObject().Select(s => KeyValuePair.Create(s.Name, s.Value.GetInt64())).ToList();
            var made = root.GetProperty("made").GetInt64();
            var states = root.GetProperty("randoms").EnumerateObject()
                .ToDictionary(r => long.Parse(r.Name, CultureInfo.InvariantCulture), r => State(r.Value.GetString()!));
            seeds.SetDrawn(drawn);
            foreach (var random in randoms.Snapshot().Alive)
            {
                if (states.TryGetValue(random.Ordinal, out var state))
                    random.State = state;
            }

            randoms.ContinueAt(made);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or OverflowException or ArgumentException)
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
            throw new FormatException("The state of a generator must have 64 digits.");
        ulong Part(int i) => ulong.Parse(hex.AsSpan(16 * i, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return (Part(0), Part(1), Part(2), Part(3));
    }
}
