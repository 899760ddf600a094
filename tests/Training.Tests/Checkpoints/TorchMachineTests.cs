using Gen.Training.Checkpoints;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Checkpoints;

public class TorchMachineTests
{
    private readonly CheckpointState _state = new();
    private readonly List<string> _warnings = [];

    public TorchMachineTests() => TorchMachine.Save(_state);

    [Fact]
    public void Load_SameMachine_RestoresThreadsWithoutWarning()
    {
        var threads = get_num_threads();
        try
        {
            set_num_threads(threads + 1);
            TorchMachine.Load(_state, _warnings.Add);

            Assert.Equal(threads, get_num_threads());
            Assert.Empty(_warnings);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Fact]
    public void Load_OtherMachine_WarnsWithBoth()
    {
        _state.Set("libraries", "torch 2.9.0.0 on osx-arm64 with Arm64");

        TorchMachine.Load(_state, _warnings.Add);

        var warning = Assert.Single(_warnings);
        Assert.Contains(TorchMachine.Description, warning);
        Assert.Contains("torch 2.9.0.0 on osx-arm64 with Arm64", warning);
    }

    [Fact]
    public void Description_NamesVersionPlatformAndInstructions() =>
        Assert.Matches(@"^torch \d+\.\d+\.\d+(\.\d+)? on [a-z]+-[a-z0-9]+ with [A-Za-z0-9]+$", TorchMachine.Description);
}
