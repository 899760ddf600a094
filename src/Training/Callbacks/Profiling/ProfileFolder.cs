using System.Globalization;
using Gen.TensorBoard;

namespace Gen.Training;

/// <summary>
/// The place in which TensorBoard's page PROFILE looks for traces: <c>plugins/profile/TIME/HOST.trace.json.gz</c> in a folder that has an
/// event file.
/// </summary>
internal static class ProfileFolder
{
    // A file with this ending makes a folder a run of TensorBoard, which reads no values from it. TensorFlow's profiler writes one, too.
    private const string EmptySuffix = "profile-empty";

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
        return Path.Combine(folder, $"{host}.trace.json.gz");
    }

    /// <summary>Makes the folder of a trace a run of TensorBoard, if no event file does.</summary>
    /// <param name="trace">The path that <see cref="CreatePath"/> returned.</param>
    /// <exception cref="EventFileException">The file cannot be created.</exception>
    public static void Complete(string trace)
    {
        var run = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(trace)!, "..", "..", ".."));
        if (Directory.EnumerateFiles(run, "*tfevents*").Any())
            return;

        // Readers ignore earlier values from the first step on: there must be none.
        var options = new SummaryWriterOptions { Suffix = EmptySuffix, FirstStep = long.MaxValue };
        new SummaryWriter(run, options).Dispose();
    }
}
