namespace Gen.Runs;

/// <summary>What is known of the machine only after looking.</summary>
internal sealed record HostFacts(string? Cpu, GpuFacts? Gpus)
{
    private static readonly Lock Gate = new();
    private static HostFacts? s_ofThisProcess;

    /// <summary>Looks once per process: processors do not change.</summary>
    public static HostFacts Gather()
    {
        lock (Gate)
            return s_ofThisProcess ??= new HostFacts(CpuName(), GpuFacts.Gather());
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
