using Gen.Training.Checkpoints;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Checkpoints.Safetensors;

/// <summary>Corruption of any range of bytes is detected, and nothing is loaded.</summary>
public sealed class CorruptFileTests : IDisposable
{
    private const int Cases = 200;
    private const int Seed = 6;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CorruptRange_ThrowsAndLeavesModelUnchanged()
    {
        using var problem = new RegressionProblem();
        ModelCheckpoint.LoadWeights(problem.Model, Saved(problem));
        var good = File.ReadAllBytes(_folder["good"]);
        var weights = problem.Weights();
        var random = new Random(Seed);
        for (var i = 0; i < Cases; i++)
        {
            var (what, bytes) = FileCorruption.Apply(good, random);
            File.WriteAllBytes(_folder["bad"], bytes);
            var failure = Record.Exception(() => ModelCheckpoint.LoadWeights(problem.Model, _folder["bad"]));
            Assert.True(failure is InvalidDataException, $"case {i}, {what}: {failure}");
            Assert.StartsWith($"'{_folder["bad"]}' ", failure.Message);
            Assert.DoesNotContain('\n', failure.Message);
            Assert.Equal(weights, problem.Weights());
        }
    }

    [Fact]
    public void FlippedBit_IsDetected()
    {
        using var problem = new RegressionProblem();
        var good = File.ReadAllBytes(Saved(problem));
        for (var i = 0; i < good.Length; i += TestIterations.Scaled(10) == 10 ? 1 : 11)
        {
            var bytes = (byte[])good.Clone();
            bytes[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(_folder["bad"], bytes);
            var failure = Record.Exception(() => SafetensorsFile.Read(_folder["bad"]).Dispose());
            Assert.True(failure is InvalidDataException, $"byte {i} of {good.Length}: {failure}");
        }
    }

    private string Saved(RegressionProblem problem)
    {
        SafetensorsWriter.Save(
            _folder["good"],
            SafetensorsHeader.Weights,
            """{"epoch":3,"loss":[0.5,"NaN"]}""",
            problem.Model.state_dict()
        );
        return _folder["good"];
    }
}
