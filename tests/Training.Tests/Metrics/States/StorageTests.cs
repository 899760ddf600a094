using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.States;

public class StorageTests
{
    public static TheoryData<string> Kinds() => new(AllAccumulators.Names);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Load_SavedState_Continues(string kind)
    {
        using var scope = NewDisposeScope();
        var x = arange(20, dtype: ScalarType.Float32).reshape(10, 2);
        foreach (var weight in new[] { null, ones(10, ScalarType.Int64), ones(10) })
        {
            using var state = AllAccumulators.Create(kind);
            state.Update(weight, x);
            state.Update(null, x);
            using var loaded = AllAccumulators.Create(kind);
            loaded.Update(null, x.narrow(0, 0, 3));
            Load(loaded.State, Save(state.State));
            Assert.Equal(state.State.Rows, loaded.State.Rows);
            Same(state.Compute(), loaded.Compute());
            state.Update(weight, x);
            loaded.Update(weight, x);
            Same(state.Compute(), loaded.Compute());
            Assert.Throws<ArgumentException>(() => loaded.Update(null, x.to_type(ScalarType.Float64)));
        }
    }

    [Fact]
    public void Save_EmptyState_Loads()
    {
        using var state = AllAccumulators.Create("sum");
        using var loaded = AllAccumulators.Create("sum");
        using var x = ones(3);
        loaded.Update(null, x);
        Load(loaded.State, Save(state.State));
        Assert.Equal(0, loaded.State.Rows);
        loaded.Update(null, x);
        using var sum = loaded.Compute();
        Assert.Equal(3, sum.ToDouble());
    }

    [Fact]
    public void Save_SeveralStates_LoadInOrder()
    {
        using var state = AllAccumulators.Create("sum");
        using var x = ones(3);
        state.Update(null, x);
        var bytes = Save(state.State);
        using var both = new BinaryReader(new MemoryStream([.. bytes, .. bytes]));
        state.State.Load(both);
        state.State.Load(both);
        Assert.Equal(-1, both.PeekChar());
    }

    [Fact]
    public void Load_CorruptData_ThrowsAndChangesNothing()
    {
        using var scope = NewDisposeScope();
        var random = new Random(7);
        var names = AllAccumulators.Names.ToArray();
        LiveTensors.Count();
        for (var i = 0; i < 200; i++)
        {
            using var saved = AllAccumulators.Create(names[i % names.Length]);
            using var state = AllAccumulators.Create(names[i % names.Length]);
            var x = arange(20, dtype: ScalarType.Float32).reshape(10, 2);
            saved.Update(ones(10), x);
            state.Update(null, x);
            var before = state.Compute().ToDoubles();
            var bytes = Save(saved.State);
            var live = Tensor.TotalCount;
            var error = Assert.Throws<InvalidDataException>(() => Load(state.State, Damaged(bytes, random, i)));
            Assert.Equal(live, Tensor.TotalCount);
            Assert.EndsWith(".", error.Message);
            Assert.Equal(before, state.Compute().ToDoubles());
            Assert.Equal(10, state.State.Rows);
        }
    }

    [Fact]
    public void Load_InvalidData_NamesReason()
    {
        using var state = AllAccumulators.Create("sum");
        using var other = AllAccumulators.Create("product");
        using var configured = new AccumulatorState<SumAccumulator>(
            new SumAccumulator(),
            (_, _, _) => { },
            (a, r) => a.Sum(r),
            "classes=3"
        );
        var bytes = Save(state.State);
        Fails(state.State, [], "The data is not a saved metric state: it has another magic number.");
        Fails(state.State, "PK and other things"u8.ToArray(), "The data is not a saved metric state: it has another magic number.");
        Fails(state.State, bytes[..^1], "The state is truncated.");
        Fails(state.State, [.. bytes[..8], 2, .. bytes[9..]], "The state has format 2, but this version of Gen reads format 1 only.");
        Fails(
            state.State,
            [.. bytes[..30], (byte)~bytes[30], .. bytes[31..]],
            "The state is corrupt: its contents do not match their checksum."
        );
        Fails(configured, bytes, "The state was saved with the configuration '', but must have 'classes=3'.");
        Assert.StartsWith(
            "The data is a saved Gen.Training.Tests.Support.AccumulatorState`1[[Gen.Training.Metrics.SumAccumulator",
            Assert.Throws<InvalidDataException>(() => Load(other.State, bytes)).Message);
    }

    [Fact]
    public void Load_OtherAccumulators_Throws()
    {
        using var one = new Varying(1);
        using var two = new Varying(2);
        Fails(two, Save(one), $"The saved state does not fit {typeof(Varying).FullName}: another version of the class saved it.");
        Fails(one, Save(two), $"The saved state does not fit {typeof(Varying).FullName}: another version of the class saved it.");
    }

    private static byte[] Damaged(byte[] bytes, Random random, int i)
    {
        if (i % 3 == 0) return bytes[..random.Next(bytes.Length)];
        var damaged = bytes.ToArray();
        for (var flips = i % 3; flips > 0; flips--) damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return damaged.AsSpan().SequenceEqual(bytes) ? bytes[1..] : damaged;
    }

    private static byte[] Save(StreamingState state)
    {
        using var stream = new MemoryStream();
        state.Save(new BinaryWriter(stream));
        return stream.ToArray();
    }

    private static void Load(StreamingState state, byte[] bytes) => state.Load(new BinaryReader(new MemoryStream(bytes)));

    private static void Fails(StreamingState state, byte[] bytes, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Load(state, bytes)).Message);

    private static void Same(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.dtype, actual.dtype);
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.ToDoubles(), actual.ToDoubles());
    }

    private sealed class Varying : MetricState
    {
        public Varying(int sums)
        {
            for (var i = 0; i < sums; i++) Add(new SumAccumulator());
        }

        public override Tensor Compute() => throw new NotSupportedException();
    }
}
