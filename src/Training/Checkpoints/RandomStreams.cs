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
