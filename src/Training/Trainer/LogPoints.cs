using System.Globalization;

namespace Gen.Training;

/// <summary>An epoch's values as single numbers: scalars by their keys, vectors as <c>precision/0</c>, <c>precision/1</c> …</summary>
internal static class LogPoints
{
    // A vector over thousands of classes is for a file of its own.
    private const int MostOfAVector = 200;

    /// <param name="logs">An epoch's values.</param>
    /// <param name="classNames">What stands for the numbers in vectors that are as long; null for the numbers.</param>
    public static IEnumerable<LogPoint> Of(LogValues logs, IReadOnlyList<string>? classNames = null)
    {
        foreach (var (key, value) in logs)
            yield return new LogPoint(key, key, value);
        foreach (var (key, value) in logs.Metrics)
        {
            if (value.Shape != MetricShape.Vector || value.Numbers.Length > MostOfAVector)
                continue;
            for (var i = 0; i < value.Numbers.Length; i++)
            {
                var item = classNames?.Count == value.Numbers.Length ? classNames[i] : i.ToString(CultureInfo.InvariantCulture);
                yield return new LogPoint(key, $"{key}/{item}", value.Numbers.Span[i]);
            }
        }
    }
}

/// <summary>A number of an epoch.</summary>
/// <param name="LogKey">The key of the value that it is or is part of: <c>val_precision</c>.</param>
/// <param name="Name">Its own name: <c>val_precision/3</c>.</param>
/// <param name="Value">The number.</param>
internal readonly record struct LogPoint(string LogKey, string Name, double Value);
