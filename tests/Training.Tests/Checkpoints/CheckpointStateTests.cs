using Gen.Training.Checkpoints;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Checkpoints;

public sealed class CheckpointStateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Values_RoundTrip()
    {
        double[] numbers =
        [
            0,
            -0.0,
            1,
            double.NaN,
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.Epsilon,
            double.MaxValue,
            0.1,
            1e300,
            1 / 3.0,
        ];
        using var state = new CheckpointState();
        for (var i = 0; i < numbers.Length; i++)
            state.Set($"number {i}", numbers[i]);
        state.Set("all", numbers);
        state.Set("none", Array.Empty<double>());
        state.Set("one", new[] { double.NaN });
        state.Set("least", long.MinValue);
        state.Set("most", long.MaxValue);
        state.Set("yes", true);
        state.Set("text", "NaN \"\\ ä\u0001 {\"number\":\"NaN\"}");
        state.Set("nothing", (string?)null);
        state.Section("a.b").Section("c").Set("bytes", tensor(new byte[] { 1, 2, 3 }));
        Checkpoint.Save(state, _folder["f"]);
        using var file = SafetensorsFile.Read(_folder["f"]);
        var read = StateJson.Read(file);
        for (var i = 0; i < numbers.Length; i++)
            Assert.Equal(BitConverter.DoubleToInt64Bits(numbers[i]), BitConverter.DoubleToInt64Bits(read.GetDouble($"number {i}")));
        Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), read.GetDoubles("all").Select(BitConverter.DoubleToInt64Bits));
        Assert.Empty(read.GetDoubles("none"));
        Assert.Equal([double.NaN], read.GetDoubles("one"));
        Assert.Equal((long.MinValue, long.MaxValue, true), (read.GetInt64("least"), read.GetInt64("most"), read.GetBoolean("yes")));
        Assert.Equal("NaN \"\\ ä\u0001 {\"number\":\"NaN\"}", read.GetString("text"));
        Assert.False(read.Contains("nothing"));
        Assert.Equal(new byte[] { 1, 2, 3 }, file.Tensors["a.b.c.bytes"].bytes.ToArray());
        Assert.Same(file.Tensors["a.b.c.bytes"], read.Section("a.b").Section("c").GetTensor("bytes"));
    }

    [Fact]
    public void MissingKeyOrOtherType_Throws()
    {
        using var state = new CheckpointState();
        state.Section("1").Set("waited", 3L);
        Assert.Equal(
            "'1.wated' is not in the checkpoint. Did you mean 'waited'?",
            Assert.Throws<TrainingException>(() => state.Section("1").GetInt64("wated")).Message
        );
        Assert.Equal(
            "'1.waited' in the checkpoint is not a floating-point number.",
            Assert.Throws<TrainingException>(() => state.Section("1").GetDouble("waited")).Message
        );
        Assert.Equal("'1' in the checkpoint is not a tensor.", Assert.Throws<TrainingException>(() => state.GetTensor("1")).Message);
    }

    [Fact]
    public void Set_CopiesTensor()
    {
        using var tensor = ones(2);
        using var state = new CheckpointState();
        state.Set("t", tensor);
        tensor.zero_();
        Assert.Equal([1, 1], state.GetTensor("t").data<float>().ToArray());
    }

    [Fact]
    public void Dispose_DisposesTensors()
    {
        var live = LiveTensors.Count();
        using (var state = new CheckpointState())
        {
            using var scope = NewDisposeScope();
            state.Section("a").Set("t", ones(3));
            state.Section("a").Set("t", ones(4));
        }

        Assert.Equal(live, Tensor.TotalCount);
    }
}
