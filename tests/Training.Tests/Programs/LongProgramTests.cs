using System.Globalization;
using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Programs;

public class LongProgramTests
{
    /// <summary>10,000 steps with <c>GEN_FULL_TESTS=1</c>, otherwise 1,000, measured at half the steps and at the end.</summary>
    [Fact]
    public void ManySteps_KeepTensorCountAndMemoryConstant()
    {
        using var host = new TrainHostProcess($"seed=3 steps={TestIterations.Scaled(10_000)}", "steps");
        Assert.True(host.WaitForExit() == 0, host.Errors);
        var measured = host.Output.Split('\n').Where(l => l.Contains(" resident ")).Select(l => l.Split(' ')).ToArray();
        Assert.Equal(2, measured.Length);
        var (tensors, resident) = (
            measured.Select(m => m[3]).ToArray(),
            measured.Select(m => double.Parse(m[5], CultureInfo.InvariantCulture)).ToArray()
        );
        Assert.Equal(tensors[0], tensors[1]);

        // TorchSharp's memory pools grow during the first 2,000 steps.
        var growth = TestIterations.Scaled(10_000) < 10_000 ? 1.05 : 1.01;
        Assert.True(resident[1] < resident[0] * growth, $"{resident[0]} to {resident[1]} KiB");
    }
}
