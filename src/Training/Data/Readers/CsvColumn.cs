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
