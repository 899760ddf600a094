using Gen.Training.Checkpoints;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Checkpoints;

/// <summary>Torch's state in checkpoints of other versions, for which TorchSharp would abort the process.</summary>
public class TorchStateTests
{
    [Fact]
    public void RandomStreams_StateOfAnotherSize_Throws()
    {
        using var state = new CheckpointState();
        using var other = zeros(3, dtype: uint8);
        state.Set("torch", other);
        var failure = Assert.Throws<TrainingException>(() => RandomStreams.Load(state, null));
        Assert.Equal(
            "The random state of the checkpoint must be 5056 x Byte in this version of torch, but was 3 x Byte.",
            failure.Message);
    }

    [Fact]
    public void TorchMachine_NoThreads_KeepsThreadCount()
    {
        using var state = new CheckpointState();
        TorchMachine.Save(state);
        state.Set("threads", 0);
        var before = get_num_threads();
        TorchMachine.Load(state, _ => { });
        Assert.Equal(before, get_num_threads());
    }
}
