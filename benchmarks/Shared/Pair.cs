namespace Gen.Benchmarks;

/// <summary>Which kind of statement a pair makes.</summary>
internal enum PairKind
{
    /// <summary>Ours beside a rival.</summary>
    Beside,

    /// <summary>Ours at ten times the size beside ours: 10 is linear.</summary>
    Growth,
}

/// <summary>By how much a goal is missed, and why.</summary>
/// <param name="Ratio">The ratio that was seen when the cause was looked for; the short form takes three times this for far off.</param>
/// <param name="Why">What a profile showed, in a sentence or two.</param>
internal sealed record KnownMiss(double Ratio, string Why);

/// <summary>Two things that are measured side by side.</summary>
/// <param name="Id">For --only and results.json.</param>
/// <param name="Work">What is done.</param>
/// <param name="Rival">What it is compared with.</param>
/// <param name="Goal">The greatest ratio of ours to theirs that is wanted; null if it is only shown.</param>
internal sealed record Pair(string Id, string Work, string Rival, double? Goal)
{
    /// <summary>Beside a rival, or growth.</summary>
    public PairKind Kind { get; init; }

    /// <summary>Bytes that a call may allocate; null if nothing is promised.</summary>
    public long? Bytes { get; init; }

    /// <summary>A goal that is known to be missed; null if it is not.</summary>
    public KnownMiss? Known { get; init; }

    /// <summary>Growth that must be linear, because it is what others are quadratic in: more than twice that is an error in every
    /// form.</summary>
    public bool IsLinear { get; init; }

    /// <summary>The program of benchmarks/ that measures it.</summary>
    public string Program =>
        Id switch
        {
            _ when Id.StartsWith("process-", StringComparison.Ordinal) => "StartUp",
            _ when Id.StartsWith("editor-", StringComparison.Ordinal) => "Editor",
            _ when Id.StartsWith("config-", StringComparison.Ordinal) || Id.StartsWith("run-", StringComparison.Ordinal) => "Runtime",
            _ when Id.StartsWith("scalar-", StringComparison.Ordinal)
                    || Id.StartsWith("histogram", StringComparison.Ordinal)
                    || Id.StartsWith("events-", StringComparison.Ordinal) => "EventFiles",
            _ when Id.StartsWith("generator-", StringComparison.Ordinal) || Id.StartsWith("build", StringComparison.Ordinal) => "Generator",
            _ => "Micro",
        };

    /// <summary>Takes too long for the short form.</summary>
    public bool Long { get; init; }
}
