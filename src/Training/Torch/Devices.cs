using System.Globalization;
using TorchSharp;

namespace Gen.Training;

/// <summary>Turns the config entry <c>device</c> into torch's device.</summary>
public static class Devices
{
    /// <summary>The device that a description means on this machine.</summary>
    /// <param name="device"><c>auto</c> (the first GPU, or else the processor), <c>cpu</c>, <c>cuda</c> (the first GPU) or <c>cuda:N</c>; case does not matter.</param>
    /// <exception cref="ConfigException">It is none of these, or there is no such GPU; the message names the devices that there are.</exception>
    /// <exception cref="TorchMissingException">TorchSharp's native library cannot be loaded.</exception>
    public static torch.Device Resolve(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        TorchRuntime.EnsureAvailable();
        return Choose(device, torch.cuda.is_available() ? torch.cuda.device_count() : 0);
    }

    /// <summary>The same for a machine with so many GPUs.</summary>
    internal static torch.Device Choose(string device, int gpus)
    {
        var wanted = device.Trim().ToLowerInvariant();
        if (wanted is "cpu" || (wanted is "auto" && gpus == 0)) return torch.CPU;
        if (wanted is "auto" or "cuda") return Gpu(0);
        if (!wanted.StartsWith("cuda:", StringComparison.Ordinal)
            || !int.TryParse(wanted.AsSpan("cuda:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            throw new ConfigException($"device '{device}' is none of auto, cpu, cuda, cuda:N; {Present(gpus)}.");
        return Gpu(index);

        torch.Device Gpu(int number) => number < gpus
            ? torch.device(DeviceType.CUDA, number)
            : throw new ConfigException($"device '{device}' is not there; {Present(gpus)}.");
    }

    private static string Present(int gpus) => gpus switch
    {
        0 => "torch sees no GPU here, only cpu",
        1 => "torch sees cpu and cuda:0 here",
        _ => $"torch sees cpu and cuda:0 to cuda:{gpus - 1} here",
    };
}
