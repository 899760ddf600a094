using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>Where torch's random numbers stand. A GPU's generator cannot be read with this version of TorchSharp.</summary>
internal static class RandomStreams
{
    private const string Torch = "torch";

    public static void Save(CheckpointState state)
    {
        using var scope = NewDisposeScope();
        state.Set(Torch, get_rng_state());
    }

    public static void Load(CheckpointState state) => set_rng_state(state.GetTensor(Torch));
}
