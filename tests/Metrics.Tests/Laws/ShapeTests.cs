using Gen.Metrics.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Metrics.Tests.Laws;

/// <summary>Updates throw if broadcasting would mix rows, before they change the state.</summary>
public sealed class ShapeTests
{
    private const string Text = """
        using Gen;
        using TorchSharp;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;

        namespace Formulas;

        // inputs: yTrue real; yPred real
        // config: scale = 2.0
        public static partial class Pairs
        {
            [Metric] public static Tensor Error(Tensor yTrue, Tensor yPred, double scale) => (scale * (yTrue - yPred)).square().mean();

            [Metric] public static Tensor Where(Tensor yTrue, Tensor yPred) => where(yTrue.gt(0), yPred, zeros_like(yPred)).sum();

            [Metric] public static Tensor Dot(Tensor yTrue, Tensor yPred) => yTrue.dot(yPred);

            [Metric] public static Tensor Flat(Tensor yTrue, Tensor yPred) => (yTrue * yPred.flatten()).sum();

            [Metric] public static Tensor Loss(Tensor yTrue, Tensor yPred) => functional.mse_loss(yPred, yTrue);
        }

        // inputs: x real(3)
        public static partial class Constants
        {
            [Metric] public static Tensor Weighted(Tensor x) => (x * torch.tensor(new[] { 1.0, 2.0, 3.0 })).sum();

            [Metric] public static Tensor InRows(Tensor x) => x.topk(2).values.sum();

            [Metric] public static Tensor PerRow(Tensor x) => x.softmax(-1).amax(1).mean();
        }
        """;

    public static TheoryData<string> PairMetrics => ["Error", "Where", "Dot", "Flat", "Loss"];

    [Theory]
    [MemberData(nameof(PairMetrics))]
    public void Update_ColumnAgainstRow_ThrowsAndKeepsNothing(string metric)
    {
        using var scope = NewDisposeScope();
        foreach (var rows in new[] { 1L, 2, 4 })
        {
            using var state = Formula("Pairs", metric).NewState();
            var exception = Assert.Throws<ArgumentException>(() => state.Update(Pair(randn(rows, 3), randn(rows))));
            Assert.Contains($"[{rows}, 3]", exception.Message);
            if (metric != "Dot") // One of its operands is enough to say what is wrong.
                Assert.Contains($"[{rows}]", exception.Message);
            AssertUntouched(state);
            Assert.Throws<ArgumentException>(() => state.Update(Pair(randn(rows), randn(rows, 3))));
            AssertUntouched(state);
        }
    }

    [Theory]
    [InlineData("Error")]
    [InlineData("Where")]
    [InlineData("Loss")]
    public void Update_ColumnOfLabelsAgainstRowOfPredictions_Throws(string metric)
    {
        using var scope = NewDisposeScope();
        using var state = Formula("Pairs", metric).NewState();
        Assert.Contains("[5, 1]", Assert.Throws<ArgumentException>(() => state.Update(Pair(randn(5, 1), randn(5)))).Message);
        AssertUntouched(state);
    }

    [Theory]
    [MemberData(nameof(PairMetrics))]
    public void Update_DifferentRowCounts_Throws(string metric)
    {
        using var scope = NewDisposeScope();
        using var state = Formula("Pairs", metric).NewState();
        foreach (var (left, right) in new[] { (3L, 4L), (1, 4), (4, 1), (0, 2) })
        {
            var exception = Assert.Throws<ArgumentException>(() => state.Update(Pair(randn(left), randn(right))));
            Assert.Contains($"[{left}]", exception.Message);
            Assert.Contains($"[{right}]", exception.Message);
            AssertUntouched(state);
        }
    }

    [Fact]
    public void Update_Fails_StateIsUnchanged()
    {
        using var scope = NewDisposeScope();
        var formula = Formula("Pairs", "Error");
        using var state = formula.NewState();
        var first = Pair(randn(4, dtype: float64), randn(4, dtype: float64));
        state.Update(first);
        Assert.Throws<ArgumentException>(() => state.Update(Pair(randn(4, dtype: float64), randn(4, 4, dtype: float64))));
        Assert.Throws<ArgumentException>(() => state.Update(Pair(randn(4, dtype: float32), randn(4, dtype: float64))));
        Assert.Throws<ArgumentException>(() => state.Update(first, ones(3)));
        Assert.Throws<ArgumentException>(() => state.Update(first, ones(4, 1)));
        Same.Value(formula.Direct(first), state.Compute(), float64, "after failed updates");
    }

    [Fact]
    public void Update_ConstantAlongRows_Throws()
    {
        using var scope = NewDisposeScope();
        using var state = Formula("Constants", "Weighted").NewState();
        Assert.Contains("[3]", Assert.Throws<ArgumentException>(() => state.Update(One(randn(3)))).Message);
        Assert.Throws<ArgumentException>(() => state.Update(One(randn(1))));
        AssertUntouched(state);
        state.Update(One(randn(3, 3)));
    }

    [Theory]
    [InlineData("InRows")]
    [InlineData("PerRow")]
    public void Update_NegativeAxisIsTheRows_Throws(string metric)
    {
        using var scope = NewDisposeScope();
        using var state = Formula("Constants", metric).NewState();
        Assert.Throws<ArgumentException>(() => state.Update(One(randn(3))));
        AssertUntouched(state);
        state.Update(One(randn(3, 2)));
    }

    [Fact]
    public void Update_OtherSizesChange_Throws()
    {
        using var scope = NewDisposeScope();
        using var state = Formula("Constants", "PerRow").NewState();
        state.Update(One(randn(3, 2)));
        Assert.Throws<ArgumentException>(() => state.Update(One(randn(3, 4))));
        state.Update(One(randn(0, 2)));
    }

    [Fact]
    public void MergeFrom_OtherConfig_Throws()
    {
        using var one = Formula("Pairs", "Error").NewState();
        using var other = Formula("Pairs", "Error", 3.0).NewState();
        Assert.Throws<ArgumentException>(() => one.MergeFrom(other));
    }

    private static Formula Formula(string name, string metric, double scale = 2)
    {
        var program = FormulaProgram.Of(Text.Replace("scale = 2.0", $"scale = {scale:0.0}"));
        return program.Formulas(program.Classes.Single(c => c.Name == name)).Single(f => f.Name == metric);
    }

    private static Dictionary<string, Tensor> Pair(Tensor yTrue, Tensor yPred) => new() { ["yTrue"] = yTrue, ["yPred"] = yPred };

    private static Dictionary<string, Tensor> One(Tensor x) => new() { ["x"] = x };

    private static void AssertUntouched(Streamed state)
    {
        Assert.Equal(0L, (long)state.State.Rows);
        Assert.True(double.IsNaN(Same.Doubles(state.Compute())[0]));
    }
}
