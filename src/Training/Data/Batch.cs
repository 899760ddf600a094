using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>
/// The rows of one step. A batch owns its tensors: they are in no dispose scope, and whoever takes the batch from its source disposes it when
/// the step ends.
/// </summary>
/// <remarks>Batches of <see cref="TensorData"/> in order are views of the data: computing in place on them would change the data.</remarks>
public sealed class DataBatch : IDisposable
{
    /// <summary>Takes tensors over: out of their dispose scopes, to be disposed with the batch. Give <c>alias()</c> of one that you keep.</summary>
    /// <param name="input">What the model reads: [rows, …].</param>
    /// <param name="target">What it should answer: [rows, …]; null where there is nothing to compare with.</param>
    /// <param name="sampleWeight">What each row counts: [rows]; null: all the same.</param>
    /// <exception cref="BadDataException">The tensors have different rows, or none is there to count.</exception>
    public DataBatch(Tensor input, Tensor? target = null, Tensor? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        RowChecks.Check(input, target, sampleWeight, "input", "target");
        Input = input.DetachFromDisposeScope();
        Target = target?.DetachFromDisposeScope();
        SampleWeight = sampleWeight?.DetachFromDisposeScope();
        Rows = input.size(0);
    }

    /// <summary>What the model reads: [rows, …].</summary>
    public Tensor Input { get; }

    /// <summary>What it should answer: [rows, …]; null where there is nothing to compare with.</summary>
    public Tensor? Target { get; }

    /// <summary>What each row counts: [rows]; null: all the same.</summary>
    public Tensor? SampleWeight { get; }

    /// <summary>How many rows the batch has.</summary>
    public long Rows { get; }

    /// <summary>The same rows on another device, as a batch of its own, sharing memory with this one where nothing had to be moved.</summary>
    /// <param name="device">Where to.</param>
    /// <param name="nonBlocking">Whether to return before the copy is done; works from pinned memory to a GPU only, and has no effect elsewhere.</param>
    public DataBatch To(Device device, bool nonBlocking = false)
    {
        ArgumentNullException.ThrowIfNull(device);
        return Map(t => t.to(device, non_blocking: nonBlocking));
    }

    /// <summary>Frees the batch's tensors.</summary>
    public void Dispose()
    {
        Input.Dispose();
        Target?.Dispose();
        SampleWeight?.Dispose();
    }

    internal DataBatch Map(Func<Tensor, Tensor> change)
    {
        Tensor? input = null, target = null, weight = null;
        try
        {
            input = change(Input);
            if (Target is not null) target = change(Target);
            if (SampleWeight is not null) weight = change(SampleWeight);
            return new DataBatch(input, target, weight);
        }
        catch
        {
            input?.Dispose();
            target?.Dispose();
            weight?.Dispose();
            throw;
        }
    }
}

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
