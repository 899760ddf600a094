using System.Text;

namespace Gen.Training.Data;

/// <summary>
/// A CSV file (RFC 4180, UTF-8 unless a byte order mark says otherwise, gzipped or not) as tensors: float32 features [n, d] and labels [n]. Numbers are written
/// as in C#, whatever the machine's culture. The text is read in pieces, so that memory holds the numbers only.
/// </summary>
public sealed class CsvData : IDisposable
{
    internal CsvData(TensorData data, IReadOnlyList<string> features, IReadOnlyList<string> classes, long skipped) =>
        (Data, FeatureNames, ClassNames, SkippedRows) = (data, features, classes, skipped);

    /// <summary>The rows, on the processor.</summary>
    public TensorData Data { get; }

    /// <summary>The names of the features, in the order of their columns; without a header <c>column 1</c> and so on, counted from 1 in the file.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The classes' names by index; none if labels are no classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Rows that were left out because a value is missing.</summary>
    public long SkippedRows { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is written; null: as the defaults say, all columns features.</param>
    /// <exception cref="BadDataException">The file is not there, or cannot be read as told; the message names file, line and column (both counted from 1).</exception>
    public static CsvData Read(string path, CsvOptions? options = null) => DataFile.Read(path, file =>
    {
        using var text = new StreamReader(file.Content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
        return Read(text, options, path);
    });

    /// <summary>Reads text.</summary>
    /// <param name="text">Read to its end, and not disposed.</param>
    /// <param name="options">How it is written; null: as the defaults say, all columns features.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="BadDataException">It cannot be read as told; the message names line and column (both counted from 1).</exception>
    public static CsvData Read(TextReader text, CsvOptions? options = null, string name = "The CSV text")
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new CsvOptions();
        if (options.Delimiter is '"' or '\r' or '\n') throw new ArgumentException("A quote or a line end cannot be the delimiter.", nameof(options));
        var cells = new CsvTokenizer(text, options.Delimiter, name);
        var first = FirstRow(cells, out var line);
        if (first.Count == 0) throw new BadDataException($"{name} is empty.");

        var header = options.HasHeader ? first.ConvertAll(c => c.Trim()) : null;
        var columns = new CsvColumns(name, header, first.Count, options);
        var rows = new CsvRows(columns, options);
        if (header is null)
        {
            for (var column = 0; column < first.Count; column++) rows.Add(first[column], column, line);
            rows.EndRow();
        }
        while (cells.Read())
        {
            if (cells.Column >= columns.Count || (cells.EndsRow && cells.Column < columns.Count - 1)) throw Ragged(cells, columns, name, line);
            rows.Add(cells.Cell, cells.Column, cells.Line);
            if (cells.EndsRow) rows.EndRow();
        }
        return rows.ToData();
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose() => Data.Dispose();

    private static List<string> FirstRow(CsvTokenizer cells, out long line)
    {
        List<string> row = [];
        line = 0;
        while (cells.Read())
        {
            if (row.Count == 0) line = cells.Line;
            row.Add(cells.Cell.ToString());
            if (cells.EndsRow) break;
        }
        return row;
    }

    private static BadDataException Ragged(CsvTokenizer cells, CsvColumns columns, string name, long first)
    {
        var line = cells.Line;
        while (!cells.EndsRow && cells.Read());
        return new BadDataException($"{name}, line {line}: the row has {cells.Column + 1} columns, but line {first} has {columns.Count}.");
    }
}

/// <summary>How a CSV file is written, and what its columns mean.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between cells.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Whether the first line has the columns' names.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The column with the labels; null: there are none, all columns are features.</summary>
    public CsvColumn? Label { get; init; }

    /// <summary>What the labels are.</summary>
    public CsvLabels Labels { get; init; } = CsvLabels.Classes;

    /// <summary>
    /// The classes' names in the order of their indices, for a file that must agree with another (give the training file's
    /// <see cref="CsvData.ClassNames"/> for the test file). Null: those in the file, in ordinal order.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Columns to leave out, such as identifiers and texts.</summary>
    public IReadOnlyList<CsvColumn> Ignore { get; init; } = [];

    /// <summary>What to do with missing values.</summary>
    public CsvMissing Missing { get; init; } = CsvMissing.Refuse;

    /// <summary>Cells that say that a value is missing, without spaces around them; case does not matter.</summary>
    public IReadOnlyList<string> MissingMarkers { get; init; } = ["", "NA", "N/A", "NaN", "null"];
}

/// <summary>What the label column of a CSV file holds.</summary>
public enum CsvLabels
{
    /// <summary>Names of classes, any text: int64 indices of <see cref="CsvData.ClassNames"/>.</summary>
    Classes,

    /// <summary>Whole numbers: int64 as they are.</summary>
    Integers,

    /// <summary>Numbers: float32.</summary>
    Numbers,
}

/// <summary>What happens to missing values in a CSV file.</summary>
public enum CsvMissing
{
    /// <summary>They are an error.</summary>
    Refuse,

    /// <summary>A missing feature, or number as a label, is NaN; a missing class or whole number is an error.</summary>
    NaN,

    /// <summary>A row with a missing value is left out.</summary>
    SkipRow,
}
