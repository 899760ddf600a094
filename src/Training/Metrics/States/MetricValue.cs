using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Gen.Shared;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>The value of one metric, copied from a tensor.</summary>
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

    /// <summary>Whether the value is a scalar, a vector or a matrix.</summary>
    public MetricShape Shape { get; }

    /// <summary>The shape of the tensor that the metric returned; empty if it has no axes.</summary>
    public IReadOnlyList<long> Sizes => _sizes;

    /// <summary>All numbers, in row-major order.</summary>
    public ReadOnlyMemory<double> Numbers => _numbers;

    /// <summary>The number of a scalar metric; NaN without rows.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one number.</exception>
    public double Scalar => _numbers.Length == 1 ? _numbers[0] : throw NotA("one number");

    /// <summary>A copy of the numbers of a vector metric; a single NaN without rows.</summary>
    /// <exception cref="InvalidOperationException">The value has more than one axis.</exception>
    public double[] Vector => _sizes.Length <= 1 ? [.. _numbers] : throw NotA("a vector");

    /// <summary>A copy of the numbers of a matrix metric; NaN, 1 by 1, without rows.</summary>
    /// <exception cref="InvalidOperationException">The value does not have two axes.</exception>
    public double[,] Matrix
    {
        get
        {
            if (_sizes.Length == 0) return new[,] { { _numbers[0] } };
            if (_sizes.Length != 2) throw NotA("a matrix");
            var matrix = new double[_sizes[0], _sizes[1]];
            for (var i = 0; i < _numbers.Length; i++) matrix[i / _sizes[1], i % _sizes[1]] = _numbers[i];
            return matrix;
        }
    }

    /// <summary>Copies the value from a tensor, which may be disposed afterwards.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="shape">The expected shape, which may be inferred from the axes.</param>
    /// <param name="cpuTensor">The tensor, of any real type, on the CPU. A tensor without axes matches each shape: it is the NaN of a
    /// metric without rows.</param>
    /// <exception cref="InvalidOperationException">The tensor does not match the shape. The message names the metric.</exception>
    public static MetricValue Read(string name, MetricShape shape, Tensor cpuTensor)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(cpuTensor);
        var sizes = cpuTensor.shape;
        var numbers = ToDoubles(cpuTensor);
        var expected = shape == MetricShape.Inferred ? Infer(sizes, numbers.Length) : shape;
        var fits = sizes.Length == 0 || expected switch
        {
            MetricShape.Scalar => numbers.Length == 1,
            MetricShape.Vector => sizes.Length == 1,
            _ => sizes.Length == 2,
        };
        return fits
            ? new MetricValue(name, expected, sizes, numbers)
            : throw new InvalidOperationException(
                $"The metric '{name}' returned {ShapeText.Format(sizes)}, which is not a {expected.ToString().ToLowerInvariant()}. "
                    + "Set its Shape, or change what it returns."
            );
    }

    /// <inheritdoc/>
    public override string ToString() => _numbers.Length == 1
        ? $"{Name} = {_numbers[0].ToString("G6", CultureInfo.InvariantCulture)}"
        : $"{Name} = {ShapeText.Format(_sizes)}";

    // Common types are converted here, because an operator of torch costs more than converting the few numbers of a metric.
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

    private InvalidOperationException NotA(string what) => new($"The metric '{Name}' is {ShapeText.Format(_sizes)}, not {what}.");
}

/// <summary>Base class for the generated values of a metric set, in the order of its metrics.</summary>
public abstract class MetricValues : IReadOnlyList<MetricValue>
{
    private readonly MetricValue[] _values;

    /// <summary>Initializes the values.</summary>
    /// <param name="values">One value per metric.</param>
    protected MetricValues(params ReadOnlySpan<MetricValue> values) => _values = values.ToArray();

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <summary>The value of the metric at an index.</summary>
    public MetricValue this[int index] => _values[index];

    /// <summary>The value of the metric with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such metric. The message has the nearest name, or all names.</exception>
    public MetricValue this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            foreach (var value in _values)
                if (value.Name == name) return value;
            var hint = NearestName.Hint(name, _values.Select(v => v.Name), "The metrics are");
            throw new KeyNotFoundException($"Metric '{name}' does not exist.{hint}");
        }
    }

    /// <inheritdoc/>
    public IEnumerator<MetricValue> GetEnumerator() => ((IEnumerable<MetricValue>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();
}

/// <summary>The name and shape of a metric.</summary>
/// <param name="Name">The name in logs.</param>
/// <param name="Shape">Whether the value is a scalar, a vector or a matrix.</param>
public readonly record struct MetricInfo(string Name, MetricShape Shape);
