using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>
/// Batches cut from tensors as a whole: slices of the data where they are taken as they lie, one gather by a piece of the permutation where they are
/// shuffled.
/// </summary>
/// <remarks>Epochs are windows of <c>steps</c> batches on one endless row of passes, so that an epoch and a batch's number say which rows it has.</remarks>
internal sealed class TensorBatches : IBatchSource
{
    private readonly TensorData _data;
    private readonly bool _shuffle;
    private readonly long _perPass;
    private readonly long _rowsOfPass;
    private readonly int _size;
    private readonly int _steps;

    public TensorBatches(TensorData data, int batchSize, bool shuffle, bool dropLast, int? steps)
    {
        if (batchSize < 1) throw new BadDataException($"The batch size is {batchSize}, but must be at least 1.");
        if (steps < 1) throw new BadDataException($"The steps of an epoch are {steps}, but must be at least 1.");
        _data = data;
        _size = batchSize;
        _shuffle = shuffle;
        _perPass = dropLast ? data.Rows / batchSize : (data.Rows + batchSize - 1) / batchSize;
        if (_perPass == 0)
            throw new BadDataException($"No batch is left: {data.Rows} rows do not fill one of {batchSize}, and the last one is to be dropped.");
        _rowsOfPass = Math.Min(data.Rows, _perPass * batchSize);
        _steps = steps ?? checked((int)_perPass);
    }

    public int? BatchCount => _steps;

    public int? BatchSize => _size;

    public long? Samples => _rowsOfPass == _perPass * _size ? (long)_steps * _size
        : _steps % _perPass == 0 ? _steps / _perPass * _rowsOfPass
        : null;

    public IEnumerable<DataBatch> Epoch(EpochOrder order, CancellationToken cancellationToken = default)
    {
        Tensor? permutation = null;
        var permuted = -1L;
        try
        {
            for (long step = order.FirstBatch; step < _steps; step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (pass, batch) = Math.DivRem(order.Epoch * (long)_steps + step, _perPass);
                if (_shuffle && pass != permuted)
                {
                    permutation?.Dispose();
                    permutation = Permutation(order, pass);
                    permuted = pass;
                }
                var start = batch * _size;
                yield return Cut(permutation, start, Math.Min(_size, _rowsOfPass - start));
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

    private DataBatch Cut(Tensor? permutation, long start, long rows)
    {
        using var chosen = permutation?.narrow(0, start, rows);
        return new DataBatch(
            Part(_data.Features),
            _data.Labels is { } labels ? Part(labels) : null,
            _data.SampleWeights is { } weights ? Part(weights) : null);

        Tensor Part(Tensor tensor) => chosen is null ? tensor.narrow(0, start, rows) : tensor.index_select(0, chosen);
    }
}
