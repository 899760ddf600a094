using System.Globalization;
using Gen.Training;

namespace Gen.Interactive;

/// <summary>The progress of a training as a bar and a table of the last epoch.</summary>
internal static class ProgressFormatter
{
    public static string ToHtml(TrainingProgress progress)
    {
        var name = progress.Trainer is { } trainer ? $"{Html.Text(trainer)} " : "";
        var done = progress.EpochsDone.ToString("0.##", CultureInfo.InvariantCulture);
        var bar = $"<div>{name}epoch {Math.Ceiling(progress.EpochsDone)}/{progress.Epochs} "
            + $"<progress value=\"{done}\" max=\"{progress.Epochs}\"></progress></div>";
        var values = progress.Values.Scalars.Count == 0
            ? ""
            : new HtmlTable()
                .Header(progress.Values.Scalars.Select(v => Html.Text(v.Key)))
                .Row(progress.Values.Scalars.Select(v => Html.Number(v.Value)))
                .ToString();
        return bar + values + (progress.End is { } end ? $"<p>{Html.Text(end)}</p>" : "");
    }
}
