namespace Gen.Tool.Plots;

/// <summary>A canvas of characters with two by four dots each, on which lines are drawn.</summary>
/// <param name="columns">The number of characters in a row.</param>
/// <param name="rows">The number of rows.</param>
internal sealed class BrailleCanvas(int columns, int rows)
{
    // The bits of U+2800 and the following, by row and column of the dot.
    private static readonly int[,] s_bits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private readonly int[,] _dots = new int[rows, columns];
    private readonly int[,] _series = new int[rows, columns];

    /// <summary>The number of dots in a row.</summary>
    public int Width => 2 * columns;

    /// <summary>The number of dots in a column.</summary>
    public int Height => 4 * rows;

    /// <summary>Draws a line from one dot to another. The first column is on the left, the first row at the top.</summary>
    /// <param name="x0">The column of the first dot.</param>
    /// <param name="y0">The row of the first dot.</param>
    /// <param name="x1">The column of the last dot.</param>
    /// <param name="y1">The row of the last dot.</param>
    /// <param name="series">The series, which <see cref="SeriesAt"/> returns.</param>
    public void Line(int x0, int y0, int x1, int y1, int series)
    {
        var steps = Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0));
        for (var i = 0; i <= steps; i++)
        {
            var share = steps == 0 ? 0 : (double)i / steps;
            var (x, y) = (x0 + (int)Math.Round(share * (x1 - x0)), y0 + (int)Math.Round(share * (y1 - y0)));
            _dots[y / 4, x / 2] |= s_bits[y % 4, x % 2];
            _series[y / 4, x / 2] = series;
        }
    }

    /// <summary>Returns the character of a cell.</summary>
    public char CharAt(int row, int column) => _dots[row, column] == 0 ? ' ' : (char)(0x2800 + _dots[row, column]);

    /// <summary>Returns the series that was drawn last in a cell.</summary>
    public int SeriesAt(int row, int column) => _series[row, column];
}
