using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Gen;

/// <summary>What is known of the machine only after looking.</summary>
internal sealed record HostInfo(string? Cpu, GpuInfo? Gpus)
{
    private static readonly Lock Gate = new();
    private static HostInfo? s_ofThisProcess;

    /// <summary>Looks once per process: processors do not change.</summary>
    public static HostInfo Gather()
    {
        lock (Gate)
            return s_ofThisProcess ??= new HostInfo(CpuName(), GpuInfo.Gather());
    }

    private static string? CpuName()
    {
        if (!OperatingSystem.IsLinux())
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        try
        {
            foreach (var line in File.ReadLines("/proc/cpuinfo"))
            {
                if (line.StartsWith("model name", StringComparison.Ordinal) && line.IndexOf(':') is >= 0 and var colon)
                    return line[(colon + 1)..].Trim();
            }
        }
        catch (IOException)
        {
        }

        return null;
    }
}

/// <summary>NVIDIA's cards, as <c>nvidia-smi</c> tells them. Memory in MiB.</summary>
internal sealed record GpuInfo(string DriverVersion, IReadOnlyList<(string Model, long MemoryMiB, bool PersistenceMode)> Gpus)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Null where there is no <c>nvidia-smi</c>, or no answer in time.</summary>
    public static GpuInfo? Gather() =>
        ExternalTool.Find("nvidia-smi") is { } tool
        && ExternalTool.Run(tool, null, Limit, "--query-gpu=driver_version,memory.total,persistence_mode,name", "--format=csv,noheader,nounits") is { } answer
            ? Parse(answer)
            : null;

    /// <summary>Reads one line a card: <c>550.54.15, 81559, Enabled, NVIDIA H100</c>.</summary>
    public static GpuInfo? Parse(string answer)
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

        return gpus.Count == 0 ? null : new GpuInfo(driver, gpus);
    }
}

/// <summary>The <c>host</c> object of <c>run.json</c>.</summary>
internal static class HostJson
{
    /// <summary>Writes what is known; <paramref name="facts"/> is null as long as nobody has looked.</summary>
    public static void Write(Utf8JsonWriter writer, HostInfo? facts)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("ENV");
        writer.WriteEndObject();
        writer.WriteString("cpu", facts?.Cpu);
        writer.WriteString("dotnet_version", Environment.Version.ToString());
        if (facts?.Gpus is { } gpus)
            WriteGpus(writer, gpus);
        writer.WriteString("hostname", Environment.MachineName);
        writer.WriteStartArray("os");
        var system = OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "Darwin" : "Linux";
        writer.WriteStringValue(system);
        writer.WriteStringValue($"{system}-{Environment.OSVersion.Version}-{RuntimeInformation.OSArchitecture} ({RuntimeInformation.OSDescription})");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteGpus(Utf8JsonWriter writer, GpuInfo facts)
    {
        writer.WriteStartObject("gpus");
        writer.WriteString("driver_version", facts.DriverVersion);
        writer.WriteStartArray("gpus");
        foreach (var (model, memory, persistence) in facts.Gpus)
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            writer.WriteBoolean("persistence_mode", persistence);
            writer.WriteNumber("total_memory", memory);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
