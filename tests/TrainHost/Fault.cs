using Gen.Training.Data;
using static TorchSharp.torch;

namespace Gen.TrainHost;

/// <summary>What goes wrong.</summary>
public enum Fault
{
    None,

    /// <summary>A hook throws after the second epoch.</summary>
    Hook,

    /// <summary>A hook never comes back from the fourth step.</summary>
    Stuck,

    /// <summary>Rows have a feature too many.</summary>
    Shape,

    /// <summary>Targets lack their last axis.</summary>
    Target,

    /// <summary>A target is not a number.</summary>
    NaN,

    /// <summary>The training data has no rows.</summary>
    NoRows,
}

internal static class Rows
{
    /// <summary>Rows [n, 3] and the sine of their sum [n, 1], broken if asked.</summary>
    public static TensorData Make(int rows, Fault fault)
    {
        using var scope = NewDisposeScope();
        var input = randn(rows, fault == Fault.Shape ? 4 : 3);
        var target = input.sum(1, keepdim: true).sin();
        if (fault == Fault.NaN)
            target[7, 0] = float.NaN;
        return new TensorData(input, fault == Fault.Target ? target.squeeze(1) : target);
    }
}

internal sealed class NoRows : IBatchSource
{
    public int? BatchCount => null;
    public int? BatchSize => null;
    public long? Rows => null;

    public IEnumerable<Batch> Epoch(EpochOrder order, CancellationToken cancellationToken = default) => [];
}
