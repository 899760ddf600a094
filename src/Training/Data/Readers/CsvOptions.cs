namespace Gen.Training.Data;

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
