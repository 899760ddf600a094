using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>
/// The state of torch's random generators. TorchSharp does not expose that of GPUs, so all GPUs are seeded when a checkpoint is saved, and
/// with the same seed when it is restored.
/// </summary>
internal static class RandomStreams
{
    private const string Torch = "torch";
    private const string Gpus = "gpus";

    /// <summary>Saves the random states.</summary>
    /// <param name="state">The checkpoint.</param>
    /// <param name="seed">The new seed of the GPUs, different for each checkpoint.</param>
    /// <param name="seedGpus">Seeds all GPUs; null if none is used.</param>
    public static void Save(CheckpointState state, long seed, Action<long>? seedGpus)
    {
        using var scope = NewDisposeScope();
        state.Set(Torch, get_rng_state());
        if (seedGpus is null)
            return;
        state.Set(Gpus, seed);
        seedGpus(seed);
    }

    /// <summary>Restores the random states.</summary>
    /// <param name="state">The checkpoint, perhaps of a machine without a GPU.</param>
    /// <param name="seedGpus">Seeds all GPUs; null if none is used.</param>
    /// <exception cref="TrainingException">The state does not match this version of torch, for which TorchSharp would end the
    /// process.</exception>
    public static void Load(CheckpointState state, Action<long>? seedGpus)
    {
        using var scope = NewDisposeScope();
        Tensor saved = state.GetTensor(Torch), current = get_rng_state();
        if (saved.dtype != current.dtype || saved.numel() != current.numel())
        {
            throw new TrainingException(
                $"The random state of the checkpoint must be {current.numel()} x {current.dtype} in this version of torch, but was "
                + $"{saved.numel()} x {saved.dtype}.");
        }

        set_rng_state(saved);
        if (seedGpus is not null && state.Contains(Gpus))
            seedGpus(state.GetInt64(Gpus));
    }
}

/// <summary>
/// The environment on which the last bits of torch's numbers depend: the number of threads, the version of torch, and the CPU's instruction
/// set.
/// </summary>
internal static class TorchMachine
{
    private const string Threads = "threads";
    private const string Libraries = "libraries";

    /// <summary>
    /// The environment, as in <c>torch 2.10.0.0 on linux-x64 with AVX2</c>. A version of torch has one version of BLAS for each platform.
    /// </summary>
    internal static string Description { get; } = $"torch {__version__} on {RuntimeInformation.RuntimeIdentifier} with {Instructions()}";

    public static void Save(CheckpointState state)
    {
        state.Set(Threads, get_num_threads());
        state.Set(Libraries, Description);
    }

    /// <summary>Restores the number of threads, and warns if the rest differs.</summary>
    public static void Load(CheckpointState state, Action<string> warn)
    {
        var threads = (int)state.GetInt64(Threads);
        if (threads > 0 && threads != get_num_threads())
            set_num_threads(threads);
        if (state.GetString(Libraries) is var before && before != Description)
            warn($"Training continues with {Description} and began with {before}: numbers may differ in their last digits.");
    }

    // The instruction sets for which torch has kernels. ATEN_CPU_CAPABILITY limits them.
    private static string Instructions() =>
        Environment.GetEnvironmentVariable("ATEN_CPU_CAPABILITY") is { Length: > 0 } limit ? limit.ToUpperInvariant()
        : Avx512F.IsSupported ? "AVX512"
        : Avx2.IsSupported ? "AVX2"
        : RuntimeInformation.ProcessArchitecture.ToString();
}
