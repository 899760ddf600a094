using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>
/// The state of torch's random generators. TorchSharp does not show the state of a GPU's: all GPUs are seeded anew whenever a
/// checkpoint is made, and with the same seed when training goes on from it.
/// </summary>
internal static class RandomStreams
{
    private const string Torch = "torch";
    private const string Gpus = "gpus";

    /// <summary>Keeps them.</summary>
    /// <param name="state">Where to.</param>
    /// <param name="seed">The new seed of the GPUs, another one for each checkpoint.</param>
    /// <param name="seedGpus">Seeds the generators of all GPUs; null where none computes.</param>
    public static void Save(CheckpointState state, long seed, Action<long>? seedGpus)
    {
        using var scope = NewDisposeScope();
        state.Set(Torch, get_rng_state());
        if (seedGpus is null)
            return;
        state.Set(Gpus, seed);
        seedGpus(seed);
    }

    /// <summary>Goes on from where they stood.</summary>
    /// <param name="state">What <see cref="Save"/> kept, perhaps on a machine without a GPU.</param>
    /// <param name="seedGpus">Seeds the generators of all GPUs; null where none computes.</param>
    /// <exception cref="TrainingException">The state is not one of this torch's generator; TorchSharp would end the process.</exception>
    public static void Load(CheckpointState state, Action<long>? seedGpus)
    {
        using var scope = NewDisposeScope();
        Tensor saved = state.GetTensor(Torch), current = get_rng_state();
        if (saved.dtype != current.dtype || saved.numel() != current.numel())
        {
            throw new TrainingException(
                $"The random state of the checkpoint, {saved.numel()} x {saved.dtype}, is not one of this version of torch, "
                + $"{current.numel()} x {current.dtype}.");
        }

        set_rng_state(saved);
        if (seedGpus is not null && state.Contains(Gpus))
            seedGpus(state.GetInt64(Gpus));
    }
}

/// <summary>
/// What the last bits of torch's numbers depend on: the number of threads, the version of torch with its libraries, and the
/// processor's instructions.
/// </summary>
internal static class TorchMachine
{
    private const string Threads = "threads";
    private const string Libraries = "libraries";

    /// <summary>
    /// For example <c>torch 2.10.0.0 on linux-x64 with AVX2</c>: a version of torch brings one version of BLAS for each platform.
    /// </summary>
    internal static string Description { get; } = $"torch {__version__} on {RuntimeInformation.RuntimeIdentifier} with {Instructions()}";

    public static void Save(CheckpointState state)
    {
        state.Set(Threads, get_num_threads());
        state.Set(Libraries, Description);
    }

    /// <summary>Computes with as many threads as before, and warns about what else is different.</summary>
    public static void Load(CheckpointState state, Action<string> warn)
    {
        var threads = (int)state.GetInt64(Threads);
        if (threads > 0 && threads != get_num_threads())
            set_num_threads(threads);
        if (state.GetString(Libraries) is var before && before != Description)
            warn($"Training continues with {Description} and began with {before}: numbers may differ in their last digits.");
    }

    // The kinds that torch has kernels for; ATEN_CPU_CAPABILITY limits them.
    private static string Instructions() =>
        Environment.GetEnvironmentVariable("ATEN_CPU_CAPABILITY") is { Length: > 0 } limit ? limit.ToUpperInvariant()
        : Avx512F.IsSupported ? "AVX512"
        : Avx2.IsSupported ? "AVX2"
        : RuntimeInformation.ProcessArchitecture.ToString();
}
