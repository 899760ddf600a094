using Gen.Training.Checkpoints;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Checkpoints;

public class RandomStreamsTests
{
    [Fact]
    public void GpuGenerators_GetSameSeedOnSaveAndRestore()
    {
        var seeds = new List<long>();
        using var state = new CheckpointState();
        RandomStreams.Save(state, 5, seeds.Add);
        RandomStreams.Load(state, seeds.Add);
        Assert.Equal([5, 5], seeds);
    }

    [Fact]
    public void GpuGenerators_CheckpointFromCpu_KeepTheirSeed()
    {
        var seeds = new List<long>();
        using var state = new CheckpointState();
        RandomStreams.Save(state, 5, seedGpus: null);
        RandomStreams.Load(state, seeds.Add);
        Assert.Empty(seeds);
    }

    [Fact]
    public void CpuGenerator_Continues()
    {
        using var state = new CheckpointState();
        using var scope = NewDisposeScope();
        RandomStreams.Save(state, 5, seedGpus: null);
        var first = rand(3).data<float>().ToArray();
        RandomStreams.Load(state, seedGpus: null);
        Assert.Equal(first, rand(3).data<float>().ToArray());
    }
}
