using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Gen.Shared;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>The numbers of one metric, copied out of torch.</summary>
public sealed class MetricValue
{
    private readonly double[] _numbers;
    private readonly long[] _sizes;

    private MetricValue(string name, MetricShape shape, long[] sizes, double[] numbers)
    {
        Name = name;
        Shape = shape;
        _sizes = sizes;
        _numbers = numbers;
    }

    /// <summary>The metric's name.</summary>
    public string Name { get; }

    /// <summary>One number, a vector or a matrix.</summary>
    public MetricShape Shape { get; }

    /// <summary>The sizes of the tensor that the metric returned; none for one without axes.</summary>
    public IReadOnlyList<long> Sizes => _sizes;

    /// <summary>All numbers, row by row.</summary>
    public ReadOnlyMemory<double> Numbers => _numbers;

    /// <summary>The number of a scalar metric; NaN before any row.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one number.</exception>
    public double Scalar => _numbers.Length == 1 ? _numbers[0] : throw Unfit("one number");

    /// <summary>The numbers of a vector metric, copied; a single NaN before any row.</summary>
    /// <exception cref="InvalidOperationException">It has more than one axis.</exception>
    public double[] Vector => _sizes.Length <= 1 ? [.. _numbers] : throw Unfit("a vector");

    /// <summary>The numbers of a matrix metric, copied; 1 by 1, NaN, before any row.</summary>
    /// <exception cref="InvalidOperationException">It has not two axes.</exception>
    public double[,] Matrix
    {
        get
        {
            if (_sizes.Length == 0) return new[,] { { _numbers[0] } };
            if (_sizes.Length != 2) throw Unfit("a matrix");
            var matrix = new double[_sizes[0], _sizes[1]];
            for (var i = 0; i < _numbers.Length; i++) matrix[i / _sizes[1], i % _sizes[1]] = _numbers[i];
            return matrix;
        }
    }

    /// <summary>Reads a metric's tensor, which may be disposed afterwards.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="shape">What the value should be; inferred from the axes if not said.</param>
    /// <param name="cpuTensor">The tensor, of any real type, on the processor. Without axes it fits every shape: it is the NaN of a metric without rows.</param>
    /// <exception cref="InvalidOperationException">The tensor has other axes than the shape; the message names the metric.</exception>
    public static MetricValue Read(string name, MetricShape shape, Tensor cpuTensor)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(cpuTensor);
        var sizes = cpuTensor.shape;
        var numbers = ToDoubles(cpuTensor);
        var meant = shape == MetricShape.Inferred ? Infer(sizes, numbers.Length) : shape;
        var fits = sizes.Length == 0 || meant switch
        {
            MetricShape.Scalar => numbers.Length == 1,
            MetricShape.Vector => sizes.Length == 1,
            _ => sizes.Length == 2,
        };
        return fits
            ? new MetricValue(name, meant, sizes, numbers)
            : throw new InvalidOperationException(
                $"The metric '{name}' returned {ShapeText.Of(sizes)}, which is not a {meant.ToString().ToLowerInvariant()}; set its Shape, or change what it returns.");
    }

    /// <inheritdoc/>
    public override string ToString() => _numbers.Length == 1
        ? $"{Name} = {_numbers[0].ToString("G6", CultureInfo.InvariantCulture)}"
        : $"{Name} = {ShapeText.Of(_sizes)}";

    // The usual types are widened here: each operator of torch would cost more than a metric has numbers.
    private static double[] ToDoubles(Tensor tensor)
    {
        if (!tensor.is_contiguous() || tensor.dtype is not (ScalarType.Float64 or ScalarType.Float32 or ScalarType.Int64))
        {
            using var scope = NewDisposeScope();
            return ToDoubles(tensor.detach().to_type(ScalarType.Float64).contiguous());
        }
        var bytes = tensor.bytes;
        double[] numbers = tensor.dtype switch
        {
            ScalarType.Float64 => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
            ScalarType.Float32 => Widen(MemoryMarshal.Cast<byte, float>(bytes)),
            _ => Widen(MemoryMarshal.Cast<byte, long>(bytes)),
        };
        GC.KeepAlive(tensor);
        return numbers;
    }

    private static double[] Widen<T>(ReadOnlySpan<T> numbers) where T : INumberBase<T>
    {
        var wide = new double[numbers.Length];
        for (var i = 0; i < wide.Length; i++) wide[i] = double.CreateTruncating(numbers[i]);
        return wide;
    }

    private static MetricShape Infer(long[] sizes, int count) =>
        count == 1 && sizes.Length < 2 ? MetricShape.Scalar : sizes.Length == 2 ? MetricShape.Matrix : MetricShape.Vector;

    private InvalidOperationException Unfit(string what) => new($"The metric '{Name}' is {ShapeText.Of(_sizes)}, not {what}.");
}

/// <summary>The values of a metric set, in the order of its metrics. Base of generated classes, which have a property for each.</summary>
public abstract class MetricValues : IReadOnlyList<MetricValue>
{
    private readonly MetricValue[] _values;

    /// <summary>Holds values.</summary>
    /// <param name="values">One per metric.</param>
    protected MetricValues(params ReadOnlySpan<MetricValue> values) => _values = values.ToArray();

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <summary>The value of the metric at a position.</summary>
    public MetricValue this[int index] => _values[index];

    /// <summary>The value of the metric with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names the nearest, or all.</exception>
    public MetricValue this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            foreach (var value in _values)
                if (value.Name == name) return value;
            var names = Array.ConvertAll(_values, v => v.Name);
            var hint = NearestName.Find(name, names) is { } near ? $"did you mean '{near}'?" : $"there are {string.Join(", ", names)}.";
            throw new KeyNotFoundException($"No metric is called '{name}'; {hint}");
        }
    }

    /// <inheritdoc/>
    public IEnumerator<MetricValue> GetEnumerator() => ((IEnumerable<MetricValue>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();
}

/// <summary>A metric's name and what its value is.</summary>
/// <param name="Name">As in logs.</param>
/// <param name="Shape">One number, a vector or a matrix.</param>
public readonly record struct MetricInfo(string Name, MetricShape Shape);
