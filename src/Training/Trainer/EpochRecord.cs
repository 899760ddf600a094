using System.Globalization;
using Gen.Training.Metrics;

namespace Gen.Training;

/// <summary>An epoch's values in the run's record: scalars by their keys, vectors as <c>precision/0</c>, <c>precision/1</c> …</summary>
internal static class EpochRecord
{
    // A vector over thousands of classes is for a file of its own.
    private const int MostOfAVector = 200;

    public static void Write(Run? run, LogValues logs, int epoch)
    {
        if (run is null)
            return;
        foreach (var (key, value) in logs)
            run.LogScalar(key, value, epoch);
        foreach (var (key, value) in logs.Metrics)
        {
            if (value.Shape != MetricShape.Vector || value.Numbers.Length > MostOfAVector)
                continue;
            for (var i = 0; i < value.Numbers.Length; i++)
                run.LogScalar(string.Create(CultureInfo.InvariantCulture, $"{key}/{i}"), value.Numbers.Span[i], epoch);
        }
    }
}
