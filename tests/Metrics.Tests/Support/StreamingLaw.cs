using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Metrics.Tests.Support;

/// <summary>
/// What the generator promises: however the rows are split into batches, over however many states, merged in whatever order, the streamed
/// value is the formula's on all rows. One object checks it for the metrics of a class, on random data that a seed decides.
/// </summary>
internal sealed class StreamingLaw(IReadOnlyList<Formula> formulas, int seed)
{
    private readonly Random _random = new(seed);
    private readonly FormulaClass _class = formulas[0].Class;

    /// <summary>Streams plain rows.</summary>
    public void HoldsForRows()
    {
        using var scope = NewDisposeScope();
        var (data, type) = Data();
        foreach (var formula in formulas)
        {
            using var state = Streamed(formula.NewState, data, null);
            Same.Value(formula.Direct(data), Value(state), type, What(formula, type));
        }
    }

    /// <summary>Streams weighted rows: a whole weight repeats a row, 0 drops it, whatever the row holds.</summary>
    public void HoldsForWeights()
    {
        using var scope = NewDisposeScope();
        var (data, type) = Data();
        var kind = _class.Declared.GetValueOrDefault("weights") == "integer" ? 0 : _random.Next(4);
        var weights = Enumerable
            .Range(0, (int)Rows(data))
            .Select(_ => kind == 3 ? _random.Next(2) : _random.Next(4))
            .Select(w => (long)w)
            .ToArray();
        if (weights.Count(w => w > 0) < _class.FewestRows)
            return;
        var repeated = Repeated(data, weights);
        data = data.ToDictionary(p => p.Key, p => p.Value.dtype == int64 ? WithInvalidLabels(p.Value, weights) : p.Value);
        if (_class.DroppedRowsMayBeNaN)
            data = data.ToDictionary(p => p.Key, p => p.Value.is_floating_point() ? WithNaN(p.Value, weights) : p.Value);
        var weight = tensor(weights, dtype: int64).to_type(kind switch { 1 => float32, 2 => float64, 3 => ScalarType.Bool, _ => int64 });
        foreach (var formula in formulas)
        {
            using var state = Streamed(formula.NewState, data, weight);
            Same.Value(
                formula.Direct(repeated),
                Value(state),
                type,
                $"{What(formula, type)} weights [{string.Join(", ", weights)}] of {weight.dtype}",
                sameType: kind is 0 or 3
            );
        }
    }

    /// <summary>Streams all metrics of the class at once.</summary>
    public void HoldsForTheSet()
    {
        using var scope = NewDisposeScope();
        var (data, type) = Data();
        using var set = Streamed(formulas[0].NewSet, data, null);
        dynamic values = set.State.Compute();
        foreach (var formula in formulas)
            Same.Numbers(formula.Direct(data), (double[])values[formula.Key].Numbers.ToArray(), type, What(formula, type) + " in the set");
    }

    /// <summary>Before any row, after empty batches, after weights of 0 alone, and after a reset, there is no value.</summary>
    public void HoldsForNothing()
    {
        using var scope = NewDisposeScope();
        var (data, _) = Data();
        foreach (var formula in formulas)
        {
            using var state = formula.NewState();
            AssertNone(state, $"{formula} before any row");
            state.Update(Part(data, 0, 0));
            AssertNone(state, $"{formula} after an empty batch");
            state.Update(data, zeros(Rows(data), dtype: int64));
            AssertNone(state, $"{formula} after rows of weight 0");
            state.Update(data);
            state.Reset();
            AssertNone(state, $"{formula} after a reset");
        }
    }

    private static void AssertNone(Streamed state, string what)
    {
        using var value = state.Compute();
        Assert.True(
            value.numel() == 1 && double.IsNaN(Same.Doubles(value)[0]),
            $"{what}: [{string.Join(", ", Same.Doubles(value))}] is not NaN"
        );
    }

    private (Dictionary<string, Tensor> Data, ScalarType Type) Data()
    {
        var rows = _random.Next(8) == 0 ? _class.FewestRows : _random.Next(_class.FewestRows, 60);
        var type = _random.Next(2) == 0 ? float64 : float32;
        var integral = _random.Next(2) == 0;
        return (_class.Inputs.ToDictionary(p => p.Key, p => p.Value.Draw(rows, type, integral, _random)), type);
    }

    /// <summary>The rows in random batches, given to several states, of which some are saved and loaded on the way, then merged.</summary>
    private Streamed Streamed(Func<Streamed> create, Dictionary<string, Tensor> data, Tensor? weight)
    {
        var states = Enumerable.Range(0, _random.Next(1, 5)).Select(_ => create()).ToList();
        var rows = Rows(data);
        for (var start = 0L; start < rows;)
        {
            var size = _random.Next(7) switch { 0 => 0, < 3 => 1, _ => _random.NextInt64(1, rows - start + 1) };
            var at = _random.Next(states.Count);
            states[at].Update(Part(data, start, size), weight?.narrow(0, start, size));
            start += size;
            if (_random.Next(6) == 0)
                states[at] = Reloaded(states[at], create());
        }

        while (states.Count > 1)
        {
            var from = states[_random.Next(states.Count)];
            states.Remove(from);
            states[_random.Next(states.Count)].MergeFrom(from);
            from.Dispose();
        }

        return states[0];
    }

    private static Streamed Reloaded(Streamed state, Streamed into)
    {
        using (state)
            state.LoadInto(into);
        return into;
    }

    // Twice: what is computed must not change what is kept.
    private static Tensor Value(Streamed state)
    {
        using var first = state.Compute();
        var second = state.Compute();
        Assert.Equal(Same.Doubles(first), Same.Doubles(second));
        return second;
    }

    private static long Rows(Dictionary<string, Tensor> data) => data.Values.First().shape[0];

    private static Dictionary<string, Tensor> Part(Dictionary<string, Tensor> data, long start, long size) =>
        data.ToDictionary(p => p.Key, p => p.Value.narrow(0, start, size));

    private static Dictionary<string, Tensor> Repeated(Dictionary<string, Tensor> data, long[] weights)
    {
        var rows = tensor(weights.SelectMany((w, i) => Enumerable.Repeat((long)i, (int)w)).ToArray(), dtype: int64);
        return data.ToDictionary(p => p.Key, p => p.Value.index_select(0, rows));
    }

    private static Tensor WithInvalidLabels(Tensor labels, long[] weights)
    {
        long[] shape = [weights.Length, .. Enumerable.Repeat(1L, (int)labels.dim() - 1)];
        return labels.masked_fill(tensor(weights, dtype: int64).eq(0).reshape(shape), 1_000_000);
    }

    private static Tensor WithNaN(Tensor values, long[] weights)
    {
        long[] shape = [weights.Length, .. Enumerable.Repeat(1L, (int)values.dim() - 1)];
        return values.masked_fill(tensor(weights, dtype: int64).eq(0).reshape(shape), double.NaN);
    }

    private string What(Formula formula, ScalarType type) => $"{formula}, seed {seed}, {type}";
}
