using Gen.Generators.Semantics;

namespace Gen.Generators.Tests.Training;

/// <summary>Executes the generated code that calls hooks, with each event and each kind of parameter.</summary>
public sealed partial class HookCallTests
{
    private const string Metrics = """
            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
            [Metric(Shape = MetricShape.Vector)] static Tensor PerColumn(Tensor yPred) => yPred.sum(dim: 0);
            [Metric(Shape = MetricShape.Matrix)] static Tensor Confusion(Tensor yPred) => yPred.sum(dim: 0).outer(yPred.sum(dim: 0));
        """;

    private const string Setup = """
            public static string Do(Action<Callback> act)
            {
                Calls.All.Clear();
                act(new GeneratedHooks(T.Parse("seed=1")));
                return string.Join("\n", Calls.All);
            }
        """;

    [Theory]
    [InlineData("TrainBegin")]
    [InlineData("TrainEnd")]
    [InlineData("EpochBegin")]
    [InlineData("EpochEnd")]
    [InlineData("BatchBegin")]
    [InlineData("BatchEnd")]
    [InlineData("TestBegin")]
    [InlineData("TestEnd")]
    [InlineData("TestBatchBegin")]
    [InlineData("TestBatchEnd")]
    [InlineData("PredictBegin")]
    [InlineData("PredictEnd")]
    [InlineData("PredictBatchBegin")]
    [InlineData("PredictBatchEnd")]
    [InlineData("Exception")]
    public void Hook_OfOneEvent_OverridesOnlyThatMethod(string kind)
    {
        var program = Program($"[On{kind}] void F() => Calls.Add(\"F\"); [On{kind}] static void G() => Calls.Add(\"G\");");
        Assert.Equal("F\nG", program.Call("T.Each", kind));
        Assert.Equal("On" + kind, program.Call("T.Events"));
        Assert.Equal("", program.Call("T.Each", kind == "TrainEnd" ? "TrainBegin" : "TrainEnd"));
    }

    [Theory]
    [InlineData("[OnEpochEnd] void F(int epoch, long step, double lr) => Calls.Add(epoch, step, lr);", "EpochEnd", "3 77 NaN")]
    [InlineData("[OnBatchBegin] void F(int batch, long epoch) => Calls.Add(batch, epoch);", "BatchBegin", "5 3")]
    [InlineData("[OnEpochEnd] void F(double loss, double valLoss) => Calls.Add(loss, valLoss);", "EpochEnd", "0.5 0.25")]
    [InlineData(
        "[OnTrainEnd] void F(double accuracy, double val_accuracy) => Calls.Add(accuracy, val_accuracy);",
        "TrainEnd",
        "0.75 0.875"
    )]
    [InlineData("[OnTestEnd] void F(double loss, double accuracy) => Calls.Add(loss, accuracy);", "TestEnd", "0.5 0.75")]
    [InlineData("[OnBatchEnd] void F(double loss, Tensor Loss) => Calls.Add(loss, Loss);", "BatchEnd", "2 tensor 2")]
    [InlineData("[OnTestBatchEnd] void F(Tensor loss) => Calls.Add(loss);", "TestBatchEnd", "tensor 2")]
    [InlineData(
        "[OnBatchEnd] void F(Tensor input, Tensor yTrue, Tensor yPred) => Calls.Add(input.sum(), yTrue.sum(), yPred.sum());",
        "BatchEnd",
        "tensor 10 tensor 2 tensor 1"
    )]
    [InlineData(
        "[OnPredictBatchEnd] void F(Tensor input, Tensor yPred, int batch) => Calls.Add(input.sum(), yPred.sum(), batch);",
        "PredictBatchEnd",
        "tensor 10 tensor 1 5"
    )]
    [InlineData(
        "[OnBatchEnd] void F(double accuracy, double[] perColumn, double[,] confusion) => Calls.Add(accuracy, perColumn, confusion);",
        "BatchEnd",
        "0.75 [0,1] [0,0,0,1]"
    )]
    [InlineData("public int Width { get; init; } = 7; [OnTrainBegin] void F(int width) => Calls.Add(width);", "TrainBegin", "7")]
    [InlineData(
        "public int Epoch { get; init; } = 7; [OnTrainBegin] void F([FromConfig(\"epoch\")] int a, int epoch) => Calls.Add(a, epoch);",
        "TrainBegin",
        "7 3"
    )]
    [InlineData(
        "public Kind Loss { get; init; } = Kind.B; public enum Kind { A, B } [OnEpochEnd] void F(Kind loss) => Calls.Add(loss);",
        "EpochEnd",
        "B"
    )]
    [InlineData(
        "public Part Part { get; init; } = new(); [OnEpochEnd] void F(Part p, [FromConfig(\"part.depth\")] int d) => Calls.Add(p.Depth, "
        + "d);",
        "EpochEnd",
        "2 2"
    )]
    [InlineData(
        "[OnEpochEnd] void F(TrainingContext c, LogValues v, Logs l) => Calls.Add(c.Epoch, v[\"loss\"], l.ValLoss);",
        "EpochEnd",
        "3 0.5 0.25"
    )]
    [InlineData(
        "[OnEpochEnd] void F(T.Logs l) => Calls.Add(l.Accuracy, l.ValAccuracy, l.PerColumn, l.ValPerColumn, l.ValConfusion.Length);",
        "EpochEnd",
        "0.75 0.875 [] [] 0"
    )]
    [InlineData(
        "[OnEpochEnd] void F(Run r, ILogger l, CancellationToken t, Device d, T self) => Calls.Add(r is not null, l is not null, "
        + "t.CanBeCanceled, d.type, self is not null);",
        "EpochEnd",
        "True True False CPU True"
    )]
    [InlineData("[OnException] void F(Exception exception, int epoch) => Calls.Add(exception.Message, epoch);", "Exception", "it failed 3")]
    [InlineData("[OnEpochEnd] void F(in int epoch, [Seed] long seed) => Calls.Add(epoch, seed != 0);", "EpochEnd", "3 True")]
    public void Parameter_OfEachType_IsFilled(string members, string kind, string expected) =>
        Assert.Equal(expected, Program(members).Call("T.Each", kind));

