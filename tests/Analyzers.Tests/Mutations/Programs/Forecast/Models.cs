using Gen;

namespace ForecastProgram.Models;

/// <summary>A series with its name.</summary>
public sealed record Series(string Name, double[] Values);

/// <summary>What the experiment calls, captured in a class of its own.</summary>
internal static class Smoothers
{
    /// <summary>Each value mixed with those before it and with the one a season earlier.</summary>
    [Captured<Forecast>]
    public static double[] Smooth(double[] values, double smoothing = 0.5, int seasonLength = 1)
    {
        var smoothed = (double[])values.Clone();
        for (var i = 1; i < values.Length; i++)
        {
            var season = i >= seasonLength ? values[i - seasonLength] : values[i];
            smoothed[i] = (smoothing * values[i]) + ((1 - smoothing) * 0.5 * (smoothed[i - 1] + season));
        }

        return smoothed;
    }

    /// <summary>Every so many of any values, at most as many as the horizon.</summary>
    [Captured<Forecast>]
    public static IReadOnlyList<TItem> Pick<TItem>(IReadOnlyList<TItem> items, int every, int horizon, Random random)
    {
        var picked = new List<TItem>();
        for (var i = random.Next(every); i < items.Count && picked.Count < horizon; i += every)
            picked.Add(items[i]);
        return picked;
    }
}
