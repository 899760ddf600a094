using System.Globalization;

namespace Gen.Runs;

/// <summary>NVIDIA's cards, as <c>nvidia-smi</c> tells them. Memory in MiB.</summary>
internal sealed record GpuFacts(string DriverVersion, IReadOnlyList<(string Model, long MemoryMiB, bool PersistenceMode)> Gpus)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Null where there is no <c>nvidia-smi</c>, or no answer in time.</summary>
    public static GpuFacts? Gather() =>
        Tool.Find("nvidia-smi") is { } tool
        && Tool.Run(tool, null, Limit, "--query-gpu=driver_version,memory.total,persistence_mode,name", "--format=csv,noheader,nounits") is { } answer
            ? Parse(answer)
            : null;

    /// <summary>Reads one line a card: <c>550.54.15, 81559, Enabled, NVIDIA H100</c>.</summary>
    public static GpuFacts? Parse(string answer)
    {
        var driver = "";
        var gpus = new List<(string, long, bool)>();
        foreach (var line in answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var fields = line.Split(',', 4, StringSplitOptions.TrimEntries);
            if (fields.Length < 4 || !long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var memory))
                continue;
            driver = fields[0];
            gpus.Add((fields[3], memory, fields[2] == "Enabled"));
        }

        return gpus.Count == 0 ? null : new GpuFacts(driver, gpus);
    }
}
