using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>
/// A batch of rows. It owns its tensors, which are in no dispose scope. The code that reads a batch from its source disposes it;
/// <see cref="Trainer"/> does so at the end of each step.
/// </summary>
/// <remarks>The tensors of an unshuffled batch of <see cref="TensorData"/> are views of the data: changing them in place changes the
/// data.</remarks>
public sealed class Batch : IDisposable
{
    /// <summary>
    /// Initializes a batch that takes ownership of tensors: they leave their dispose scopes and are disposed with the batch. Pass
    /// <c>alias()</c> of a tensor that is used elsewhere, too.
    /// </summary>
    /// <param name="features">The model's input, shape [rows, …].</param>
    /// <param name="labels">The expected output, shape [rows, …]; null if there is none.</param>
    /// <param name="sampleWeights">The weight of each row, shape [rows]; null for equal weights.</param>
    /// <exception cref="BadDataException">A tensor has no axes, or the tensors have different numbers of rows.</exception>
    public Batch(Tensor features, Tensor? labels = null, Tensor? sampleWeights = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        RowChecks.Check(features, labels, sampleWeights, "features", "labels");
        Features = features.DetachFromDisposeScope();
        Labels = labels?.DetachFromDisposeScope();
        SampleWeights = sampleWeights?.DetachFromDisposeScope();
        Rows = features.size(0);
    }

    /// <summary>The model's input, shape [rows, …].</summary>
    public Tensor Features { get; }

    /// <summary>The expected output, shape [rows, …]; null if there is none.</summary>
    public Tensor? Labels { get; }

    /// <summary>The weight of each row, shape [rows]; null for equal weights.</summary>
    public Tensor? SampleWeights { get; }

    /// <summary>The number of rows.</summary>
    public long Rows { get; }

    /// <summary>Copies the batch to a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="nonBlocking">Whether to return before the copy is complete. Has an effect only for copies from pinned memory to a
    /// GPU.</param>
    /// <returns>A batch of its own, to be disposed. It shares memory with this one if the tensors are on the device already.</returns>
    public Batch To(Device device, bool nonBlocking = false)
    {
        ArgumentNullException.ThrowIfNull(device);
        return Map(t => t.to(device, non_blocking: nonBlocking));
    }

    /// <summary>Disposes the tensors.</summary>
    public void Dispose()
    {
        Features.Dispose();
        Labels?.Dispose();
        SampleWeights?.Dispose();
    }

    internal Batch Map(Func<Tensor, Tensor> change)
    {
        Tensor? features = null, labels = null, weight = null;
        try
        {
            features = change(Features);
            if (Labels is not null) labels = change(Labels);
            if (SampleWeights is not null) weight = change(SampleWeights);
            return new Batch(features, labels, weight);
        }
        catch
        {
            features?.Dispose();
            labels?.Dispose();
            weight?.Dispose();
            throw;
        }
    }
}

/// <summary>Checks that tensors have the same rows and device. Reads sizes only, so it does not synchronize with the device.</summary>
internal static class RowChecks
{
    public static void Check(Tensor features, Tensor? labels, Tensor? weight, string featuresName, string labelsName)
    {
        var rows = Rows(features, featuresName);
        if (labels is not null && Rows(labels, labelsName) != rows)
            throw new BadDataException(
                $"{featuresName} has shape {ShapeText.Format(features)} and {labelsName} has shape {ShapeText.Format(labels)}, but their "
                + $"first axes, the rows, must be equal."
            );
        if (weight is not null && (weight.ndim != 1 || weight.size(0) != rows))
            throw new BadDataException(
                $"sample weights have shape {ShapeText.Format(weight)}, but must have shape [{rows}], one weight for each row of "
                + $"{featuresName}."
            );
    }

    public static void SameDevice(Tensor features, Tensor? other, string name)
    {
        if (other is not null && DeviceId.From(other) is var device && DeviceId.From(features) is var expected && device != expected)
            throw new BadDataException($"features are on {expected} and {name} on {device}, but all tensors must be on one device.");
    }

    private static long Rows(Tensor tensor, string name) => tensor.Sizes() is { Length: > 0 } sizes
        ? sizes[0]
        : throw new BadDataException($"{name} has no axes, but its first axis must be the rows.");
}
