using System.Reflection;
using Gen.Metrics.Tests.Support;
using Gen.Training.Metrics;
using TorchSharp;

namespace Gen.Metrics.Tests;

/// <summary>No update of a built-in metric makes the host wait for the device.</summary>
public sealed class BuiltinStepsTests
{
    private static readonly Type[] s_states =
        [.. typeof(Classification).Assembly.GetTypes().Where(t => t.IsDefined(typeof(MetricLibraryAttribute))).SelectMany(t => t.GetNestedTypes()).Where(t => t.IsSubclassOf(typeof(MetricState)))];

    [Fact]
    public void UpdatesOfBuiltInMetricsDoNotSync()
    {
        Assert.True(s_states.Length > 90, $"{s_states.Length} states");
        var syncs = s_states.SelectMany(s => Syncs.In(Update(s)).Select(call => $"{s.DeclaringType!.Name}.{s.Name}: {call}")).ToArray();
        Assert.True(syncs.Length == 0, string.Join('\n', syncs));
    }

    [Fact]
    public void TheWalkReachesTheAccumulatorsOfEach()
    {
        foreach (var state in s_states)
        {
            var calls = new CalledMethods(state.Assembly).From(Update(state)).Keys;
            Assert.Contains(calls, c => c.Name == "Commit" && c.DeclaringType == typeof(Batch));
            Assert.Contains(calls, c => c.Name == "Add" && c.DeclaringType!.IsSubclassOf(typeof(Accumulator)));
            Assert.Contains(calls, c => c.DeclaringType == typeof(torch.Tensor));
        }
    }

    [Fact]
    public void TheWalkFindsAnUpdateThatWaits() => Assert.NotEmpty(Syncs.In(Update(typeof(Waiting))));

    private static MethodInfo Update(Type state) => state.GetMethod("Update")!;

    private sealed class Waiting : MetricState
    {
        private readonly SumAccumulator _sum;

        public Waiting() => _sum = Add(new SumAccumulator());

        public void Update(torch.Tensor x)
        {
            using var batch = BeginUpdate(null, new BatchInput("x", x));
            _sum.Add(batch, x * x.mean().item<float>(), 0, [0]);
            batch.Commit();
        }

        public override torch.Tensor Compute() => throw new NotSupportedException();
    }
}
