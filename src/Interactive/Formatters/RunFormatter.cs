using System.Globalization;
using System.Text.Json;
using Microsoft.DotNet.Interactive.Formatting;

namespace Gen.Interactive;

/// <summary>Runs as a table with their configuration.</summary>
internal static class RunFormatter
{
    public static string ToHtml(Run run)
    {
        var table = new HtmlTable()
            .Entry("run", Html.Text(run.Id ?? "not recorded"))
            .Entry("experiment", Html.Text(run.ExperimentName))
            .Entry("status", Html.Text(run.Status?.ToRecordedName() ?? "not started"));
        if (run.ResultValue is { } result)
            table.Entry("result", Value(result));
        if (run.Directory is { } folder)
            table.Entry("folder", Html.Text(folder));
        return table.Entry("config", Entries(run.Config)).ToString();
    }

    public static string ToHtml(Restored run)
    {
        var table = new HtmlTable()
            .Entry("run", Html.Text(run.Id))
            .Entry("experiment", Html.Text(run.Run.ExperimentName))
            .Entry("folder", Html.Text(run.Folder));
        if (run.Info.Count > 0)
            table.Entry("info", Entries(run.Info));
        return table.Entry("config", Entries(run.Run.Config)).ToString();
    }

    private static string Entries(IReadOnlyDictionary<string, JsonElement> entries)
    {
        if (entries.Count == 0)
            return "";
        var table = new HtmlTable();
        foreach (var (key, value) in entries)
            table.Entry(key, Html.Text(value.GetRawText()));
        return $"<details><summary>{entries.Count} entries</summary>{table}</details>";
    }

    private static string Value(object value) => value switch
    {
        double number => Html.Number(number),
        float number => Html.Number(number),
        string text => Html.Text(text),
        IFormattable number => Html.Text(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => value.ToDisplayString(HtmlFormatter.MimeType),
    };
}
