using System.Globalization;
using Gen.Shared;
using Gen.Tool.Reading;

namespace Gen.Tool.Queries;

/// <summary>
/// A column of the table of runs: a property of the run such as <c>status</c>, an entry of the config, or a scalar. <c>loss</c> is the last
/// value; <c>loss.best</c>, <c>loss.min</c>, <c>loss.max</c>, <c>loss.last</c>, <c>loss.step</c> and <c>loss.count</c> are others.
/// <c>config.</c> and <c>metrics.</c> before a name tell an entry from a scalar of the same name.
/// </summary>
/// <param name="Name">The name as it is shown.</param>
/// <param name="Read">Returns the value of a run; null for none.</param>
internal sealed record RunField(string Name, Func<RunRow, RunValue?> Read)
{
    private const string ConfigPrefix = "config.", ScalarPrefix = "metrics.";

    private static readonly Dictionary<string, Func<RunRow, RunValue?>> s_properties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = r => RunValue.Of(r.Id),
        ["status"] = r => RunValue.Of(r.Status),
        ["experiment"] = r => Text(r.Experiment),
        ["command"] = r => Text(r.Command),
        ["comment"] = r => Text(r.Comment),
        ["start"] = r => Time(r.Start),
        ["stop"] = r => Time(r.Stop),
        ["heartbeat"] = r => Time(r.Heartbeat),
        ["duration"] = r => r.Duration is { } duration ? RunValue.Of(duration.TotalSeconds) : null,
        ["host"] = r => Text(r.Host),
        ["result"] = r => r.Result,
        ["commit"] = r => Text(r.Commit),
        ["dirty"] = r => r.IsDirty is { } dirty ? new RunValue(dirty ? "true" : "false") : null,
        ["sweep"] = r => Text(r.Sweep),
        ["trial"] = r => r.Trial is { } trial ? RunValue.Of(trial) : null,
        ["tags"] = r => r.Marks.Tags.Count == 0 ? null : RunValue.Of(string.Join(", ", r.Marks.Tags)),
        ["note"] = r => Text(r.Marks.Note),
        ["archived"] = r => new RunValue(r.Marks.IsArchived ? "true" : "false"),
        ["failure"] = r => Text(r.Failure),
    };

    private static readonly Dictionary<string, Func<string, ScalarSummary, double>> s_statistics = new(StringComparer.OrdinalIgnoreCase)
    {
        ["last"] = (_, s) => s.Last,
        ["best"] = (n, s) => s.Best(n),
        ["min"] = (_, s) => s.Min,
        ["max"] = (_, s) => s.Max,
        ["step"] = (_, s) => s.LastStep,
        ["count"] = (_, s) => s.Count,
    };

    /// <summary>The names of the properties that every run has.</summary>
    public static IEnumerable<string> Properties => s_properties.Keys;

    /// <summary>Whether the values are times, in UTC.</summary>
    public bool IsTime => Name is "start" or "stop" or "heartbeat";

    /// <summary>Whether the values are durations, in seconds.</summary>
    public bool IsDuration => Name == "duration";

    /// <summary>Returns the field of a name.</summary>
    /// <param name="name">The name as the user wrote it.</param>
    /// <param name="runs">The runs, whose entries and scalars have names.</param>
    /// <exception cref="UserErrorException">No run has anything of that name.</exception>
    public static RunField Find(string name, IReadOnlyList<RunRow> runs)
    {
        if (s_properties.TryGetValue(name, out var property))
            return new RunField(name.ToLowerInvariant(), property);
        var key = name.StartsWith(ConfigPrefix, StringComparison.OrdinalIgnoreCase) ? name[ConfigPrefix.Length..] : name;
        if (!name.StartsWith(ScalarPrefix, StringComparison.OrdinalIgnoreCase) && runs.Any(r => r.Config.ContainsKey(key)))
            return OfConfig(key);
        var scalar = name.StartsWith(ScalarPrefix, StringComparison.OrdinalIgnoreCase) ? name[ScalarPrefix.Length..] : name;
        if (runs.Any(r => r.Scalars.ContainsKey(scalar)))
            return OfScalar(scalar, "last", scalar);
        if (scalar.LastIndexOf('.') is > 0 and var dot && s_statistics.ContainsKey(scalar[(dot + 1)..])
            && runs.Any(r => r.Scalars.ContainsKey(scalar[..dot])))
            return OfScalar(scalar[..dot], scalar[(dot + 1)..], scalar);
        if (runs.Count == 0)
            return new RunField(name, _ => null);
        throw new UserErrorException(
            $"No run has a property, an entry or a scalar '{name}'.{NearestName.Hint(name, Names(runs), "There are")}");
    }

    public static RunField OfConfig(string key) => new(key, r => r.Config.TryGetValue(key, out var value) ? value : null);

    public static RunField OfScalar(string scalar, string statistic, string name) => new(name, r =>
        r.Scalars.TryGetValue(scalar, out var summary) ? RunValue.Of(s_statistics[statistic](scalar, summary)) : null);

    /// <summary>Returns the names of all fields of runs.</summary>
    public static IEnumerable<string> Names(IReadOnlyList<RunRow> runs) =>
        Properties.Concat(runs.SelectMany(r => r.Config.Keys).Distinct()).Concat(runs.SelectMany(r => r.Scalars.Keys).Distinct());

    private static RunValue? Text(string? text) => text is null ? null : RunValue.Of(text);

    private static RunValue? Time(DateTime? time) =>
        time is { } given ? RunValue.Of(given.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture)) : null;
}
