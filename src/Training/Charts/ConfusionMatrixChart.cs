using System.Globalization;
using Gen.Training.Charts.Axes;
using Gen.Training.Charts.Drawing;

namespace Gen.Training.Charts;

/// <summary>
/// Which classes are taken for which: a row for each actual class, a column for each predicted one. A cell's shade is its share of the actual
/// class, so that rare classes show as well as frequent ones; the diagonal is the recall.
/// </summary>
public sealed class ConfusionMatrixChart : Chart
{
    // Classes up to which empty cells say under the mouse what they are.
    private const int MostEmptyCells = 100;

    private readonly double[,] _counts;
    private readonly string[] _names;

    /// <summary>A chart of counts.</summary>
    /// <param name="counts">Shape [classes, classes]: rows actual, columns predicted; 0 or more, whole numbers or weights.</param>
    /// <param name="classNames">A name for each class; null for 0, 1, 2, …</param>
    /// <exception cref="ArgumentException">Not square, empty, a negative or infinite count or NaN, or not a name for each class.</exception>
    public ConfusionMatrixChart(double[,] counts, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int rows = counts.GetLength(0), columns = counts.GetLength(1);
        if (rows != columns || rows == 0) throw new ArgumentException($"The counts are [{rows}, {columns}], but must be [classes, classes].", nameof(counts));
        if (classNames is not null && classNames.Count != rows)
            throw new ArgumentException($"There are {rows} classes but {classNames.Count} class names.", nameof(classNames));
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < rows; j++)
                if (!double.IsFinite(counts[i, j]) || counts[i, j] < 0)
                    throw new ArgumentException($"The count of actual class {i} and predicted class {j} is {counts[i, j]}, but must be 0 or more.", nameof(counts));

        _counts = (double[,])counts.Clone();
        _names = classNames is null ? [.. Enumerable.Range(0, rows).Select(i => i.ToString(CultureInfo.InvariantCulture))] : [.. classNames];
        Size = new(800, 600);
        XLabel = "predicted";
        YLabel = "actual";
    }

    /// <summary>What stands in the cells; left out where they are too small to read.</summary>
    public CellNumbers Numbers { get; set; }

    internal override Scene Draw()
    {
        var scene = NewScene();
        var layout = new MatrixLayout(Size, _names, FontSize, Title, XLabel, YLabel);
        layout.Draw(scene);
        var texts = new string[_names.Length, _names.Length];
        var shares = Shares();
        for (var i = 0; i < _names.Length; i++)
            for (var j = 0; j < _names.Length; j++) texts[i, j] = Text(_counts[i, j], shares[i, j]);
        var size = layout.FontFor(texts);
        for (var i = 0; i < _names.Length; i++)
        {
            for (var j = 0; j < _names.Length; j++)
            {
                // The picture is white already; of very many cells nearly all are empty, and would make a huge file of it.
                if (_counts[i, j] == 0 && _names.Length > MostEmptyCells) continue;
                var share = shares[i, j];
                var shade = Palette.Shade(share);
                var cell = layout.Cell(i, j);
                var tip = $"actual {_names[i]}, predicted {_names[j]}: {TickText.Value(_counts[i, j], 7)} ({TickText.Value(100 * share, 3)} %)";
                scene.Rectangle(cell, shade, tip: tip);
                if (size is not { } font) continue;
                var ink = _counts[i, j] == 0 ? Palette.Faint.Mix(Rgba.White, 0.35) : Palette.TextOn(shade);
                scene.Text(cell.Center.X, cell.Center.Y, texts[i, j], new(font, ink), Anchor.Middle, Level.Middle, tip);
            }
        }

        layout.DrawGrid(scene);
        return scene;
    }

    // Of the actual class, 0 where it has no row.
    private double[,] Shares()
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

    private string Text(double count, double share) => Numbers switch
    {
        // The zeros of a large matrix would drown the rest.
        _ when count == 0 && _names.Length > 20 => "",
        CellNumbers.Counts => count == Math.Floor(count) && count < 1e7 ? count.ToString("0", CultureInfo.InvariantCulture) : TickText.Value(count, 3),
        CellNumbers.Shares => count == 0 ? "0" : (100 * share).ToString(share >= 0.0995 ? "0" : "0.0", CultureInfo.InvariantCulture) + "%",
        _ => "",
    };
}
