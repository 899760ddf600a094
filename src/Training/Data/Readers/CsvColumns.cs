namespace Gen.Training.Data;

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
