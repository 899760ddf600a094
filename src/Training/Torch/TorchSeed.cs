using TorchSharp;

namespace Gen.Training;

/// <summary>Torch draws from one generator a device; a run seeds them when it starts, and generated code calls this.</summary>
public static class TorchSeed
{
    /// <summary>
    /// Starts torch's random sequences, on all devices, from the run's seed. Two runs in one process at the same time share the generators, so
    /// only one run at a time repeats its numbers exactly.
    /// </summary>
    /// <param name="seed">The run's seed; any value.</param>
    /// <exception cref="TorchMissingException">TorchSharp's native library cannot be loaded.</exception>
    public static void Begin(long seed)
    {
        TorchRuntime.EnsureAvailable();
        using var generator = torch.random.manual_seed(seed);
    }
}
