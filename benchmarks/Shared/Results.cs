using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gen.Benchmarks;

/// <summary>What a program found out of one pair: a line of JSON in the file that GEN_BENCHMARK_RESULTS names; without it nothing is
/// written.</summary>
internal sealed record Result
{
    /// <summary>The pair's id, one of <see cref="Pairs"/>.</summary>
    public required string Pair { get; init; }

    /// <summary>What <see cref="Ours"/> and <see cref="Theirs"/> are in: ns, us, ms, s, MiB; of processor time unless the pair says
    /// otherwise.</summary>
    public string Unit { get; init; } = "";

    /// <summary>One number a round; of growth, at the smaller size.</summary>
    public double[] Ours { get; init; } = [];

    /// <summary>The rival's, round by round beside ours; of growth, ours at the larger size.</summary>
    public double[] Theirs { get; init; } = [];

    /// <summary>How large the work was.</summary>
    public string Size { get; init; } = "";

    /// <summary>Bytes that ours allocates, where that is promised.</summary>
    public long? Bytes { get; init; }

    /// <summary>Why there are no numbers.</summary>
    public string? Missing { get; init; }

    /// <summary>Versions and threads of the rival.</summary>
    public string? Rival { get; init; }
}

/// <summary>Writes and reads results.</summary>
internal static class Results
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Adds a pair's rounds.</summary>
    public static void Add(Result result)
    {
        Pairs.Find(result.Pair);
        if (Environment.GetEnvironmentVariable("GEN_BENCHMARK_RESULTS") is { Length: > 0 } file)
            File.AppendAllText(file, JsonSerializer.Serialize(result, s_options) + "\n");
    }

    /// <summary>Adds a pair of rivals that ran alternately, by their processor time.</summary>
    /// <param name="pair">The pair's id.</param>
    /// <param name="rounds">What was measured.</param>
    /// <param name="ours">Which rival is ours.</param>
    /// <param name="theirs">Which is the other.</param>
    /// <param name="size">How large the work was.</param>
    /// <param name="unit">us, or ms for a thousandth.</param>
    /// <param name="per">Pieces of work in a call.</param>
    public static void Add(string pair, Rounds rounds, int ours, int theirs, string size, string unit = "us", double per = 1)
    {
        var scale =
            unit switch
            {
                "ns" => 1e3,
                "us" => 1,
                "ms" => 1e-3,
                "s" => 1e-6,
                _ => throw new ArgumentException($"'{unit}' is no unit of time."),
            } / per;
        Add(
            new()
            {
                Pair = pair,
                Unit = unit,
                Ours = Scaled(ours),
                Theirs = Scaled(theirs),
                Size = size,
                Bytes = Pairs.Find(pair).Bytes is null ? null : rounds.Bytes(ours),
            }
        );

        double[] Scaled(int rival) => [.. rounds.Cpu(rival).Select(v => v * scale)];
    }

    /// <summary>Does what needs a rival from elsewhere; if that is missing the pairs say so.</summary>
    public static void Try(ReadOnlySpan<string> pairs, Action measure)
    {
        try
        {
            measure();
        }
        catch (RivalMissingException e)
        {
            Console.WriteLine($"{string.Join(", ", pairs!)}: rival not available: {e.Message}");
            foreach (var pair in pairs) Add(new() { Pair = pair, Missing = $"rival not available: {e.Message}" });
        }
    }

    /// <summary>All that programs wrote.</summary>
    public static IReadOnlyList<Result> Read(string file) =>
        File.Exists(file)
            ? [.. File.ReadLines(file).Where(l => l.Length > 0).Select(l => JsonSerializer.Deserialize<Result>(l, s_options)!)]
            : [];
}
