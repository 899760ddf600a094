namespace Gen.Training.Data;

/// <summary>The classes of a label column: given ones, or those that come, which are put in ordinal order at the end.</summary>
internal sealed class ClassTable
{
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly IReadOnlyList<string>? _given;

    public ClassTable(IReadOnlyList<string>? given)
    {
        _given = given;
        _bySpan = _seen.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var name in given ?? [])
            if (!_seen.TryAdd(name, _seen.Count)) throw new BadDataException($"The class '{name}' is given twice.");
    }

    /// <summary>The names by final index.</summary>
    public IReadOnlyList<string> Names => _given ?? [.. _seen.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A number for the class, to be turned into an index by <see cref="Indices"/>; false if the classes are given and it is none of them.</summary>
    public bool TryFind(ReadOnlySpan<char> name, out long number)
    {
        if (_bySpan.TryGetValue(name, out number)) return true;
        if (_given is not null) return false;
        number = _seen.Count;
        _seen.Add(name.ToString(), number);
        return true;
    }

    /// <summary>The final indices of classes by their numbers.</summary>
    public long[] Indices(List<long> numbers)
    {
        var indices = new long[_seen.Count];
        foreach (var (index, name) in Names.Index()) indices[_seen[name]] = index;
        return [.. numbers.Select(n => indices[n])];
    }
}
