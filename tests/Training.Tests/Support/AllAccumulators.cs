using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>States with each kind of accumulator, which are updated with one floating-point tensor.</summary>
internal static class AllAccumulators
{
    private static readonly Dictionary<string, Func<TestedState>> Makers = new()
    {
        ["sum"] = () => Make(new SumAccumulator(), (a, b, x) => a.Add(b, x, 0, []), (a, r) => a.Sum(r)),
        ["product"] = () => Make(new ProductAccumulator(), (a, b, x) => a.Add(b, x.mul(0).add(1), 0, []), (a, r) => a.Product(r)),
        ["extreme"] = () => Make(new ExtremumAccumulator(true), (a, b, x) => a.Add(b, x, 0, [0]), (a, r) => a.Value(r)),
        ["co-moment"] = () => Make(new CoMomentAccumulator(), (a, b, x) => a.Add(b, x, x.mul(2), 0, [0]), (a, r) => a.Variance(r, true)),
        ["count"] = () => Make(new CountAccumulator(20), (a, b, x) => a.Add(b, x.select(1, 0).@long(), 0), (a, r) => a.Counts(r)),
        ["scattered count"] = () =>
            Make(new CountAccumulator(20) { Scatter = true }, (a, b, x) => a.Add(b, x.@long(), 0), (a, r) => a.Counts(r)),
        ["joint count"] = () =>
            Make(
                new JointCountAccumulator(20, 20),
                (a, b, x) => a.Add(b, x.select(1, 0).@long(), x.select(1, 1).@long()),
                (a, r) => a.Counts(r)
            ),
        ["contraction"] = () =>
            Make(new ContractionAccumulator(), (a, b, x) => a.Add(b, x.T, 1, x, 0, (l, r) => l.mm(r)), (a, r) => a.Sum(r)),
        ["elements"] = () => Make(new ElementCount(), (a, b, x) => a.Add(b, x.numel()), (a, r) => tensor(a.Total(r).ToDouble())),
        ["invariant"] = () => Make(new BatchInvariant<long>(), (a, b, x) => a.Set(b, x.shape[1], "x.shape[1]"), (a, r) => tensor(a.Value)),
        ["rows"] = () => Make(new RowCollector(1), (a, b, x) => a.Add(b, x), (a, r) => a.Rows(r, 0).sum()),
        ["loop"] = () =>
            Make(
                new Accumulators<SumAccumulator>(() => new SumAccumulator()),
                (a, b, x) => a.At(3).Add(b, x, 0, []),
                (a, r) => a.At(3).Mean(r)
            ),
    };

    public static IEnumerable<string> Names => Makers.Keys;

    public static TestedState Create(string name) => Makers[name]();

    private static TestedState Make<T>(T accumulator, Action<T, MetricUpdate, Tensor> add, Func<T, ComputeScope, Tensor> compute)
        where T : Accumulator
    {
        var state = new AccumulatorState<T>(accumulator, (a, b, x) => add(a, b, x[0]), compute);
        return new TestedState(state, (weight, x) => state.Update(weight, x));
    }

    internal sealed record TestedState(MetricState State, Action<Tensor?, Tensor> UpdateAction) : IDisposable
    {
        public void Update(Tensor? weight, Tensor x) => UpdateAction(weight, x);

        public Tensor Compute() => State.Compute();

        public void Dispose() => State.Dispose();
    }
}
