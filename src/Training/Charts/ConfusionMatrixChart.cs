using System.Globalization;

namespace Gen.Training.Charts;

/// <summary>
/// A confusion matrix with a row for each actual class and a column for each predicted class. The shade of a cell is its share of the
/// actual class, so that rare classes are as visible as frequent ones and the diagonal is the recall.
/// </summary>
public sealed class ConfusionMatrixChart : Chart
{
    // With more classes, empty cells have no tooltip.
    private const int MaxClassesWithEmptyCells = 100;

    private readonly double[,] _counts;
    private readonly string[] _names;

    /// <summary>Creates a confusion matrix from counts.</summary>
    /// <param name="counts">The counts or sums of weights, of shape [classes, classes]: rows are actual, columns predicted classes.</param>
    /// <param name="classNames">The name of each class. The default value is 0, 1, 2, …</param>
    /// <exception cref="ArgumentException">The matrix is empty or not square, a count is negative or not finite, or the number of names is
    /// wrong.</exception>
    public ConfusionMatrixChart(double[,] counts, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int rows = counts.GetLength(0),
            columns = counts.GetLength(1);
        if (rows != columns || rows == 0)
            throw new ArgumentException($"The counts must be of shape [classes, classes], but are [{rows}, {columns}].", nameof(counts));
        if (classNames is not null && classNames.Count != rows)
            throw new ArgumentException($"There are {rows} classes, but {classNames.Count} class names.", nameof(classNames));
        for (var i = 0; i < rows; i++)
        for (var j = 0; j < rows; j++)
            if (!double.IsFinite(counts[i, j]) || counts[i, j] < 0)
                throw new ArgumentException(
                    $"The count of actual class {i} and predicted class {j} must be at least 0, but was {counts[i, j]}.",
                    nameof(counts)
                );

        _counts = (double[,])counts.Clone();
        _names = classNames is null
            ? [.. Enumerable.Range(0, rows).Select(i => i.ToString(CultureInfo.InvariantCulture))]
            : [.. classNames];
        Size = new(800, 600);
        XLabel = "predicted";
        YLabel = "actual";
    }

    /// <summary>The values shown in the cells. The default value is <see cref="CellValues.Counts"/>. Cells that are too small show
    /// none.</summary>
    public CellValues Values { get; set; }

    internal override Scene Draw()
    {
        var scene = CreateScene();
        var layout = new MatrixLayout(Size, _names, FontSize, Title, XLabel, YLabel);
        layout.Draw(scene);
        var texts = new string[_names.Length, _names.Length];
        var shares = ComputeShares();
        for (var i = 0; i < _names.Length; i++)
            for (var j = 0; j < _names.Length; j++) texts[i, j] = Text(_counts[i, j], shares[i, j]);
        var size = layout.FitFontSize(texts);
        for (var i = 0; i < _names.Length; i++)
        {
            for (var j = 0; j < _names.Length; j++)
            {
                // The background is white already, and of very many cells nearly all are empty.
                if (_counts[i, j] == 0 && _names.Length > MaxClassesWithEmptyCells) continue;
                var share = shares[i, j];
                var shade = Palette.Blues(share);
                var cell = layout.Cell(i, j);
                var tooltip =
                    $"actual {_names[i]}, predicted {_names[j]}: {TickText.Value(_counts[i, j], 7)} ({TickText.Value(100 * share, 3)} %)";
                scene.Rectangle(cell, shade, tooltip: tooltip);
                if (size is not { } font) continue;
                var ink = _counts[i, j] == 0 ? Palette.Faint.Mix(Rgba.White, 0.35) : Palette.TextColorOn(shade);
                scene.Text(cell.Center.X, cell.Center.Y, texts[i, j], new(font, ink), Anchor.Middle, VerticalAnchor.Middle, tooltip);
            }
        }

        layout.DrawGrid(scene);
        return scene;
    }

    // The share of the actual class; 0 for a class without rows.
    private double[,] ComputeShares()
    {
        var shares = new double[_names.Length, _names.Length];
        for (var i = 0; i < _names.Length; i++)
        {
            var total = 0.0;
            for (var j = 0; j < _names.Length; j++) total += _counts[i, j];
            for (var j = 0; j < _names.Length; j++) shares[i, j] = total > 0 ? _counts[i, j] / total : 0;
        }

        return shares;
    }

    private string Text(double count, double share) =>
        Values switch
        {
            // The zeros of a large matrix would hide the rest.
            _ when count == 0 && _names.Length > 20 => "",
            CellValues.Counts => count == Math.Floor(count) && count < 1e7
                ? count.ToString("0", CultureInfo.InvariantCulture)
                : TickText.Value(count, 3),
            CellValues.Percentages => count == 0
                ? "0"
                : (100 * share).ToString(share >= 0.0995 ? "0" : "0.0", CultureInfo.InvariantCulture) + "%",
            _ => "",
        };
}

/// <summary>The values shown in the cells of a <see cref="ConfusionMatrixChart"/>.</summary>
public enum CellValues
{
    /// <summary>The number of rows.</summary>
    Counts,

    /// <summary>The percentage of the rows of the actual class.</summary>
    Percentages,

    /// <summary>No value, only the shade.</summary>
    None,
}
