using System.Numerics;
using System.Runtime.InteropServices;

namespace ApiDocsSample.Words;

/// <summary>The two operations that training word vectors consists of, on as many numbers at once as the processor can take.</summary>
internal static class VectorMath
{
    /// <summary>The inner product of two vectors of the same length.</summary>
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var lefts = MemoryMarshal.Cast<float, Vector<float>>(left);
        var rights = MemoryMarshal.Cast<float, Vector<float>>(right);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < lefts.Length && i < rights.Length; i++)
            sums += lefts[i] * rights[i];
        var sum = Vector.Sum(sums);
        for (var i = lefts.Length * Vector<float>.Count; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }

    /// <summary>Adds <paramref name="factor"/> times a vector to another of the same length.</summary>
    public static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        var targets = MemoryMarshal.Cast<float, Vector<float>>(target);
        var sources = MemoryMarshal.Cast<float, Vector<float>>(source);
        for (var i = 0; i < targets.Length && i < sources.Length; i++)
            targets[i] += sources[i] * factor;
        for (var i = targets.Length * Vector<float>.Count; i < target.Length; i++)
            target[i] += source[i] * factor;
    }
}
