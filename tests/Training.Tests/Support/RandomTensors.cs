using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>Random tensors.</summary>
internal static class RandomTensors
{
    public static Tensor Values(Random random, ScalarType type, params long[] sizes)
    {
        var values = new double[sizes.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
            values[i] = type switch
            {
                ScalarType.Bool => random.Next(2),
                ScalarType.Float32 or ScalarType.Float64 => (random.NextDouble() * 4) - 1,
                ScalarType.Byte => random.Next(7),
                _ => random.Next(-5, 9),
            };
        return tensor(values).reshape(sizes).to_type(type);
    }

    public static Tensor Indices(Random random, ScalarType type, int width, params long[] sizes)
    {
        var values = new long[sizes.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++) values[i] = random.Next(width);
        return tensor(values).reshape(sizes).to_type(type);
    }
}
