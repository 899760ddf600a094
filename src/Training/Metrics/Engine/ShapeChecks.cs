using System.ComponentModel;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Shape checks of generated updates, made before anything is accumulated. They read sizes only, so they do not synchronize with
/// the device.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ShapeChecks
{
    /// <summary>Checks that two values with rows have equal ranks and equal sizes along the batch axis, so that broadcasting cannot mix
    /// rows.</summary>
    /// <exception cref="ArgumentException">The values do not match.</exception>
    public static void SameRows(Tensor a, Tensor b, int axis, string expression)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var rank = a.Dimensions;
        if (b.Dimensions == rank && (uint)axis < rank && a.size(axis) == b.size(axis)) return;
        long[] left = Shape(a), right = Shape(b);
        if (left.Length != right.Length)
            throw new ArgumentException(
                $"{expression}: {ShapeText.Format(left)} and {ShapeText.Format(right)} must have the same number of axes, because both "
                + "have rows; torch would combine each row with all others."
            );
        throw new ArgumentException(
            $"{expression}: {ShapeText.Format(left)} and {ShapeText.Format(right)} must have the same number of rows in axis {axis}.");
    }

    /// <summary>Checks that a value without rows does not extend to the batch axis of a value with rows, or has size 1 there.</summary>
    /// <exception cref="ArgumentException">The value extends to the batch axis.</exception>
    public static void NoRows(Tensor rows, Tensor constant, int axis, string expression)
    {
        long[] left = Shape(rows), right = Shape(constant);
        if (right.Length > left.Length)
            throw new ArgumentException(
                $"{expression}: {ShapeText.Format(right)} must have at most {Axes(left.Length)}, as {ShapeText.Format(left)} has; more "
                + $"would move the rows from axis {axis}."
            );
        var position = axis - (left.Length - right.Length);
        if (position >= 0 && right[position] != 1)
            throw new ArgumentException(
                $"{expression}: {ShapeText.Format(right)} has no rows, so it must have size 1 along the rows of {ShapeText.Format(left)} "
                + $"(axis {axis}), but has {right[position]}."
            );
    }

    /// <summary>Checks that a tensor which indexes another holds positions: a mask would choose as many values as it has ones, and wait
    /// for the device to count them.</summary>
    /// <exception cref="ArgumentException">The tensor is a mask.</exception>
    public static void Positions(Tensor t, string expression)
    {
        ArgumentNullException.ThrowIfNull(t);
        if (t.dtype is ScalarType.Bool or ScalarType.Byte)
            throw new ArgumentException($"{expression}: an index of {t.dtype} is a mask, but must hold positions. Convert it to int64.");
    }

    /// <summary>Checks that a tensor has at least a number of axes.</summary>
    /// <exception cref="ArgumentException">The tensor has fewer axes.</exception>
    public static void RankAtLeast(Tensor t, int rank, string expression)
    {
        var shape = Shape(t);
        if (shape.Length < rank)
            throw new ArgumentException(
                $"{expression}: {ShapeText.Format(shape)} has {Axes(shape.Length)}, but must have at least {rank}."
            );
    }

    /// <summary>Checks that a tensor has at most a number of axes.</summary>
    /// <exception cref="ArgumentException">The tensor has more axes.</exception>
    public static void RankAtMost(Tensor t, int rank, string expression)
    {
        var shape = Shape(t);
        if (shape.Length > rank)
            throw new ArgumentException(
                $"{expression}: {ShapeText.Format(shape)} has {Axes(shape.Length)}, but must have at most {rank}."
            );
    }

    /// <summary>Checks that a tensor has a number of axes.</summary>
    /// <exception cref="ArgumentException">The tensor has another number of axes.</exception>
    public static void RankIs(Tensor t, int rank, string expression)
    {
        var shape = Shape(t);
        if (shape.Length != rank)
            throw new ArgumentException($"{expression}: {ShapeText.Format(shape)} has {Axes(shape.Length)}, but must have {rank}.");
    }

    /// <summary>Checks the size of an axis.</summary>
    /// <exception cref="ArgumentException">The axis has another size.</exception>
    public static void SizeIs(Tensor t, int axis, long expected, string expression)
    {
        var shape = Shape(t);
        if (At(shape, axis) != expected)
            throw new ArgumentException($"{expression}: {ShapeText.Format(shape)} must have size {expected} along axis {axis}.");
    }

    /// <summary>Checks that the size of an axis is a multiple of the number of rows.</summary>
    /// <exception cref="ArgumentException">The size is not a multiple of the number of rows.</exception>
    public static void WholeItems(Tensor t, int axis, long rows, string expression)
    {
        var shape = Shape(t);
        if (At(shape, axis) is var size && (size < 0 || rows == 0 ? size != 0 : size % rows != 0))
            throw new ArgumentException(
                $"{expression}: {ShapeText.Format(shape)} must have a multiple of the {rows} rows of the batch along axis {axis}."
            );
    }

    private static long[] Shape(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Sizes();
    }

    private static long At(long[] shape, int axis)
    {
        if (axis < 0) axis += shape.Length;
        return (uint)axis < (uint)shape.Length ? shape[axis] : -1;
    }

    private static string Axes(int count) => count == 1 ? "1 axis" : $"{count} axes";
}
