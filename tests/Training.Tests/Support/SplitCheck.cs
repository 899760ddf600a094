using Gen.Training.Metrics;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>Checks that states give the value of the formula over all rows, however the rows are divided: updates several states with
/// random batches, merges them in random order and compares the result.</summary>
internal sealed class SplitCheck<T>(Func<T> create, Action<T, Tensor?, Tensor[]> update, Func<Tensor[], Tensor> formula)
    where T : MetricState
{
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Whether the value must have the dtype of the formula. The default value is true.</summary>
    public bool SameType { get; init; } = true;

    /// <summary>Returns the value that replaces the elements of rows of weight 0, given the index of the input; null to keep them. The
    /// default value is NaN for floating-point inputs.</summary>
    public Func<int, Tensor, double?> ZeroWeightValue { get; init; } = (_, input) => input.is_floating_point() ? double.NaN : null;

    /// <summary>Whether to save and load states between updates. The default value is false.</summary>
    public bool SavesAndLoads { get; init; }

    public void Run(int seed, Func<Random, long, Tensor[]> table, Weighting weighting, string what = "")
    {
        var random = new Random(seed);
        using var scope = NewDisposeScope();
        var rows = seed % 5 == 0 ? 1 : random.Next(1, 40);
        Run(random, table(random, rows), weighting, $"{what} seed {seed}, {rows} rows, {weighting}");
    }

    /// <summary>Checks given rows.</summary>
    public void Run(int seed, Tensor[] inputs, string what) => Run(new Random(seed), inputs, Weighting.None, $"{what} seed {seed}");

    private void Run(Random random, Tensor[] inputs, Weighting weighting, string what)
    {
        var rows = (int)inputs[0].shape[0];
        var times = new long[rows];
        for (var i = 0; i < rows; i++)
            times[i] = weighting switch { Weighting.None => 1, Weighting.Mask => random.Next(2), _ => random.Next(4) };
        var states = UpdateStates(random, inputs, times, weighting, rows);
        while (states.Count > 1)
        {
            var (into, from) = (random.Next(states.Count), random.Next(states.Count - 1));
            if (from >= into) from++;
            states[into].MergeFrom(states[from]);
            states[from].Dispose();
            states.RemoveAt(from);
        }
        using var state = states[0];
        Assert.Equal(rows, state.Rows);
        Compare(state.Compute(), RepeatRows(inputs, times), weighting, what);
    }

    private List<T> UpdateStates(Random random, Tensor[] inputs, long[] times, Weighting weighting, int rows)
    {
        var states = new List<T> { create(), create() };
        var order = Enumerable.Range(0, rows).ToArray();
        random.Shuffle(order);
        for (var start = 0; start < rows;)
        {
            var count = Math.Min(random.Next(0, 12), rows - start);
            var some = order.AsSpan(start, count).ToArray();
            start += count;
            if (random.Next(3) == 0) states.Add(create());
            var weighted = weighting != Weighting.None && (weighting != Weighting.Sometimes || random.Next(2) == 0);
            if (weighting == Weighting.Sometimes && !weighted)
                foreach (var row in some) times[row] = 1;
            var index = tensor(Array.ConvertAll(some, i => (long)i));
            var batch = inputs
                .Select((input, i) => (weighted ? ReplaceDropped(input, ZeroWeightValue(i, input), times) : input).index_select(0, index))
                .ToArray();
            var at = random.Next(states.Count);
            update(states[at], weighted ? Weight(times, weighting).index_select(0, index) : null, batch);
            if (SavesAndLoads && random.Next(4) == 0) states[at] = SaveAndLoad(states[at]);
        }
        return states;
    }

    private T SaveAndLoad(T state)
    {
        using var saved = new MemoryStream();
        state.Save(new BinaryWriter(saved));
        state.Dispose();
        saved.Position = 0;
        var loaded = create();
        loaded.Load(new BinaryReader(saved));
        return loaded;
    }

    private void Compare(Tensor actual, Tensor[] whole, Weighting weighting, string what)
    {
        if (whole[0].shape[0] == 0)
        {
            Assert.True(double.IsNaN(actual.ToDoubles().Single()), what);
            return;
        }
        var expected = formula(whole);
        Assert.True(
            expected.shape.SequenceEqual(actual.shape),
            $"{what}: [{string.Join(",", expected.shape)}] and [{string.Join(",", actual.shape)}]"
        );
        if (SameType && (weighting != Weighting.WholeFloat || expected.is_floating_point()))
            Assert.True(expected.dtype == actual.dtype, $"{what}: {expected.dtype} and {actual.dtype}");
        double[] a = expected.ToDoubles(), b = actual.ToDoubles();
        for (var i = 0; i < a.Length; i++)
            Assert.True(
                a[i].Equals(b[i]) || Math.Abs(a[i] - b[i]) <= Tolerance * Math.Max(1, Math.Abs(a[i])),
                $"{what}: [{i}] {a[i]} and {b[i]}"
            );
    }

    private static Tensor ReplaceDropped(Tensor input, double? value, long[] times)
    {
        if (value is null) return input;
        var mask = tensor(times).eq(0);
        while (mask.ndim < input.ndim) mask = mask.unsqueeze(-1);
        return input.masked_fill(mask, value.Value);
    }

    private static Tensor Weight(long[] times, Weighting weighting) => weighting switch
    {
        Weighting.Mask => tensor(times).to_type(ScalarType.Bool),
        Weighting.WholeFloat => tensor(times).to_type(ScalarType.Float32),
        _ => tensor(times),
    };

    private static Tensor[] RepeatRows(Tensor[] inputs, long[] times)
    {
        var rows = tensor(times.SelectMany((n, row) => Enumerable.Repeat((long)row, (int)n)).ToArray());
        return Array.ConvertAll(inputs, input => input.index_select(0, rows));
    }
}
