using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Checks of shapes that generated updates make before anything is accumulated. They read sizes on the host only and wait for no device.</summary>
public static class BatchChecks
{
    /// <summary>Two row-wise values meet: equal ranks and equal sizes along the batch axis, so that broadcasting cannot mix rows.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void Meet(Tensor a, Tensor b, int axis, string expression)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var rank = a.Dimensions;
        if (b.Dimensions == rank && (uint)axis < rank && a.size(axis) == b.size(axis)) return;
        long[] left = Shape(a), right = Shape(b);
        if (left.Length != right.Length)
            throw new ArgumentException(
                $"{expression}: {ShapeText.Of(left)} meets {ShapeText.Of(right)}. Both have rows, so they must have equally many axes; torch would pair each row with all others.");
        throw new ArgumentException(
            $"{expression}: {ShapeText.Of(left)} meets {ShapeText.Of(right)}. Their rows, axis {axis}, must be equally many.");
    }

    /// <summary>A value without rows meets one with rows: it does not reach the batch axis, or has size 1 there.</summary>
    /// <exception cref="ArgumentException">It does.</exception>
    public static void Constant(Tensor rows, Tensor constant, int axis, string expression)
    {
        long[] left = Shape(rows), right = Shape(constant);
        if (right.Length > left.Length)
            throw new ArgumentException(
                $"{expression}: {ShapeText.Of(left)} meets {ShapeText.Of(right)}, which has more axes and would move the rows from axis {axis}.");
        var position = axis - (left.Length - right.Length);
        if (position >= 0 && right[position] != 1)
            throw new ArgumentException(
                $"{expression}: {ShapeText.Of(left)} meets {ShapeText.Of(right)}, which has no rows but size {right[position]} along them (axis {axis}).");
    }

    /// <summary>A tensor has at least so many axes.</summary>
    /// <exception cref="ArgumentException">It has fewer.</exception>
    public static void RankAtLeast(Tensor t, int rank, string expression)
    {
        var shape = Shape(t);
        if (shape.Length < rank) throw new ArgumentException($"{expression}: {ShapeText.Of(shape)} has {Axes(shape.Length)}, but at least {rank} are needed.");
    }

    /// <summary>A tensor has at most so many axes.</summary>
    /// <exception cref="ArgumentException">It has more.</exception>
    public static void RankAtMost(Tensor t, int rank, string expression)
    {
        var shape = Shape(t);
        if (shape.Length > rank) throw new ArgumentException($"{expression}: {ShapeText.Of(shape)} has {Axes(shape.Length)}, but at most {rank} are possible.");
    }

    /// <summary>A tensor has exactly so many axes.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void Rank(Tensor t, int rank, string expression)
    {
        var shape = Shape(t);
        if (shape.Length != rank) throw new ArgumentException($"{expression}: {ShapeText.Of(shape)} has {Axes(shape.Length)}, but must have {rank}.");
    }

    /// <summary>An axis has a certain size.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void SizeIs(Tensor t, int axis, long expected, string expression)
    {
        var shape = Shape(t);
        if (At(shape, axis) != expected) throw new ArgumentException($"{expression}: {ShapeText.Of(shape)} must have size {expected} along axis {axis}.");
    }

    /// <summary>An axis holds equally many items of each row.</summary>
    /// <exception cref="ArgumentException">Its size is no multiple of the rows.</exception>
    public static void WholeItems(Tensor t, int axis, long rows, string expression)
    {
        var shape = Shape(t);
        if (At(shape, axis) is var size && (size < 0 || rows == 0 ? size != 0 : size % rows != 0))
            throw new ArgumentException($"{expression}: {ShapeText.Of(shape)} must have a multiple of the batch's {rows} rows along axis {axis}.");
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
