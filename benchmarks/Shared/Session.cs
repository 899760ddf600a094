using System.Globalization;

namespace Gen.Benchmarks;

/// <summary>What benchmarks/run.sh tells its programs, by environment variables, so that each can also be started by itself.</summary>
internal static class Session
{
    /// <summary>Rounds that count: GEN_BENCHMARK_ROUNDS, 7 otherwise.</summary>
    public static int Rounds { get; } = int.TryParse(Variable("ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 7;

    /// <summary>GEN_BENCHMARK_SHORT: small sizes, for a look at whether something is far off.</summary>
    public static bool Short { get; } = Variable("SHORT") is not null;

    /// <summary>The folder benchmarks/ of the repository.</summary>
    public static string Folder { get; } = FindFolder();

    private static readonly string[]? s_only = Variable("ONLY")
        ?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether any of these pairs is to be measured: GEN_BENCHMARK_ONLY names some, or all are.</summary>
    public static bool Wants(params ReadOnlySpan<string> ids)
    {
        foreach (var id in ids)
        {
            Pairs.Find(id);
            if (s_only is null ? !(Short && Pairs.Find(id).Long) : s_only.Contains(id)) return true;
        }

        return false;
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable("GEN_BENCHMARK_" + name) is { Length: > 0 } text ? text : null;

    private static string FindFolder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Path.Combine(folder, "benchmarks") is var found && File.Exists(Path.Combine(found, "run.sh"))) return found;
        throw new DirectoryNotFoundException("The program must be somewhere inside the repository: it uses benchmarks/python.");
    }
}
