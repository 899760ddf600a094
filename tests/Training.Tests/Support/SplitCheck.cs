using Gen.Training.Metrics;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>Feeds a table to states in random batches, merges them in a random tree and compares with the formula on the whole table.</summary>
internal sealed class SplitCheck<T>(Func<T> create, Action<T, Tensor?, Tensor[]> update, Func<Tensor[], Tensor> formula) where T : MetricState
{
    public double Tolerance { get; init; } = 1e-9;

    public void Run(int seed, Func<Random, long, Tensor[]> table, Weighting weighting)
    {
        var random = new Random(seed);
        using var scope = NewDisposeScope();
        var rows = seed % 5 == 0 ? 1 : random.Next(1, 40);
        var times = new long[rows];
        for (var i = 0; i < rows; i++)
            times[i] = weighting switch { Weighting.None => 1, Weighting.Mask => random.Next(2), _ => random.Next(4) };
        var inputs = table(random, rows);
        var states = Feed(random, inputs, times, weighting, rows);
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
        Compare(state.Compute(), Repeated(inputs, times), $"seed {seed}, {rows} rows, {weighting}");
    }

    private List<T> Feed(Random random, Tensor[] inputs, long[] times, Weighting weighting, int rows)
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
            var batch = Array.ConvertAll(inputs, input => Spoiled(input, times, weighted).index_select(0, index));
            update(states[random.Next(states.Count)], weighted ? Weight(times, weighting).index_select(0, index) : null, batch);
        }
        return states;
    }

    private void Compare(Tensor actual, Tensor[] whole, string what)
    {
        if (whole[0].shape[0] == 0)
        {
            Assert.True(double.IsNaN(actual.ToDoubles().Single()), what);
            return;
        }
        var expected = formula(whole);
        Assert.True(expected.shape.SequenceEqual(actual.shape), $"{what}: [{string.Join(",", expected.shape)}] and [{string.Join(",", actual.shape)}]");
        Assert.True(expected.dtype == actual.dtype, $"{what}: {expected.dtype} and {actual.dtype}");
        double[] a = expected.ToDoubles(), b = actual.ToDoubles();
        for (var i = 0; i < a.Length; i++)
            Assert.True(a[i].Equals(b[i]) || Math.Abs(a[i] - b[i]) <= Tolerance * Math.Max(1, Math.Abs(a[i])), $"{what}: [{i}] {a[i]} and {b[i]}");
    }

    // Rows of weight 0 may hold anything.
    private static Tensor Spoiled(Tensor input, long[] times, bool weighted)
    {
        if (!weighted || !input.is_floating_point()) return input;
        var mask = tensor(times).eq(0);
        while (mask.ndim < input.ndim) mask = mask.unsqueeze(-1);
        return input.masked_fill(mask, float.NaN);
    }

    private static Tensor Weight(long[] times, Weighting weighting) => weighting switch
    {
        Weighting.Mask => tensor(times).to_type(ScalarType.Bool),
        Weighting.WholeFloat => tensor(times).to_type(ScalarType.Float32),
        _ => tensor(times),
    };

    private static Tensor[] Repeated(Tensor[] inputs, long[] times)
    {
        var rows = tensor(times.SelectMany((n, row) => Enumerable.Repeat((long)row, (int)n)).ToArray());
        return Array.ConvertAll(inputs, input => input.index_select(0, rows));
    }
}
