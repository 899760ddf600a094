using System.Globalization;
using System.Text.Json;
using Gen.IO;
using Gen.Shared;
using Gen.Storage;

namespace Gen.Search;

/// <summary>
/// The folder of a sweep, <c>sweeps/3</c> in the runs directory: <c>sweep.json</c>, and in <c>trials</c> small files for each trial,
/// which are written once: <c>0007.json</c> with its point, <c>0007.claim.1</c> for each attempt at it (<see cref="WorkClaims"/>), and
/// <c>0007.outcome.1.json</c>. Any number of processes may use it.
/// </summary>
internal sealed class SweepStore
{
    private const string FolderName = "sweeps";
    private const string PlanName = "sweep.json";

    private readonly string _trials;

    private SweepStore(string folder, SweepPlan plan)
    {
        (Folder, Plan, _trials) = (folder, plan, Path.Combine(folder, "trials"));
        Claims = new WorkClaims(_trials, ClaimTiming.Default);
    }

    /// <summary>The absolute path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The number of the sweep.</summary>
    public string Id => Path.GetFileName(Folder);

    public SweepPlan Plan { get; }

    public WorkClaims Claims { get; }

    /// <summary>Creates the folder of a new sweep.</summary>
    /// <exception cref="RunFolderException">The runs directory cannot be written.</exception>
    public static SweepStore Create(string runsDirectory, SweepPlan plan)
    {
        var root = Path.GetFullPath(Path.Combine(runsDirectory, FolderName));
        var id = RunFolderClaim.Claim(
            root,
            runsDirectory,
            folder =>
            {
                Directory.CreateDirectory(Path.Combine(folder, "trials"));
                JsonFile.Replace(Path.Combine(folder, PlanName), plan.Write);
            },
            HighWaterMark.OfSweeps(Path.GetFullPath(runsDirectory)));
        return new SweepStore(Path.Combine(root, id), plan);
    }

    /// <summary>Opens the folder of a sweep.</summary>
    /// <param name="runsDirectory">The runs directory.</param>
    /// <param name="id">The number of the sweep.</param>
    /// <exception cref="ConfigException">There is no such sweep, or its <c>sweep.json</c> is damaged.</exception>
    public static SweepStore Open(string runsDirectory, string id)
    {
        var root = Path.GetFullPath(Path.Combine(runsDirectory, FolderName));
        var path = Path.Combine(root, id, PlanName);
        try
        {
            if (id.Length == 0 || !id.All(char.IsAsciiDigit) || !File.Exists(path))
                throw new ConfigException($"Sweep '{id}' does not exist in '{runsDirectory}'.{Known(root, id)}");
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return new SweepStore(Path.Combine(root, id), SweepPlan.Read(document.RootElement));
        }
        catch (Exception e) when (IsDamage(e) || FileFailure.Is(e))
        {
            throw new ConfigException($"'{path}' is damaged or cannot be read: {e.Message}");
        }
    }

    /// <summary>Returns the name of the files of a trial.</summary>
    public static string NameOf(int trial) => trial.ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>Returns the point of a trial; null if it is not known yet.</summary>
    public double[]? ReadPoint(int trial) =>
        Read(PointPath(trial), j => j.GetProperty("point").EnumerateArray().Select(TrialOutcome.ReadNumber).ToArray());

    /// <summary>Returns whether the point of a trial is known.</summary>
    public bool HasPoint(int trial) => File.Exists(PointPath(trial));

    /// <summary>Writes the point of a trial. Every process computes the same, so that it does not matter whose file stays.</summary>
    public void WritePoint(int trial, double[] point, IReadOnlyList<string> updates) => Write(PointPath(trial), writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("trial", trial);
        writer.WriteStartArray("point");
        foreach (var value in point)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
        writer.WriteStartArray("updates");
        foreach (var update in updates)
            writer.WriteStringValue(update);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Returns the outcome of the last attempt, which is final; null if it has none.</summary>
    /// <param name="name">The name of the trial's files.</param>
    public TrialOutcome? ReadOutcome(string name)
    {
        while (Claims.LastAttempt(name) is > 0 and var last)
        {
            if (ReadOutcome(name, last) is not { } outcome)
                return null;

            // One that was written by a process which had lost the trial does not count: others may have read another.
            if (!Claims.Exists(name, last + 1))
                return outcome;
        }

        return null;
    }

    /// <summary>Writes the outcome of an attempt.</summary>
    public void WriteOutcome(WorkClaim claim, TrialOutcome outcome)
    {
        Write(OutcomePath(claim.Name, claim.Attempt), outcome.Write);
        claim.Complete();
    }

    /// <summary>Makes the outcome of an earlier attempt, which may have ended just before the trial was claimed, that of a new
    /// one.</summary>
    /// <returns>The outcome; null if there is none.</returns>
    public TrialOutcome? AdoptOutcome(WorkClaim claim)
    {
        for (var attempt = claim.Attempt - 1; attempt > 0; attempt--)
        {
            if (ReadOutcome(claim.Name, attempt) is not { } outcome)
                continue;
            WriteOutcome(claim, outcome);
            return outcome;
        }

        return null;
    }

    /// <summary>Returns the value of a fold of a trial that has not ended; null if the fold has none.</summary>
    public FoldValue? ReadFold(string name, int fold) => Read(FoldPath(name, fold), FoldValue.Read);

    /// <summary>Writes the value of a fold, so that a later attempt at the trial need not compute it.</summary>
    public void WriteFold(string name, int fold, FoldValue value) => Write(FoldPath(name, fold), value.Write);

    /// <summary>Writes a file that the sweep leaves for people: <c>best.json</c>.</summary>
    public void WriteText(string name, string text) =>
        AtomicFile.Replace(Path.Combine(Folder, name), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    private TrialOutcome? ReadOutcome(string name, int attempt) => Read(OutcomePath(name, attempt), TrialOutcome.Read);

    private string PointPath(int trial) => Path.Combine(_trials, NameOf(trial) + ".json");

    private string FoldPath(string name, int fold) => Path.Combine(_trials, $"{name}.fold.{fold}.json");

    private string OutcomePath(string name, int attempt) => Path.Combine(_trials, $"{name}.outcome.{attempt}.json");

    /// <summary>Reads a file; null if it does not exist, or is damaged by a loss of power: it is then written anew.</summary>
    private static T? Read<T>(string path, Func<JsonElement, T> read)
        where T : class
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return read(document.RootElement);
        }
        catch (Exception e) when (IsDamage(e))
        {
            return null;
        }
    }

    private static bool IsDamage(Exception e) =>
        e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException;

    // Under a name of this process's own: two may write the same file.
    private static void Write(string path, Action<Utf8JsonWriter> write)
    {
        var temporary = $"{path}.{System.Environment.ProcessId}-{System.Diagnostics.Stopwatch.GetTimestamp()}.tmp";
        using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        using (var writer = new Utf8JsonWriter(stream, JsonFile.Options))
            write(writer);
        File.Move(temporary, path, overwrite: true);
    }

    private static string Known(string root, string id)
    {
        if (!Directory.Exists(root))
            return " It has no sweeps.";
        var ids = Directory.EnumerateDirectories(root).Select(f => Path.GetFileName(f)!).Where(n => n.All(char.IsAsciiDigit));
        return NearestName.Hint(id, ids.OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal).TakeLast(5), "The latest are");
    }
}
