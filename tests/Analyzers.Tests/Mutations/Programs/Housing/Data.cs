using System.ComponentModel.DataAnnotations;
using Gen;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace HousingProgram;

/// <summary>The houses, for both experiments.</summary>
[Config]
internal sealed class HouseData
{
    public string Path { get; init; } = "houses.csv";

    [Range(1, 1_000)]
    public int Columns { get; init; } = 13;

    [Range(1, 10_000)]
    public int Batch { get; init; } = 20;
}

internal enum Activation
{
    Relu,
    Gelu,
}

internal static class HouseLoader
{
    [Captured<Experiments.Housing>, Captured<Experiments.Baseline>]
    public static TensorData LoadHouses(HouseData data, Random random)
    {
        using var scope = NewDisposeScope();
        var numbers = Enumerable.Range(0, data.Columns * 100).Select(_ => (float)random.NextDouble()).ToArray();
        return new TensorData(tensor(numbers, [100, data.Columns]), tensor(numbers[..100], [100, 1]));
    }
}
