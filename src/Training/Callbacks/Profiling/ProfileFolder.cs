using System.Globalization;
using Gen.TensorBoard;

namespace Gen.Training;

/// <summary>
/// The place in which TensorBoard's page PROFILE looks for traces: <c>plugins/profile/TIME</c> in a folder that has an event file. Its
/// plugin reads <c>HOST.trace.json.gz</c>, and in newer versions only <c>HOST.xplane.pb</c>.
/// </summary>
internal static class ProfileFolder
{
    // A file with this ending makes a folder a run of TensorBoard, which reads no values from it. TensorFlow's profiler writes one, too.
    private const string EmptySuffix = "profile-empty";

    private const string Ending = ".trace.json.gz";

    /// <summary>Returns the path of a new trace of a run, beside the event files of its training.</summary>
    /// <param name="run">The run folder.</param>
    /// <param name="now">The current time.</param>
    public static string CreatePath(string run, DateTimeOffset now)
    {
        var stem = Path.Combine(run, EventFolders.Train, "plugins", "profile", now.ToLocalTime().ToString(
            "yyyy_MM_dd_HH_mm_ss", CultureInfo.InvariantCulture));
        var folder = stem;
        for (var n = 2; Directory.Exists(folder); n++)
            folder = string.Create(CultureInfo.InvariantCulture, $"{stem}_{n}");
        var host = string.Concat(Environment.MachineName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        return Path.Combine(folder, host + Ending);
    }

    /// <summary>Writes the other format of a trace, and makes its folder a run of TensorBoard, if no event file does.</summary>
    /// <param name="trace">The path that <see cref="CreatePath"/> returned, of a file that was written.</param>
    /// <param name="recorder">The trace.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Complete(string trace, TraceRecorder recorder)
    {
        var host = Path.GetFileName(trace)[..^Ending.Length];
        XPlaneWriter.Write(Path.Combine(Path.GetDirectoryName(trace)!, host + ".xplane.pb"), recorder, host);
        var run = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(trace)!, "..", "..", ".."));
        if (EventFolders.EventFiles(run).Any())
            return;

        // Readers ignore earlier values from the first step on: there must be none.
        var options = new SummaryWriterOptions { Suffix = EmptySuffix, FirstStep = long.MaxValue };
        new SummaryWriter(run, options).Dispose();
    }
}
