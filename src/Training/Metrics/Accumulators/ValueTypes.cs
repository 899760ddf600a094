using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Element types of values, of the state that holds them, and of results.</summary>
internal static class ValueTypes
{
    /// <summary>What sums are kept in: int64 for integers and truth values, float64 for floating-point numbers.</summary>
    public static ScalarType Wide(ScalarType type) => is_floating_point(type) ? ScalarType.Float64 : ScalarType.Int64;

    /// <summary>What torch's <c>sum()</c> of the value returns; fractional weights turn integers into the weights' type.</summary>
    public static ScalarType OfSum(ScalarType type, ScalarType? fractionType) =>
        is_floating_point(type) ? type : fractionType ?? ScalarType.Int64;

    /// <summary>What torch makes of two types in one expression, as far as both are floating.</summary>
    public static ScalarType Wider(ScalarType? one, ScalarType other)
    {
        if (one is not { } first || first == other) return other;
        if (Size(first) != Size(other)) return Size(first) > Size(other) ? first : other;
        return ScalarType.Float32;

        static int Size(ScalarType type) => type switch
        {
            ScalarType.Float64 => 8,
            ScalarType.Float32 => 4,
            _ => 2,
        };
    }

    public static void RefuseComplex(ScalarType type)
    {
        if (is_complex(type)) throw new ArgumentException($"A value of {type} cannot be accumulated; take its real and imaginary part apart.");
    }
}
