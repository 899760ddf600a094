using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Tests;

/// <summary>Batches of tensors, in order or shuffled by torch's default generator.</summary>
internal sealed class MemorySource(
    Tensor input,
    Tensor? target,
    int batch,
    bool shuffle = false,
    Tensor? weight = null,
    bool hasKnownSize = true
) : IBatchSource
{
    public int? BatchCount => hasKnownSize ? (int)((input.shape[0] + batch - 1) / batch) : null;

    public long? Rows => hasKnownSize ? input.shape[0] : null;

    public int? BatchSize => batch;

    public IEnumerable<Batch> Epoch(EpochOrder order, CancellationToken cancellationToken = default)
    {
        using var permutation = shuffle ? randperm(input.shape[0]) : arange(input.shape[0]);
        for (var start = 0L; start < input.shape[0]; start += batch)
        {
            using var rows = permutation.narrow(0, start, Math.Min(batch, input.shape[0] - start));
            yield return new Batch(input.index_select(0, rows), target?.index_select(0, rows), weight?.index_select(0, rows));
        }
    }
}
