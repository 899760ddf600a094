using System.Text.Json;
using System.Text.Json.Nodes;
using Gen.IO;
using Gen.Storage;
using Gen.Tool.Queue;
using Gen.Tool.Reading;

namespace Gen.Tool.Repeats;

/// <summary>A new run with the config and the seed of an earlier one, which its program carries out as it does one of the queue.</summary>
/// <param name="Id">The number.</param>
/// <param name="Folder">The absolute path of its folder.</param>
/// <param name="Command">The executable and the arguments that carry it out.</param>
/// <param name="Directory">The working directory of the program.</param>
/// <param name="Threads">The number of threads of native libraries; null for their default.</param>
internal sealed record RepeatedRun(string Id, string Folder, IReadOnlyList<string> Command, string Directory, int? Threads)
{
    // What a run gets when it is carried out.
    private static readonly string[] s_later = ["heartbeat", "result", "start_time", "stop_time"];
    private static readonly string[] s_lists = ["artifacts", "resources"];
    private static readonly string[] s_dropped = ["fail_trace", "resumed", "sweep", "trial"];

    /// <summary>Writes the folder of a new run beside that of an earlier one.</summary>
    /// <param name="run">The earlier run.</param>
    /// <param name="program">The words that start the program; empty for those that are recorded.</param>
    /// <exception cref="UserErrorException">The run cannot be repeated.</exception>
    public static RepeatedRun Create(RunRow run, IReadOnlyList<string> program)
    {
        var record = Record(run);
        if (record["fold"] is { } fold)
            throw new UserErrorException(
                $"Run {run.Id} is fold {fold} of a trial, which its program has only in a sweep. The sweep itself is repeated by its seed.");
        var recorded = QueuedRun.TryRead(run.Folder);
        IReadOnlyList<string> words = program.Count > 0 ? program : recorded?.Command ?? [];
        if (words.Count == 0)
            throw new UserErrorException(
                $"The record of run {run.Id} does not say how its program is started. Name it: gen repeat {run.Id} -- dotnet App.dll");
        var directory = program.Count > 0 ? Environment.CurrentDirectory : recorded!.Directory!;
        if (program.Count == 0)
            CheckProgram(run.Id, words, directory);
        var root = Path.GetDirectoryName(run.Folder)!;
        var mark = HighWaterMark.OfRuns(root);
        try
        {
            var id = RunFolderClaim.Claim(root, root, folder => Write(folder, run, record, program), mark);
            return new RepeatedRun(
                id, Path.Combine(root, id), [.. words, "resume", id, "--runs", root], directory, TrialThreads(root, run.Sweep));
        }
        catch (RunFolderException e)
        {
            throw new UserErrorException(e.Message);
        }
    }

    private static JsonObject Record(RunRow run)
    {
        try
        {
            var record = JsonNode.Parse(BoundedFile.ReadAllBytes(Path.Combine(run.Folder, "run.json"), JsonLimits.Bytes));
            if (record is JsonObject found && found["meta"] is JsonObject && File.Exists(Path.Combine(run.Folder, "config.json")))
                return found;
        }
        catch (Exception e) when (RunReader.IsDamage(e))
        {
        }

        throw new UserErrorException($"The record of run {run.Id} is damaged.");
    }

    private static void CheckProgram(string id, IReadOnlyList<string> words, string directory)
    {
        var other = $"name another: gen repeat {id} -- dotnet App.dll";
        if (!System.IO.Directory.Exists(directory))
            throw new UserErrorException($"The working directory '{directory}' of run {id} does not exist: {other}");
        if (words.Take(2).FirstOrDefault(w => Path.IsPathRooted(w) && !File.Exists(w)) is { } missing)
            throw new UserErrorException($"The program '{missing}' of run {id} does not exist. Build it again, or {other}");
    }

    private static void Write(string folder, RunRow run, JsonObject record, IReadOnlyList<string> program)
    {
        File.Copy(RunPath.ForReading(Path.Combine(run.Folder, "config.json")), Path.Combine(folder, "config.json"));
        var copy = record.DeepClone().AsObject();
        foreach (var name in s_later)
            copy[name] = null;
        foreach (var name in s_lists)
            copy[name] = new JsonArray();
        foreach (var name in s_dropped)
            copy.Remove(name);
        (copy["host"] as JsonObject)?.Remove("process");
        copy["status"] = "QUEUED";
        copy["meta"]!["queue_time"] = Timestamp.ToText(DateTime.UtcNow);
        if (program.Count > 0)
            copy["meta"]!.AsObject().Remove("program");
        JsonFile.Replace(Path.Combine(folder, "run.json"), writer => copy.WriteTo(writer));
        (RunMarks.None with { Note = $"repeats run {run.Id}" }).Write(folder);
    }

    /// <summary>Returns the threads of a trial, which give other numbers than more.</summary>
    private static int? TrialThreads(string root, string? sweep)
    {
        if (sweep is null)
            return null;
        try
        {
            var plan = LenientJson.Parse(Path.Combine(root, "sweeps", Path.GetFileName(sweep), "sweep.json"));
            return plan.GetProperty("trial_threads").GetInt32();
        }
        catch (Exception e) when (RunReader.IsDamage(e) || e is KeyNotFoundException)
        {
            return null;
        }
    }
}
