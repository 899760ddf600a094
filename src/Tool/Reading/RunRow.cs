using Gen.IO;

namespace Gen.Tool.Reading;

/// <summary>What is known of a run: the row of a table.</summary>
internal sealed record RunRow
{
    /// <summary>The path of the run's folder in the folder of all runs: its number, or <c>housing/runs/3</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The absolute path of the run's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The status as it is recorded.</summary>
    public required string RecordedStatus { get; init; }

    public string? Experiment { get; init; }

    public string? Command { get; init; }

    public string? Comment { get; init; }

    public DateTime? Start { get; init; }

    public DateTime? Stop { get; init; }

    public DateTime? Heartbeat { get; init; }

    public string? Host { get; init; }

    /// <summary>The process that wrote the record; null if the record does not say.</summary>
    public ProcessIdentity? Process { get; init; }

    public RunValue? Result { get; init; }

    public string? Commit { get; init; }

    public bool? IsDirty { get; init; }

    public string? Sweep { get; init; }

    public int? Trial { get; init; }

    /// <summary>The last line of the stack trace of a failure.</summary>
    public string? Failure { get; init; }

    /// <summary>The values that the row is about: read when a column or a condition asks for one, which of 10,000 rows few do.</summary>
    public Lazy<RunValues> Values { get; init; } = new(() => RunValues.None);

    /// <summary>The entries, by key; those of blocks have dots.</summary>
    public IReadOnlyDictionary<string, RunValue> Config => Values.Value.Config;

    /// <summary>The scalars, by name.</summary>
    public IReadOnlyDictionary<string, ScalarSummary> Scalars => Values.Value.Scalars;

    /// <summary>The keys that the command line changed.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    public IReadOnlyList<string> NamedConfigs { get; init; } = [];

    public RunMarks Marks { get; init; } = RunMarks.None;

    /// <summary>Whether the process of a run that is recorded as running has ended: a reader's verdict.</summary>
    public bool HasDied { get; init; }

    /// <summary>The status to show: <c>DIED</c> for a run that is recorded as running and whose process is gone.</summary>
    public string Status => HasDied ? "DIED" : RecordedStatus;

    /// <summary>Whether the record can change by itself.</summary>
    public bool IsOpen => RecordedStatus is "RUNNING" or "QUEUED";

    /// <summary>How long it ran before it was resumed.</summary>
    public TimeSpan Earlier { get; init; }

    /// <summary>How long it ran; one that is open or has died up to its last sign of life.</summary>
    public TimeSpan? Duration => (Stop ?? Heartbeat) - Start + Earlier;
}

/// <summary>The entries and scalars of a run.</summary>
/// <param name="Config">The entries, by key.</param>
/// <param name="Scalars">The scalars, by name.</param>
internal sealed record RunValues(IReadOnlyDictionary<string, RunValue> Config, IReadOnlyDictionary<string, ScalarSummary> Scalars)
{
    public static RunValues None { get; } = new(new Dictionary<string, RunValue>(), new Dictionary<string, ScalarSummary>());
}

/// <summary>What people say of a run: the content of <c>marks.json</c> in its folder.</summary>
/// <param name="Tags">The tags, sorted.</param>
/// <param name="Note">A text; null for none.</param>
/// <param name="IsArchived">Whether tables leave the run out.</param>
internal sealed record RunMarks(IReadOnlyList<string> Tags, string? Note, bool IsArchived)
{
    public static RunMarks None { get; } = new([], null, false);

    /// <summary>Writes the file into the folder of a run.</summary>
    public void Write(string folder) => JsonFile.Replace(Path.Combine(folder, RunReader.MarksFile), writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("tags");
        foreach (var tag in Tags)
            writer.WriteStringValue(tag);
        writer.WriteEndArray();
        writer.WriteString("note", Note);
        writer.WriteBoolean("archived", IsArchived);
        writer.WriteEndObject();
    });
}
