using System.Globalization;

namespace Gen.Training.Data;

/// <summary>A reference to a column by its name in the header or by its index: <c>"species"</c>, <c>0</c> for the first, <c>^1</c> for the
/// last.</summary>
public readonly struct CsvColumn
{
    private readonly string? _name;
    private readonly Index _position;

    private CsvColumn(string? name, Index position) => (_name, _position) = (name, position);

    /// <summary>Refers to the column with a name, case-sensitively.</summary>
    public static implicit operator CsvColumn(string name) => new(name ?? throw new ArgumentNullException(nameof(name)), default);

    /// <summary>Refers to the column at an index, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public static implicit operator CsvColumn(int position) => new(null, position);

    /// <summary>Refers to the column at an index from the start or the end.</summary>
    public static implicit operator CsvColumn(Index position) => new(null, position);

    /// <summary>Returns the name or the index.</summary>
    public override string ToString() =>
        _name is not null ? $"'{_name}'"
        : _position.IsFromEnd ? _position.ToString()
        : _position.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Finds the index of the column in a file.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="names">The names in the header; null if there is none.</param>
    /// <param name="count">The number of columns.</param>
    internal int Find(string file, IReadOnlyList<string>? names, int count)
    {
        if (_name is not { } name)
        {
            var position = _position.GetOffset(count);
            return position >= 0 && position < count
                ? position
                : throw new BadDataException($"{file} has no column {this}: it has {count} columns, counted from 0.");
        }
        if (names is null)
            throw new BadDataException(
                $"{file}: column '{name}' cannot be found by its name, because the file is read without a header. Use its index."
            );
        var found = names.Index().Where(n => n.Item == name).Select(n => n.Index).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new BadDataException($"{file} has no column '{name}'.{Gen.Shared.NearestName.Hint(name, names, "It has")}"),
            _ => throw new BadDataException($"{file} has {found.Count} columns '{name}'. Use the index of the one that is meant."),
        };
    }
}

/// <summary>The roles of the columns of a CSV file.</summary>
internal sealed class CsvColumns
{
    private readonly IReadOnlyList<string>? _header;

    public CsvColumns(string file, IReadOnlyList<string>? header, int count, CsvOptions options)
    {
        File = file;
        Count = count;
        _header = header;
        Label = options.LabelColumn?.Find(file, header, count) ?? -1;
        var ignored = options.IgnoredColumns.Select(c => c.Find(file, header, count)).ToHashSet();
        if (ignored.Contains(Label)) throw new BadDataException($"{file}: column {options.LabelColumn} is both the label and ignored.");
        IsFeature = [.. Enumerable.Range(0, count).Select(c => c != Label && !ignored.Contains(c))];
        FeatureNames = [.. Enumerable.Range(0, count).Where(c => IsFeature[c]).Select(c => header?[c] ?? $"column {c + 1}")];
        if (FeatureNames.Count == 0) throw new BadDataException($"{file} has no columns left for the features.");
    }

    public string File { get; }

    public int Count { get; }

    /// <summary>The index of the label column; -1 if there is none.</summary>
    public int Label { get; }

    public bool[] IsFeature { get; }

    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Creates an exception for an error in a cell.</summary>
    public BadDataException Error(long line, int column, string problem) =>
        new($"{File}, line {line}, column {column + 1}{(_header is null ? "" : $" ({Short(_header[column])})")}: {problem}");

    /// <summary>Formats a cell's text for a message: quoted, shortened, on one line.</summary>
    public static string Short(ReadOnlySpan<char> cell)
    {
        var text = cell.Length > 40 ? string.Concat(cell[..40], "…") : cell.ToString();
        return $"'{text.ReplaceLineEndings(" ")}'";
    }
}

/// <summary>The classes of a label column: given ones, or the ones that occur, sorted ordinally at the end.</summary>
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
            if (!_seen.TryAdd(name, _seen.Count)) throw new BadDataException($"ClassNames contains '{name}' twice.");
    }

    /// <summary>The names, by final index.</summary>
    public IReadOnlyList<string> Names => _given ?? [.. _seen.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// Finds or adds a class. Its number is converted to a final index by <see cref="Indices"/>. Returns false if the classes are given and
    /// do not include it.
    /// </summary>
    public bool TryFind(ReadOnlySpan<char> name, out long number)
    {
        if (_bySpan.TryGetValue(name, out number)) return true;
        if (_given is not null) return false;
        number = _seen.Count;
        _seen.Add(name.ToString(), number);
        return true;
    }

    /// <summary>Converts numbers of classes to final indices.</summary>
    public long[] Indices(List<long> numbers)
    {
        var indices = new long[_seen.Count];
        foreach (var (index, name) in Names.Index()) indices[_seen[name]] = index;
        return [.. numbers.Select(n => indices[n])];
    }
}
