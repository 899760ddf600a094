using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>Rows of equal width whose number is not known before the last: kept in blocks, so that growing copies nothing.</summary>
internal sealed class FloatRows(int width)
{
    private readonly int _rowsOfBlock = Math.Max(1, (1 << 16) / width);
    private readonly List<float[]?> _blocks = [];

    public long Count { get; private set; }

    public void Add(ReadOnlySpan<float> row)
    {
        var place = (int)(Count % _rowsOfBlock);
        if (place == 0) _blocks.Add(new float[_rowsOfBlock * width]);
        row.CopyTo(_blocks[^1].AsSpan(place * width));
        Count++;
    }

    /// <summary>The rows as float32 [n, width]; the blocks are let go on the way.</summary>
    public Tensor ToTensor()
    {
        var all = empty(Count, width, dtype: ScalarType.Float32, device: CPU);
        for (var block = 0; block < _blocks.Count; block++)
        {
            var start = (long)block * _rowsOfBlock;
            using var part = all.narrow(0, start, Math.Min(_rowsOfBlock, Count - start));
            var target = MemoryMarshal.Cast<byte, float>(part.bytes);
            _blocks[block].AsSpan(0, target.Length).CopyTo(target);
            _blocks[block] = null;
        }
        return all;
    }
}
