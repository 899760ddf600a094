namespace TorchSharp;

public static partial class torch
{
    /// <summary>The limits of a floating-point type.</summary>
    public struct FInfo
    {
#pragma warning disable CA1051
        /// <summary>Bits of a number.</summary>
        public int bits;

        /// <summary>The distance from 1 to the next number.</summary>
        public double eps;

        /// <summary>The largest number.</summary>
        public double max;

        /// <summary>The smallest number: -<see cref="max"/>.</summary>
        public double min;

        /// <summary>The smallest positive number of full precision.</summary>
        public double tiny;

        /// <summary>The same as <see cref="tiny"/>.</summary>
        public double smallest_normal;

        /// <summary>The decimal resolution: a power of 10.</summary>
        public double resolution;
#pragma warning restore CA1051
    }

    /// <summary>The limits of float32.</summary>
    public static FInfo finfo() => finfo(get_default_dtype());

    /// <summary>The limits of a floating-point type; of a complex one, those of its parts.</summary>
    /// <exception cref="ArgumentException">The type is no floating-point type.</exception>
    public static FInfo finfo(ScalarType dtype) => dtype switch
    {
        ScalarType.BFloat16 => Limits(16, fraction: 7, exponent: 127, resolution: 1e-2),
        ScalarType.Float16 => Limits(16, fraction: 10, exponent: 15, resolution: 1e-3),
        ScalarType.Float32 or ScalarType.ComplexFloat32 => Limits(32, fraction: 23, exponent: 127, resolution: 1e-6),
        ScalarType.Float64 or ScalarType.ComplexFloat64 => Limits(64, fraction: 52, exponent: 1023, resolution: 1e-15),
        _ => throw new ArgumentException("'dtype' must be floating point or complex"),
    };

    // Bits of the fraction, and the largest exponent of 2.
    private static FInfo Limits(int bits, int fraction, int exponent, double resolution)
    {
        var eps = Math.ScaleB(1, -fraction);
        var max = Math.ScaleB(2 - eps, exponent);
        var tiny = Math.ScaleB(1, 1 - exponent);
        return new FInfo { bits = bits, eps = eps, max = max, min = -max, tiny = tiny, smallest_normal = tiny, resolution = resolution };
    }
}
