using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>
/// Rows that are trained or evaluated on at once. It owns its tensors: whoever takes it out of a source disposes it.
/// </summary>
/// <param name="input">What goes into the model, [n, …].</param>
/// <param name="target">Labels, [n] or [n, …]; null where there is nothing to compare with.</param>
/// <param name="sampleWeight">Weight of each row, [n]; null for 1 each.</param>
public sealed class DataBatch(Tensor input, Tensor? target = null, Tensor? sampleWeight = null) : IDisposable
{
    /// <summary>What goes into the model, [n, …].</summary>
    public Tensor Input { get; } = input;

    /// <summary>Labels, [n] or [n, …]; null where there is nothing to compare with.</summary>
    public Tensor? Target { get; } = target;

    /// <summary>Weight of each row, [n]; null for 1 each.</summary>
    public Tensor? SampleWeight { get; } = sampleWeight;

    /// <summary>How many rows there are.</summary>
    public long Rows { get; } = input.shape[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        Input.Dispose();
        Target?.Dispose();
        SampleWeight?.Dispose();
    }
}
