using System.Reflection;
using Gen.Metrics.Tests.Support;
using Gen.Training.Metrics;
using TorchSharp;

namespace Gen.Metrics.Tests.Laws;

/// <summary>Updates never synchronize with the device: no code that they reach reads a value back.</summary>
public sealed class DeviceSyncTests
{
    public static TheoryData<string> Files => Corpus.AsData(Corpus.Good);

    [Theory]
    [MemberData(nameof(Files))]
    public void Update_GoodFormula_DoesNotSync(string file)
    {
        var program = FormulaProgram.Of(Corpus.Text(file));
        foreach (var of in program.Classes)
        {
            var type = program.Type(of);
            foreach (var state in of.Metrics.Select(m => type.GetNestedType(m + "State")!).Append(type.GetNestedType("MetricSet")!))
            {
                var syncs = Syncs.In(state.GetMethod("Update")!).ToArray();
                Assert.True(syncs.Length == 0, $"{state}:\n{string.Join('\n', syncs)}");
            }
        }
    }

    [Theory]
    [InlineData(nameof(ReadsBack))]
    [InlineData(nameof(ReadsBackInALambda))]
    [InlineData(nameof(ReadsBackInAHelper))]
    [InlineData(nameof(Selects))]
    public void Syncs_ReadOrSelection_IsFound(string method) => Assert.NotEmpty(Syncs.In(Method(method)));

    [Fact]
    public void Syncs_PlainArithmetic_IsNotFound() => Assert.Empty(Syncs.In(Method(nameof(Adds))));

    private static MethodInfo Method(string name) => typeof(DeviceSyncTests).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static double ReadsBack(torch.Tensor x) => x.sum().item<double>();

    private static double ReadsBackInALambda(torch.Tensor[] x) => x.Sum(t => t.ToDouble());

    private static double ReadsBackInAHelper(torch.Tensor x) => 1 + ReadsBack(x);

    private static torch.Tensor Selects(torch.Tensor x) => x[x.gt(0)];

    private static torch.Tensor Adds(torch.Tensor x) => x[.., 0] + (2.0.ToScalar().ToDouble() * x.select(1, 1));
}

/// <summary>Updates of built-in metrics never synchronize with the device.</summary>
public sealed class BuiltinDeviceSyncTests
{
    private static readonly Type[] s_states =
    [
        .. typeof(Classification)
            .Assembly.GetTypes()
            .Where(t => t.IsDefined(typeof(MetricLibraryAttribute)))
            .SelectMany(t => t.GetNestedTypes())
            .Where(t => t.IsSubclassOf(typeof(MetricState))),
    ];

    [Fact]
    public void Update_BuiltInMetric_DoesNotSync()
    {
        Assert.True(s_states.Length > 90, $"{s_states.Length} states");
        var syncs = s_states.SelectMany(s => Syncs.In(Update(s)).Select(call => $"{s.DeclaringType!.Name}.{s.Name}: {call}")).ToArray();
        Assert.True(syncs.Length == 0, string.Join('\n', syncs));
    }

    [Fact]
    public void CalledMethods_BuiltInMetric_ReachesItsAccumulators()
    {
        foreach (var state in s_states)
        {
            var calls = new CalledMethods(state.Assembly).From(Update(state)).Keys;
            Assert.Contains(calls, c => c.Name == "Commit" && c.DeclaringType == typeof(MetricUpdate));
            Assert.Contains(calls, c => c.Name == "Add" && c.DeclaringType!.IsSubclassOf(typeof(Accumulator)));
            Assert.Contains(calls, c => c.DeclaringType == typeof(torch.Tensor));
        }
    }

    [Fact]
    public void CalledMethods_SyncingUpdate_IsFound() => Assert.NotEmpty(Syncs.In(Update(typeof(Waiting))));

    private static MethodInfo Update(Type state) => state.GetMethod("Update")!;

    private sealed class Waiting : MetricState
    {
        private readonly SumAccumulator _sum;

        public Waiting() => _sum = Add(new SumAccumulator());

        public void Update(torch.Tensor x)
        {
            using var batch = BeginUpdate(null, new MetricInput("x", x));
            _sum.Add(batch, x * x.mean().item<float>(), 0, [0]);
            batch.Commit();
        }

        public override torch.Tensor Compute() => throw new NotSupportedException();
    }
}
