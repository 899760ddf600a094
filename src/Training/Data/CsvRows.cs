using System.Globalization;
using System.Runtime.InteropServices;
using Gen.Shared;
using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>Collects the values of a CSV file, cell by cell.</summary>
internal sealed class CsvRows
{
    private readonly CsvColumns _columns;
    private readonly CsvOptions _options;
    private readonly FloatRows _features;
    private readonly List<float> _numbers = [];
    private readonly List<long> _integers = [];
    private readonly ClassTable _classes;
    private readonly string[] _missing;
    private readonly float[] _row;
    private float _number;
    private long _integer;
    private int _filled;
    private bool _skip;
    private long _skipped;

    public CsvRows(CsvColumns columns, CsvOptions options)
    {
        _columns = columns;
        _options = options;
        // An array, because enumerating the interface would allocate for every cell.
        _missing = [.. options.MissingMarkers];
        _row = new float[columns.FeatureNames.Count];
        _features = new FloatRows(_row.Length, columns.File);
        _classes = new ClassTable(options.ClassNames);
    }

    /// <summary>Adds the next cell of the row.</summary>
    public void Add(ReadOnlySpan<char> text, int column, long line)
    {
        var isFeature = _columns.IsFeature[column];
        if (!isFeature && column != _columns.Label) return;
        var cell = text.Trim();
        var asNumber = isFeature || _options.LabelKind == CsvLabelKind.Number;
        if (IsMissing(cell))
        {
            if (_options.MissingValues == CsvMissingValues.SkipRow)
                _skip = true;
            else if (_options.MissingValues == CsvMissingValues.Throw)
                throw _columns.Error(
                    line,
                    column,
                    cell.IsEmpty ? "the value is missing." : $"the value is missing ({CsvColumns.Short(cell)})."
                );
            else if (!asNumber)
                throw _columns.Error(line, column, "the label is missing, and only numeric labels can be NaN.");
            if (isFeature)
                _row[_filled++] = float.NaN;
            else
                (_number, _integer) = (float.NaN, 0);
            return;
        }
        if (isFeature)
            _row[_filled++] = Number(cell, column, line);
        else if (asNumber)
            _number = Number(cell, column, line);
        else
            _integer = _options.LabelKind == CsvLabelKind.Integer ? Integer(cell, column, line) : Class(cell, column, line);
    }

    public void EndRow()
    {
        _filled = 0;
        if (_skip)
        {
            _skip = false;
            _skipped++;
            return;
        }
        _features.Add(_row);
        if (_columns.Label < 0) return;
        if (_options.LabelKind == CsvLabelKind.Number)
            _numbers.Add(_number);
        else
            _integers.Add(_integer);
    }

    public CsvData ToData()
    {
        if (_features.Count == 0)
            throw new BadDataException(
                _skipped == 0
                    ? $"{_columns.File} has no rows."
                    : $"{_columns.File} has only rows with a missing value: {_skipped} rows were skipped."
            );
        var isClass = _columns.Label >= 0 && _options.LabelKind == CsvLabelKind.Class;
        using var scope = NewDisposeScope();
        var labels = _columns.Label < 0 ? null
            : _options.LabelKind == CsvLabelKind.Number ? tensor(_numbers.ToArray(), ScalarType.Float32, CPU)
            : tensor(isClass ? _classes.Indices(_integers) : [.. _integers], ScalarType.Int64, CPU);
        return new CsvData(new TensorData(_features.ToTensor(), labels), _columns.FeatureNames, isClass ? _classes.Names : [], _skipped);
    }

    private bool IsMissing(ReadOnlySpan<char> cell)
    {
        foreach (var marker in _missing)
            if (cell.Equals(marker, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private float Number(ReadOnlySpan<char> cell, int column, long line)
    {
        if (!float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            throw _columns.Error(
                line,
                column,
                $"{CsvColumns.Short(cell)} is not a number. Ignore columns of text (IgnoredColumns), or use one as the label."
            );
        if (float.IsInfinity(number) && cell.ContainsAnyInRange('0', '9'))
            throw _columns.Error(line, column, $"{CsvColumns.Short(cell)} is out of the range of float32.");
        return number;
    }

    private long Integer(ReadOnlySpan<char> cell, int column, long line) =>
        long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw _columns.Error(line, column, $"{CsvColumns.Short(cell)} is not a whole number.");

    private long Class(ReadOnlySpan<char> cell, int column, long line)
    {
        if (_classes.TryFind(cell, out var index)) return index;
        var hint = NearestName.Hint(cell.ToString(), _classes.Names);
        throw _columns.Error(line, column, $"{CsvColumns.Short(cell)} is not one of the ClassNames.{hint}");
    }
}

/// <summary>A growing table of rows, kept in blocks so that growing copies nothing.</summary>
/// <param name="width">The number of values in a row.</param>
/// <param name="file">The file, for messages.</param>
internal sealed class FloatRows(int width, string file)
{
    private readonly int _rowsOfBlock = Math.Max(1, (1 << 16) / width);
    private readonly List<float[]?> _blocks = [];

    public long Count { get; private set; }

    public void Add(ReadOnlySpan<float> row)
    {
        var index = (int)(Count % _rowsOfBlock);
        if (index == 0)
        {
            DataMemory.Check(file, sizeof(float) * width * (Count + _rowsOfBlock));
            _blocks.Add(new float[_rowsOfBlock * width]);
        }
        row.CopyTo(_blocks[^1].AsSpan(index * width));
        Count++;
    }

    /// <summary>Moves the rows to a tensor, float32 [n, width]; the blocks are released.</summary>
    public Tensor ToTensor()
    {
        var all = empty(Count, width, dtype: ScalarType.Float32, device: CPU);
        for (var block = 0; block < _blocks.Count; block++)
        {
            var start = (long)block * _rowsOfBlock;
            using var part = all.narrow(0, start, Math.Min(_rowsOfBlock, Count - start));
            var target = MemoryMarshal.Cast<byte, float>(part.bytes);
            _blocks[block].AsSpan(0, target.Length).CopyTo(target);
            _blocks[block] = null;
        }
        return all;
    }
}
