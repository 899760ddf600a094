using System.Globalization;
using TorchSharp;

namespace Gen.Training;

/// <summary>Resolves the config entry <c>device</c> to a device of torch.</summary>
public static class Devices
{
    /// <summary>Resolves a description to a device of this machine.</summary>
    /// <param name="device">
    /// <c>auto</c> (the first GPU, or the CPU if there is none), <c>cpu</c>, <c>cuda</c> (the first GPU) or <c>cuda:N</c>, in any case.
    /// </param>
    /// <exception cref="ConfigException">The description is invalid, or there is no such GPU. The message lists the available
    /// devices.</exception>
    /// <exception cref="TorchMissingException">TorchSharp's native library cannot be loaded.</exception>
    public static torch.Device Resolve(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        TorchRuntime.EnsureAvailable();
        return Choose(device, torch.cuda.is_available() ? torch.cuda.device_count() : 0);
    }

    /// <summary>Resolves a description on a machine with a given number of GPUs.</summary>
    internal static torch.Device Choose(string device, int gpus)
    {
        var wanted = device.Trim().ToLowerInvariant();
        if (wanted is "cpu" || (wanted is "auto" && gpus == 0)) return torch.CPU;
        if (wanted is "auto" or "cuda") return Gpu(0);
        if (!wanted.StartsWith("cuda:", StringComparison.Ordinal)
            || !int.TryParse(wanted.AsSpan("cuda:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            throw new ConfigException($"device must be auto, cpu, cuda or cuda:N, but was '{device}'. {Available(gpus)}");
        return Gpu(index);

        torch.Device Gpu(int number) => number < gpus
            ? torch.device(DeviceType.CUDA, number)
            : throw new ConfigException($"device '{device}' does not exist. {Available(gpus)}");
    }

    private static string Available(int gpus) => gpus switch
    {
        0 => "The only available device is cpu.",
        1 => "The available devices are cpu and cuda:0.",
        _ => $"The available devices are cpu and cuda:0 to cuda:{gpus - 1}.",
    };
}
