using System.Text.Json;
using Gen.Configuration;

namespace Gen.Search;

/// <summary>What a sweep is: all that the configs and decisions of its trials depend on. The content of <c>sweep.json</c>.</summary>
internal sealed record SweepPlan
{
    /// <summary>The name of the experiment.</summary>
    public required string Experiment { get; init; }

    /// <summary>The words that describe the search space.</summary>
    public required IReadOnlyList<string> Space { get; init; }

    /// <summary>The updates that all configs have, as on a command line.</summary>
    public required IReadOnlyList<string> Updates { get; init; }

    /// <summary>The config with these updates, as JSON: what the environment gave belongs to it.</summary>
    public required string Config { get; init; }

    /// <summary>The sampler.</summary>
    public required SweepSampler Sampler { get; init; }

    /// <summary>The seed of the sampler and of the runs.</summary>
    public required long Seed { get; init; }

    /// <summary>The number of trials.</summary>
    public required int Trials { get; init; }

    /// <summary>The objective.</summary>
    public required SweepObjective Objective { get; init; }

    /// <summary>The number of trials between one and the first of those before it whose outcomes it must not depend on.</summary>
    public required int Lag { get; init; }

    /// <summary>The pruner.</summary>
    public required SweepPruner Pruner { get; init; }

    /// <summary>The epochs after which a trial can be pruned, ascending.</summary>
    public required IReadOnlyList<int> Rungs { get; init; }

    /// <summary>The number of runs of each trial.</summary>
    public int Folds { get; init; } = 1;

    /// <summary>How often a run that fails is repeated.</summary>
    public int Retries { get; init; }

    /// <summary>Whether no trial starts after one has failed.</summary>
    public bool StopOnFailure { get; init; }

    /// <summary>The number of the best trials whose checkpoints are kept.</summary>
    public int Keep { get; init; } = 1;

    /// <summary>The number of threads of a trial.</summary>
    public int TrialThreads { get; init; } = 1;

    /// <summary>The version of the program, for a warning if another one resumes the sweep.</summary>
    public string? Code { get; init; }

    /// <summary>The machine on which the sweep began, for a warning if another one goes on with it; null if it is not known.</summary>
    public SweepMachine? Machine { get; init; }

    /// <summary>Returns the seed of a trial's run, unless its config has one.</summary>
    public long SeedOf(int trial) => (long)(new SeedStreams(Seed).Next($"run {trial}") % 1_000_000_000);

    /// <summary>Returns a result whose value is negated where the sweep maximizes, so that lower is better.</summary>
    public TrialResult AsCost(TrialResult result) =>
        result with { Outcome = result.Outcome with { Value = Objective.Cost(result.Outcome.Value) } };

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("experiment", Experiment);
        WriteTexts(writer, "space", Space);
        writer.WriteString("sampler", Sampler.ToString().ToLowerInvariant());
        writer.WriteNumber("seed", Seed);
        writer.WriteNumber("trials", Trials);
        writer.WriteStartObject("objective");
        writer.WriteString("scalar", Objective.Scalar);
        writer.WriteBoolean("maximize", Objective.Maximize);
        writer.WriteString("reduce", Objective.Reduce.ToString().ToLowerInvariant());
        writer.WriteEndObject();
        writer.WriteNumber("lag", Lag);
        writer.WriteString("pruner", Pruner.ToString().ToLowerInvariant());
        writer.WriteStartArray("rungs");
        foreach (var rung in Rungs)
            writer.WriteNumberValue(rung);
        writer.WriteEndArray();
        writer.WriteNumber("folds", Folds);
        writer.WriteNumber("retries", Retries);
        writer.WriteBoolean("stop_on_failure", StopOnFailure);
        writer.WriteNumber("keep", Keep);
        writer.WriteNumber("trial_threads", TrialThreads);
        WriteTexts(writer, "updates", Updates);
        writer.WritePropertyName("config");
        writer.WriteRawValue(Config);
        writer.WriteString("code", Code);
        if (Machine is not null)
        {
            writer.WritePropertyName("machine");
            Machine.Write(writer);
        }

        writer.WriteEndObject();
    }

    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="KeyNotFoundException">A property is missing.</exception>
    public static SweepPlan Read(JsonElement json)
    {
        var objective = json.GetProperty("objective");
        return new SweepPlan
        {
            Experiment = json.GetProperty("experiment").GetString()!,
            Space = Texts(json, "space"),
            Sampler = Enum.Parse<SweepSampler>(json.GetProperty("sampler").GetString()!, ignoreCase: true),
            Seed = json.GetProperty("seed").GetInt64(),
            Trials = json.GetProperty("trials").GetInt32(),
            Objective = new SweepObjective(
                objective.GetProperty("scalar").GetString(),
                objective.GetProperty("maximize").GetBoolean(),
                Enum.Parse<ObjectiveReduce>(objective.GetProperty("reduce").GetString()!, ignoreCase: true)),
            Lag = json.GetProperty("lag").GetInt32(),
            Pruner = Enum.Parse<SweepPruner>(json.GetProperty("pruner").GetString()!, ignoreCase: true),
            Rungs = [.. json.GetProperty("rungs").EnumerateArray().Select(r => r.GetInt32())],
            Folds = json.GetProperty("folds").GetInt32(),
            Retries = json.GetProperty("retries").GetInt32(),
            StopOnFailure = json.GetProperty("stop_on_failure").GetBoolean(),
            Keep = json.GetProperty("keep").GetInt32(),
            TrialThreads = json.GetProperty("trial_threads").GetInt32(),
            Updates = Texts(json, "updates"),
            Config = json.GetProperty("config").GetRawText(),
            Code = json.GetProperty("code").GetString(),
            Machine = json.TryGetProperty("machine", out var machine) ? SweepMachine.Read(machine) : null,
        };
    }

    private static string[] Texts(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(t => t.GetString()!)];

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
