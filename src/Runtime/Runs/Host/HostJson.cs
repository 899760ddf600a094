using System.Runtime.InteropServices;
using System.Text.Json;

namespace Gen.Runs;

/// <summary>The <c>host</c> object of <c>run.json</c>.</summary>
internal static class HostJson
{
    /// <summary>Writes what is known; <paramref name="facts"/> is null as long as nobody has looked.</summary>
    public static void Write(Utf8JsonWriter writer, HostFacts? facts)
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

    private static void WriteGpus(Utf8JsonWriter writer, GpuFacts facts)
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
