using System.Globalization;
using Gen.Training;

namespace Gen.Interactive;

/// <summary>Histories as a chart for each value and a table of the last epoch.</summary>
internal static class HistoryFormatter
{
    private const int MaxCharts = 6;

    public static string ToHtml(History history)
    {
        if (history.Epochs.Count == 0)
            return "<p>No epoch was completed.</p>";
        var values = Values(history).ToList();
        var charts = values.Where(k => k != LogKeys.LearningRate).Take(MaxCharts).Select(key =>
        {
            var chart = history.Plot(key);
            chart.Size = new(360, 240);
            return ChartFormatter.ToHtml(chart);
        });
        var reason = history.StopReason is { } text ? $"<p>Training ended: {Html.Text(text)}</p>" : "";
        return $"<div>{string.Concat(charts)}</div>{LastEpoch(history, values)}{reason}";
    }

    private static HtmlTable LastEpoch(History history, IEnumerable<string> keys)
    {
        var epoch = (history.Epochs[^1] + 1).ToString(CultureInfo.InvariantCulture);
        var table = new HtmlTable().Header($"epoch {epoch}", "training", "validation");
        foreach (var key in keys)
            table.Entry(key, Last(key), Last(LogKeys.Validation + key));
        return table;

        string Last(string key) => history.Keys.Contains(key) ? Html.Number(history.Last(key)) : "";
    }

    // Values of training with those of validation beside them; not the elements of vectors, which can be many.
    private static IEnumerable<string> Values(History history) => history.Keys.Where(key =>
        !key.Contains('/') && !(key.StartsWith(LogKeys.Validation, StringComparison.Ordinal) && history.Keys.Contains(key[4..])));
}
