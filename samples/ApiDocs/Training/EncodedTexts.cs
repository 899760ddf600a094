using static TorchSharp.torch;

namespace ApiDocsSample.Training;

/// <summary>Encoded texts and their classes as two tensors on a device, cut into batches there.</summary>
public sealed class EncodedTexts : IDisposable
{
    /// <summary>Copies texts to a device.</summary>
    /// <param name="words">Word indices, text by text: n times <paramref name="length"/>.</param>
    /// <param name="classes">n class indices.</param>
    /// <param name="length">Words of a text.</param>
    /// <param name="device">Where the tensors are to live.</param>
    public EncodedTexts(long[] words, long[] classes, int length, Device device)
    {
        using var scope = NewDisposeScope();
        Count = classes.Length;
        Texts = tensor(words, [Count, length]).to(device).DetachFromDisposeScope();
        Classes = tensor(classes).to(device).DetachFromDisposeScope();
    }

    /// <summary>How many texts there are.</summary>
    public int Count { get; }

    /// <summary>Word indices [n, length], int64.</summary>
    public Tensor Texts { get; }

    /// <summary>Class indices [n], int64.</summary>
    public Tensor Classes { get; }

    /// <summary>Batches that hold all texts, the last one perhaps smaller.</summary>
    public int BatchCount(int batchSize) => (Count + batchSize - 1) / batchSize;

    /// <summary>All texts in their order.</summary>
    public IEnumerable<(Tensor Texts, Tensor Classes)> InOrder(int batchSize)
    {
        for (var start = 0; start < Count; start += batchSize)
        {
            var size = Math.Min(batchSize, Count - start);
            yield return (Texts.narrow(0, start, size), Classes.narrow(0, start, size));
        }
    }

    /// <summary>A number of batches in a random order that torch's generator decides; all texts once before any comes twice.</summary>
    public IEnumerable<(Tensor Texts, Tensor Classes)> Shuffled(int batchSize, int batches)
    {
        using var order = new ShuffledIndices(Count, Texts.device);
        for (var i = 0; i < batches; i++)
        {
            using var indices = order.Next(batchSize);
            yield return (Texts.index_select(0, indices), Classes.index_select(0, indices));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Texts.Dispose();
        Classes.Dispose();
    }

    private sealed class ShuffledIndices(int count, Device device) : IDisposable
    {
        private Tensor? _order;
        private int _used;

        public Tensor Next(int batchSize)
        {
            if (_order is null || _used == count)
            {
                _order?.Dispose();
                _order = randperm(count, device: device);
                _used = 0;
            }

            var size = Math.Min(batchSize, count - _used);
            _used += size;
            return _order.narrow(0, _used - size, size);
        }

        public void Dispose() => _order?.Dispose();
    }
}
