using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>
/// The batches of a <see cref="TensorData"/>: slices of the tensors, or one gather per batch if they are shuffled.
/// </summary>
/// <remarks>Epochs are windows on an endless sequence of passes, so that the indices of epoch and batch determine the rows.</remarks>
internal sealed class TensorBatches : IBatchSource
{
    private readonly TensorData _data;
    private readonly bool _shuffle;
    private readonly long _perPass;
    private readonly long _rowsOfPass;
    private readonly int _size;
    private readonly int _batchesPerEpoch;

    public TensorBatches(TensorData data, int batchSize, bool shuffle, bool dropLast, int? batchesPerEpoch)
    {
        if (batchSize < 1) throw new BadDataException($"batchSize must be at least 1, but was {batchSize}.");
        if (batchesPerEpoch < 1) throw new BadDataException($"batchesPerEpoch must be at least 1, but was {batchesPerEpoch}.");
        _data = data;
        _size = batchSize;
        _shuffle = shuffle;
        _perPass = dropLast ? data.Rows / batchSize : (data.Rows + batchSize - 1) / batchSize;
        if (_perPass == 0)
            throw new BadDataException(
                $"No batch is left: {data.Rows} rows do not fill a batch of {batchSize}, and dropLast drops the last one."
            );
        _rowsOfPass = Math.Min(data.Rows, _perPass * batchSize);
        _batchesPerEpoch = batchesPerEpoch ?? checked((int)_perPass);
    }

    public int? BatchCount => _batchesPerEpoch;

    public int? BatchSize => _size;

    public long? Rows => _rowsOfPass == _perPass * _size ? (long)_batchesPerEpoch * _size
        : _batchesPerEpoch % _perPass == 0 ? _batchesPerEpoch / _perPass * _rowsOfPass
        : null;

    public IEnumerable<Batch> Epoch(EpochOrder order, CancellationToken cancellationToken = default)
    {
        Tensor? permutation = null;
        var permuted = -1L;
        try
        {
            for (long step = order.FirstBatch; step < _batchesPerEpoch; step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (pass, batch) = Math.DivRem(order.Epoch * (long)_batchesPerEpoch + step, _perPass);
                if (_shuffle && pass != permuted)
                {
                    permutation?.Dispose();
                    permutation = Permutation(order, pass);
                    permuted = pass;
                }
                var start = batch * _size;
                yield return Slice(permutation, start, Math.Min(_size, _rowsOfPass - start));
            }
        }
        finally
        {
            permutation?.Dispose();
        }
    }

    private Tensor? Permutation(EpochOrder order, long pass)
    {
        using var drawn = order.Permutation(_data.Rows, pass);
        return drawn?.to(_data.Features.device).DetachFromDisposeScope();
    }

    private Batch Slice(Tensor? permutation, long start, long rows)
    {
        using var chosen = permutation?.narrow(0, start, rows);
        return new Batch(
            Part(_data.Features),
            _data.Labels is { } labels ? Part(labels) : null,
            _data.SampleWeights is { } weights ? Part(weights) : null);

        Tensor Part(Tensor tensor) => chosen is null ? tensor.narrow(0, start, rows) : tensor.index_select(0, chosen);
    }
}
