using Gen.EventFiles;
using Gen.EventFiles.Protos;

namespace Gen.Training.Tests;

/// <summary>Reads the event files of a folder with a reader that shares no code with the writer.</summary>
internal static class Events
{
    public static List<Event> Read(params string[] folder) =>
        [.. Directory.GetFiles(Path.Combine(folder), "*tfevents*").Order(StringComparer.Ordinal).SelectMany(EventFile.Read)];

    public static List<(long Step, Summary.Types.Value Value)> Values(params string[] folder) =>
        [.. Read(folder).Where(e => e.Summary is not null).SelectMany(e => e.Summary.Value.Select(v => (e.Step, v)))];

    public static string[] Tags(params string[] folder) =>
        [.. Values(folder).Select(v => v.Value.Tag).Distinct().Order(StringComparer.Ordinal)];

    public static (long Step, float Value)[] Scalar(string folder, string tag) =>
        [.. Values(folder).Where(v => v.Value.Tag == tag).Select(v => (v.Step, v.Value.SimpleValue))];

    public static HistogramProto[] Histograms(string folder, string tag) =>
        [.. Values(folder).Where(v => v.Value.Tag == tag).Select(v => v.Value.Histo)];

    public static long[] StartSteps(params string[] folder) =>
        [.. Read(folder).Where(e => e.SessionLog?.Status == SessionLog.Types.SessionStatus.Start).Select(e => e.Step)];

    public static string[] Folders(string folder) =>
        [.. Directory.GetDirectories(folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];
}