    // The rows of the table in docs/hooks.md.
    [Theory]
    [InlineData("TrainBegin", "int epoch, long step, double lr", "epoch, step, lr", "3 77 NaN")]
    [InlineData("EpochBegin", "int epoch, long step, double lr", "epoch, step, lr", "3 77 NaN")]
    [InlineData("BatchBegin", "int epoch, int batch, long step, double lr", "epoch, batch, step, lr", "3 5 77 NaN")]
    [InlineData(
        "BatchEnd",
        "int epoch, int batch, long step, double lr, double loss, double accuracy, Tensor input, Tensor yTrue, Tensor yPred",
        "epoch, batch, step, lr, loss, accuracy, input.sum(), yTrue.sum(), yPred.sum()",
        "3 5 77 NaN 2 0.75 tensor 10 tensor 2 tensor 1"
    )]
    [InlineData(
        "EpochEnd",
        "int epoch, long step, double lr, double loss, double accuracy, double valLoss, double valAccuracy, double[] perColumn, double[,] "
        + "valConfusion",
        "epoch, step, lr, loss, accuracy, valLoss, valAccuracy, perColumn, valConfusion.Length",
        "3 77 NaN 0.5 0.75 0.25 0.875 [] 0"
    )]
    [InlineData(
        "TrainEnd",
        "int epoch, long step, double lr, double loss, double accuracy, double valLoss, double valAccuracy, double[] valPerColumn, "
        + "double[,] confusion",
        "epoch, step, lr, loss, accuracy, valLoss, valAccuracy, valPerColumn, confusion.Length",
        "3 77 NaN 0.5 0.75 0.25 0.875 [] 0"
    )]
    [InlineData("TestBegin", "int epoch, long step", "epoch, step", "3 77")]
    [InlineData("TestBatchBegin", "int epoch, int batch, long step", "epoch, batch, step", "3 5 77")]
    [InlineData(
        "TestBatchEnd",
        "int epoch, int batch, long step, Tensor loss, double accuracy, double[] perColumn, double[,] confusion, Tensor input, Tensor "
        + "yTrue, Tensor yPred",
        "epoch, batch, step, loss, accuracy, perColumn, confusion, input.sum(), yTrue.sum(), yPred.sum()",
        "3 5 77 tensor 2 0.75 [0,1] [0,0,0,1] tensor 10 tensor 2 tensor 1"
    )]
    [InlineData(
        "TestEnd",
        "int epoch, long step, double loss, double accuracy, double[] perColumn, double[,] confusion",
        "epoch, step, loss, accuracy, perColumn, confusion.Length",
        "3 77 0.5 0.75 [] 0"
    )]
    [InlineData("PredictBatchBegin", "int batch", "batch", "5")]
    [InlineData("PredictBatchEnd", "int batch, Tensor input, Tensor yPred", "batch, input.sum(), yPred.sum()", "5 tensor 10 tensor 1")]
    [InlineData(
        "Exception",
        "int epoch, int batch, long step, double lr, Exception e",
        "epoch, batch, step, lr, e.Message",
        "3 5 77 NaN it failed"
    )]
    public void Hook_OfEachEvent_GetsItsValues(string kind, string parameters, string values, string expected) =>
        Assert.Equal(expected, Program($"[On{kind}] void F({parameters}) => Calls.Add({values});").Call("T.Each", kind));
}
