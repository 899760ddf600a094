using System.Globalization;

namespace Gen.Training.Data;

/// <summary>A column by its name in the header, or by its position: <c>"species"</c>, <c>0</c> for the first, <c>^1</c> for the last.</summary>
public readonly struct CsvColumn
{
    private readonly string? _name;
    private readonly Index _position;

    private CsvColumn(string? name, Index position) => (_name, _position) = (name, position);

    /// <summary>The column with a name; case matters.</summary>
    public static implicit operator CsvColumn(string name) => new(name ?? throw new ArgumentNullException(nameof(name)), default);

    /// <summary>The column at a position, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 0.</exception>
    public static implicit operator CsvColumn(int position) => new(null, position);

    /// <summary>The column at a position, counted from the first or from behind the last.</summary>
    public static implicit operator CsvColumn(Index position) => new(null, position);

    /// <summary>The name, or the position.</summary>
    public override string ToString() => _name is not null ? $"'{_name}'" : _position.IsFromEnd ? _position.ToString() : _position.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The position of the column among those of a file.</summary>
    /// <param name="file">For messages.</param>
    /// <param name="names">The header's names; null: it has none.</param>
    /// <param name="count">The columns.</param>
    internal int Find(string file, IReadOnlyList<string>? names, int count)
    {
        if (_name is not { } name)
        {
            var position = _position.GetOffset(count);
            return position >= 0 && position < count ? position : throw new BadDataException($"{file} has no column {this}: it has {count}, counted from 0.");
        }
        if (names is null) throw new BadDataException($"{file}: column '{name}' cannot be found by its name, because the file is read without a header; give its position.");
        var found = names.Index().Where(n => n.Item == name).Select(n => n.Index).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new BadDataException($"{file} has no column '{name}'{Hint(names)}"),
            _ => throw new BadDataException($"{file} has {found.Count} columns '{name}'; give the position of the one that is meant."),
        };
    }

    private string Hint(IReadOnlyList<string> names) => Gen.Shared.NearestName.Find(_name!, names) is { } near
        ? $"; did you mean '{near}'?"
        : $"; it has {string.Join(", ", names.Take(20))}{(names.Count > 20 ? ", …" : "")}.";
}

/// <summary>Which columns of a CSV file are features, which one is the label, and what messages call them.</summary>
internal sealed class CsvColumns
{
    private readonly IReadOnlyList<string>? _header;

    public CsvColumns(string file, IReadOnlyList<string>? header, int count, CsvOptions options)
    {
        File = file;
        Count = count;
        _header = header;
        Label = options.Label?.Find(file, header, count) ?? -1;
        var ignored = options.Ignore.Select(c => c.Find(file, header, count)).ToHashSet();
        if (ignored.Contains(Label)) throw new BadDataException($"{file}: column {options.Label} is both the label and to be left out.");
        IsFeature = [.. Enumerable.Range(0, count).Select(c => c != Label && !ignored.Contains(c))];
        FeatureNames = [.. Enumerable.Range(0, count).Where(c => IsFeature[c]).Select(c => header?[c] ?? $"column {c + 1}")];
        if (FeatureNames.Count == 0) throw new BadDataException($"{file} has no column left for the features.");
    }

    public string File { get; }

    public int Count { get; }

    /// <summary>The label's position; -1: there is none.</summary>
    public int Label { get; }

    public bool[] IsFeature { get; }

    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>An error in a cell.</summary>
    public BadDataException Error(long line, int column, string problem) =>
        new($"{File}, line {line}, column {column + 1}{(_header is null ? "" : $" ({Short(_header[column])})")}: {problem}");

    /// <summary>A cell's text in quotes, cut so that a message stays one line that can be read.</summary>
    public static string Short(ReadOnlySpan<char> cell)
    {
        var text = cell.Length > 40 ? string.Concat(cell[..40], "…") : cell.ToString();
        return $"'{text.ReplaceLineEndings(" ")}'";
    }
}

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
