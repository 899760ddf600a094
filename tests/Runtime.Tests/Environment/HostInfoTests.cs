using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests;

public class HostInfoTests
{
    [Fact]
    public void Gpus_AreRecorded()
    {
        using var folder = TempFolder.ForCaller();
        var tool = folder.File(
            "bin/nvidia-smi",
            "#!/bin/sh\necho '550.54.15, 81559, Enabled, NVIDIA H100, 80GB'\necho '550.54.15, 81559, Disabled, NVIDIA H100'\n"
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(tool, (UnixFileMode)0b111_101_101);
        using var host = new RunHostProcess(
            "scalar",
            folder.In("runs"),
            ("PATH", $"{folder.In("bin")}:{Environment.GetEnvironmentVariable("PATH")}")
        );
        Assert.Equal(0, host.End().ExitCode);
        var gpus = RunFiles.Json(folder.In("runs", "1", "run.json")).GetProperty("host").GetProperty("gpus");
        Assert.Equal("550.54.15", gpus.GetProperty("driver_version").GetString());
        Assert.Equal(
            [("NVIDIA H100, 80GB", 81559, true), ("NVIDIA H100", 81559, false)],
            gpus.GetProperty("gpus")
                .EnumerateArray()
                .Select(gpu =>
                    (
                        gpu.GetProperty("model").GetString()!,
                        gpu.GetProperty("total_memory").GetInt32(),
                        gpu.GetProperty("persistence_mode").GetBoolean()
                    )
                )
        );
    }
}
