using Gen.Training.Data;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>A stream of batches of one row each: the row of batch b of pass p is 100 p + b.</summary>
internal sealed class NumberedStream(int length)
{
    /// <summary>The number of batches that were created.</summary>
    public int Created { get; private set; }

    /// <summary>The number of passes whose enumerator was disposed.</summary>
    public int EndedPasses { get; private set; }

    public IEnumerable<Batch> Pass(int pass)
    {
        try
        {
            for (var i = 0; i < length; i++)
            {
                Created++;
                yield return Batch(100 * pass + i);
            }
        }
        finally
        {
            EndedPasses++;
        }
    }

    public static Batch Batch(long row) => new(full(1, 1, row, dtype: float32));
}
