using Gen.Training.Data;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>Passes of batches of one row each: batch b of pass p has the row 100 p + b.</summary>
internal sealed class CountedStream(int length)
{
    public int Made { get; private set; }

    public int Ended { get; private set; }

    public IEnumerable<Batch> Pass(int pass)
    {
        try
        {
            for (var i = 0; i < length; i++)
            {
                Made++;
                yield return Batch(100 * pass + i);
            }
        }
        finally
        {
            Ended++;
        }
    }

    public static Batch Batch(long row) => new(full(1, 1, row, dtype: float32));
}
