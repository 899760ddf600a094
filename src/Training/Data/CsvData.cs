using System.Text;

namespace Gen.Training.Data;

/// <summary>
/// A CSV file (RFC 4180, UTF-8 unless there is another byte order mark, optionally gzipped) as tensors: float32 features [n, d] and labels
/// [n]. Numbers have the invariant culture's format. The text is read in chunks, so that memory holds the numbers only.
/// </summary>
/// <remarks>It owns <see cref="Data"/>: dispose it, or the data, after the last epoch.</remarks>
public sealed class CsvData : IDisposable
{
    internal CsvData(TensorData data, IReadOnlyList<string> features, IReadOnlyList<string> classes, long skipped) =>
        (Data, FeatureNames, ClassNames, SkippedRows) = (data, features, classes, skipped);

    /// <summary>The rows, on the CPU. Disposed with this object.</summary>
    public TensorData Data { get; }

    /// <summary>The names of the features, in the order of their columns; without a header <c>column 1</c> and so on.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The names of the classes, by index; empty if the labels are not classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The number of rows that were skipped because of a missing value.</summary>
    public long SkippedRows { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The format; null for the defaults, where all columns are features.</param>
    /// <exception cref="BadDataException">The file does not exist or is invalid. The message has the file, line and column (both from
    /// 1).</exception>
    public static CsvData Read(string path, CsvOptions? options = null) => DataFile.Read(path, file =>
    {
        using var text = new StreamReader(file.Content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
        return Read(text, options, path);
    });

    /// <summary>Reads text.</summary>
    /// <param name="text">The text. It is read to its end and not disposed.</param>
    /// <param name="options">The format; null for the defaults, where all columns are features.</param>
    /// <param name="name">The name of the text in messages.</param>
    /// <exception cref="BadDataException">The text is invalid. The message has the line and column (both from 1).</exception>
    public static CsvData Read(TextReader text, CsvOptions? options = null, string name = "The CSV text")
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new CsvOptions();
        if (options.Delimiter is '"' or '\r' or '\n')
            throw new ArgumentException("Delimiter must not be a quote or a line end.", nameof(options));
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
            if (cells.Column >= columns.Count || (cells.EndsRow && cells.Column < columns.Count - 1))
                throw Ragged(cells, columns, name, line);
            rows.Add(cells.Cell, cells.Column, cells.Line);
            if (cells.EndsRow) rows.EndRow();
        }
        return rows.ToData();
    }

    /// <summary>Disposes <see cref="Data"/>.</summary>
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

/// <summary>The format of a CSV file and the roles of its columns.</summary>
public sealed record CsvOptions
{
    /// <summary>The separator of cells. The default value is a comma.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Whether the first line contains the names of the columns. The default value is true.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The column of the labels; null if all columns are features. The default value is null.</summary>
    public CsvColumn? LabelColumn { get; init; }

    /// <summary>The kind of the labels. The default value is <see cref="CsvLabelKind.Class"/>.</summary>
    public CsvLabelKind LabelKind { get; init; } = CsvLabelKind.Class;

    /// <summary>
    /// The names of the classes in the order of their indices, for a file that must agree with another: use the training file's
    /// <see cref="CsvData.ClassNames"/> for the test file. Null for the classes in the file, in ordinal order. The default value is null.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>The columns to ignore, such as identifiers and texts. The default value is an empty list.</summary>
    public IReadOnlyList<CsvColumn> IgnoredColumns { get; init; } = [];

    /// <summary>The treatment of missing values. The default value is <see cref="CsvMissingValues.Throw"/>.</summary>
    public CsvMissingValues MissingValues { get; init; } = CsvMissingValues.Throw;

    /// <summary>The texts of missing values, compared without surrounding spaces and case-insensitively. The default values are an empty
    /// cell, <c>NA</c>, <c>N/A</c>, <c>NaN</c> and <c>null</c>.</summary>
    public IReadOnlyList<string> MissingMarkers { get; init; } = ["", "NA", "N/A", "NaN", "null"];
}

/// <summary>The kind of the labels in a CSV file.</summary>
public enum CsvLabelKind
{
    /// <summary>Names of classes, which become int64 indices into <see cref="CsvData.ClassNames"/>.</summary>
    Class,

    /// <summary>Whole numbers, as int64.</summary>
    Integer,

    /// <summary>Numbers, as float32.</summary>
    Number,
}

/// <summary>The treatment of missing values in a CSV file.</summary>
public enum CsvMissingValues
{
    /// <summary>A missing value is an error.</summary>
    Throw,

    /// <summary>A missing feature or numeric label becomes NaN; a missing class or whole number is an error.</summary>
    NaN,

    /// <summary>A row with a missing value is skipped.</summary>
    SkipRow,
}
