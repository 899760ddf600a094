using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Gen;

/// <summary>The processor and the graphics cards of the machine.</summary>
internal sealed record HostInfo(string? Cpu, GpuInfo? Gpus)
{
    private static readonly Lock Gate = new();
    private static HostInfo? s_host;

    /// <summary>Reads them, once per process.</summary>
    public static HostInfo Read()
    {
        lock (Gate)
            return s_host ??= new HostInfo(CpuName(), GpuInfo.Read());
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

    /// <summary>Writes the <c>host</c> object of <c>run.json</c>. <paramref name="host"/> is null while it is being read.</summary>
    public static void Write(Utf8JsonWriter writer, HostInfo? host)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("ENV");
        writer.WriteEndObject();
        writer.WriteString("cpu", host?.Cpu);
        writer.WriteString("dotnet_version", Environment.Version.ToString());
        if (host?.Gpus is { } gpus)
            WriteGpus(writer, gpus);
        writer.WriteString("hostname", Environment.MachineName);
        writer.WriteStartArray("os");
        var system = OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "Darwin" : "Linux";
        writer.WriteStringValue(system);
        var architecture = RuntimeInformation.OSArchitecture;
        writer.WriteStringValue($"{system}-{Environment.OSVersion.Version}-{architecture} ({RuntimeInformation.OSDescription})");
        writer.WriteEndArray();

        // By which readers tell whether the run is still running. In the first record only its number, which costs nothing.
        writer.WriteStartObject("process");
        if (host is null)
            writer.WriteNumber("pid", Environment.ProcessId);
        else
            ProcessIdentity.Current.Write(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteGpus(Utf8JsonWriter writer, GpuInfo info)
    {
        writer.WriteStartObject("gpus");
        writer.WriteString("driver_version", info.DriverVersion);
        writer.WriteStartArray("gpus");
        foreach (var (model, memory, persistence) in info.Gpus)
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

/// <summary>The NVIDIA cards, as reported by <c>nvidia-smi</c>. Memory is in MiB.</summary>
internal sealed record GpuInfo(string DriverVersion, IReadOnlyList<(string Model, long MemoryMiB, bool PersistenceMode)> Gpus)
{
    private const string Query = "--query-gpu=driver_version,memory.total,persistence_mode,name";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Reads the cards; null if there is no <c>nvidia-smi</c>, or no answer in time.</summary>
    public static GpuInfo? Read() =>
        ExternalTool.Find("nvidia-smi") is { } tool
        && ExternalTool.Run(tool, null, Timeout, Query, "--format=csv,noheader,nounits") is { } answer
            ? Parse(answer)
            : null;

    /// <summary>Parses one line for each card: <c>550.54.15, 81559, Enabled, NVIDIA H100</c>.</summary>
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
