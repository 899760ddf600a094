using System.Globalization;
using System.Net;
using System.Text;
using Gen.IO;

namespace Gen.Search;

/// <summary>Writes a sweep as a page that needs nothing else: charts, the importance of what was varied, and the table.</summary>
internal static class SweepPage
{
    private const string Style = """
        body { font: 15px/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 760px; padding: 0 1em; color-scheme: light dark }
        svg { width: 100%; font-size: 11px } text { fill: currentColor } .axis { stroke: currentColor; opacity: .4 }
        polyline { fill: none; stroke-width: 1.5 } .best { stroke: currentColor; opacity: .5 }
        meter { width: 12em } td, th { padding: .1em .8em .1em 0; text-align: left } pre { overflow-x: auto; font-size: 12px }
        """;

    /// <summary>Returns whether a page has as many trials as the sweep has, whose outcomes are final.</summary>
    public static bool IsCurrent(SweepStore store, int results)
    {
        try
        {
            using var reader = new StreamReader(Path.Combine(store.Folder, "sweep.html"));
            var head = new char[4096];
            return new string(head, 0, reader.ReadBlock(head)).Contains(Count(store, results), StringComparison.Ordinal);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return false;
        }
    }

    /// <summary>Returns the page.</summary>
    /// <param name="store">The sweep.</param>
    /// <param name="space">The space.</param>
    /// <param name="results">The trials that have ended.</param>
    public static string Text(SweepStore store, SearchSpace space, IReadOnlyList<TrialResult> results)
    {
        var plan = store.Plan;
        var completed = SweepTable.Ranked(store, results)
            .Where(r => r.Outcome.State == TrialState.Completed && double.IsFinite(r.Outcome.Value)).ToList();
        var title = $"{plan.Experiment}, sweep {store.Id}";
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        page.Append($"<title>{Encode(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<h1>{Encode(title)}</h1>\n");
        page.Append($"{Count(store, results.Count)}{Encode(plan.Objective.ToString())}, ");
        page.Append($"sampler {plan.Sampler}, pruner {plan.Pruner}, seed {plan.Seed}.</p>\n".ToLowerInvariant());
        if (completed.Count > 0)
        {
            var charts = new SweepCharts(space, completed);
            page.Append($"<h2>Objective over time</h2>\n{charts.OverTime()}\n<h2>All values</h2>\n{charts.Parallel()}\n");
            page.Append("<h2>Importance</h2>\n");
            page.Append("<p>Share of the variance of the completed trials that each explains (bagged regression trees).</p>\n<table>\n");
            var shares = Importance.Of(space, completed, plan.Seed);
            foreach (var i in Enumerable.Range(0, shares.Length).OrderByDescending(i => shares[i]))
            {
                var share = shares[i].ToString("F2", CultureInfo.InvariantCulture);
                page.Append($"<tr><td>{Encode(space.Dimensions[i].Name)}</td><td><meter value=\"{share}\">{share}</meter></td>");
                page.Append($"<td>{share}</td></tr>\n");
            }

            page.Append("</table>\n<h2>Objective over each entry</h2>\n");
            for (var i = 0; i < space.Dimensions.Count; i++)
                page.Append(charts.Over(i)).Append('\n');
        }

        page.Append($"<h2>Trials</h2>\n<pre>{Encode(SweepTable.Text(store, space, results))}</pre>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static string Count(SweepStore store, int results) =>
        string.Create(CultureInfo.InvariantCulture, $"<p>{results} of {store.Plan.Trials} trials, ");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
