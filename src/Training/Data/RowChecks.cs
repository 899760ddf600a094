using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>Tensors that belong together have the same rows. Reads sizes on the host only.</summary>
internal static class RowChecks
{
    public static void Check(Tensor input, Tensor? target, Tensor? weight, string inputName, string targetName)
    {
        var rows = Rows(input, inputName);
        if (target is not null && Rows(target, targetName) != rows)
            throw new BadDataException(
                $"{inputName} is {ShapeText.Of(input)} and {targetName} is {ShapeText.Of(target)}: the first axis, the rows, must be equal.");
        if (weight is not null && (weight.ndim != 1 || weight.size(0) != rows))
            throw new BadDataException($"sample weights are {ShapeText.Of(weight)}, but must be [{rows}]: one for each row of {inputName}.");
    }

    public static void SameDevice(Tensor features, Tensor? other, string name)
    {
        if (other is not null && Place.Of(other) is var place && Place.Of(features) is var expected && place != expected)
            throw new BadDataException($"features are on {expected} and {name} on {place}: all must be on one device.");
    }

    private static long Rows(Tensor tensor, string name) => tensor.Sizes() is { Length: > 0 } sizes
        ? sizes[0]
        : throw new BadDataException($"{name} has no axes; its first axis must be the rows.");
}
