using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class HookParameterAnalyzerTests
{
    private const string Usings = "using Gen; using Gen.Training; using Gen.Training.Metrics; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;\n";

    private const string Members = """
            public int Width { get; init; } = 3;
            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
            [Metric(Shape = MetricShape.Vector)] static Tensor PerColumn(Tensor yPred) => yPred.sum(dim: 0);
            object Use(nn.Module<Tensor, Tensor> m) => CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss());
        """;

    [Fact]
    public Task WhenANameIsNobodysTheNearestOrAllAreNamed() => Verify.Reports(
        "GEN030",
        Experiment("""
            [OnEpochEnd] void A(double [|valAcuracy|], double [|los|], int [|widht|]) { }
            [OnTrainBegin] void B(string [|anything|], ref int [|epoch|]) { }
            """),
        "Parameter 'valAcuracy' of hook 'A' names no metric, log value, entry or special value of 'X'; did you mean 'valAccuracy'?",
        "Parameter 'los' of hook 'A' names no metric, log value, entry or special value of 'X'; did you mean 'loss'?",
        "Parameter 'widht' of hook 'A' names no metric, log value, entry or special value of 'X'; did you mean 'width'?",
        "Parameter 'anything' of hook 'B' names no metric, log value, entry or special value of 'X'; in [OnTrainBegin] there are epoch, step, lr, device, seed, width",
        "Parameter 'epoch' of hook 'B' is passed by reference or 'params', and nothing fills such a parameter");

    [Fact]
    public Task WhenAValueHasAnotherTypeItIsNamed() => Verify.Reports(
        "GEN030",
        Experiment("""
            [OnEpochEnd] void A(float [|loss|], double [|perColumn|], double[] [|accuracy|], Tensor [|valLoss|], double [|epoch|], int [|step|]) { }
            [OnBatchEnd] void B(float [|loss|], Tensor [|accuracy|]) { }
            """),
        "Parameter 'loss' of hook 'A' is 'float', but its value is a 'double'",
        "Parameter 'perColumn' of hook 'A' is 'double', but its value is a 'double[]'",
        "Parameter 'accuracy' of hook 'A' is 'double[]', but its value is a 'double'",
        "Parameter 'valLoss' of hook 'A' is 'Tensor', but its value is a 'double'",
        "Parameter 'epoch' of hook 'A' is 'double', but its value is a 'int'",
        "Parameter 'step' of hook 'A' is 'int', but its value is a 'long'",
        "Parameter 'loss' of hook 'B' is 'float', but its value is a 'Tensor'",
        "Parameter 'accuracy' of hook 'B' is 'Tensor', but its value is a 'double'");

    [Fact]
    public Task WhenAValueIsNotThereThenWhatIsThereIsListed() => Verify.Reports(
        "GEN030",
        Experiment("""
            [OnTrainBegin] void A(double [|loss|]) { }
            [OnBatchEnd] void B(double [|valLoss|]) { }
            [OnTestEnd] void C(double [|valAccuracy|], double [|lr|]) { }
            [OnEpochEnd, OnBatchBegin] void D(double [|accuracy|], int epoch) { }
            [OnEpochEnd] void E(Exception [|e|], int [|batch|]) { }
            [OnPredictBegin] void F(Tensor [|yPred|]) { }
            """),
        "Parameter 'loss' of hook 'A' has no value in [OnTrainBegin]: there are epoch, step, lr",
        "Parameter 'valLoss' of hook 'B' has no value in [OnBatchEnd]: there are epoch, batch, step, lr, input, yTrue, yPred, loss, accuracy, perColumn",
        "Parameter 'valAccuracy' of hook 'C' has no value in [OnTestEnd]: there are epoch, step, loss, accuracy, perColumn",
        "Parameter 'lr' of hook 'C' has no value in [OnTestEnd]: there are epoch, step, loss, accuracy, perColumn",
        "Parameter 'accuracy' of hook 'D' has no value in [OnBatchBegin]: there are epoch, batch, step, lr",
        "Parameter 'e' of hook 'E' has no value in [OnEpochEnd]: an exception is given to [OnException] only",
        "Parameter 'batch' of hook 'E' has no value in [OnEpochEnd]: there are epoch, step, lr, loss, accuracy, perColumn, valLoss, valAccuracy, valPerColumn",
        "Parameter 'yPred' of hook 'F' has no value in [OnPredictBegin]: there are entries and special values only");

    [Fact]
    public Task WhenATrainerIsToComputeAMetricOfOtherTensorsTheTensorIsMarkedOnce() => Verify.Reports(
        "GEN030",
        Experiment("""
            [Metric] static Tensor Error(Tensor [|logits|], Tensor yTrue, Tensor [|ytru|]) => (logits - yTrue * ytru).mean();
            object Again(nn.Module<Tensor, Tensor> m) => CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss());
            """),
        "Metric 'Error' takes batch tensor 'logits', which no trainer has; there are yTrue, yPred, sampleWeight, input",
        "Metric 'Error' takes batch tensor 'ytru', which no trainer has; did you mean 'yTrue'?");

    [Fact]
    public Task WhenTheMetricsAreFedByHandTheirTensorsHaveAnyName() => Verify.Accepts(
        Usings + """
        [Experiment("x")] partial class X
        {
            [Metric] static Tensor Error(Tensor logits, Tensor labels) => (logits - labels).mean();
            object Use() => CreateMetricSet();
        }
        """);

    [Fact]
    public Task WhenEntriesHaveProblemsTheirOwnRulesTellOfThem() => Verify.Reports(
        "GEN002", Experiment("[OnEpochEnd] void A(string [|width|]) { }"), "Parameter 'width' of 'A' is 'string', but entry 'width' is 'int'");

    [Fact]
    public Task WhenEverythingIsFilledNothingIsReported() => Verify.Accepts(Experiment("""
        public double Step { get; init; }
        [OnEpochEnd, OnTrainEnd] void A(int epoch, long step, double lr, double loss, double valLoss, double accuracy, double[] valPerColumn, int width, Run run, Device d, Random r, Logs l, LogValues v, TrainingContext c, X self) { }
        [OnBatchEnd] static void B(Tensor loss, int batch, Tensor input, Tensor yTrue, Tensor yPred, [FromConfig("step")] double size, [Seed] long seed) { }
        [OnException] void C(Exception e, int epoch, in int batch) { }
        [OnPredictBatchEnd] void D(Tensor yPred, int batch) { }
        """));

    private static string Experiment(string members) => Usings + "[Experiment(\"x\")] partial class X\n{\n" + Members + members + "\n}";
}
