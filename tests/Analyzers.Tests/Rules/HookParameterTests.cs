using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class HookParameterTests
{
    private const string Usings =
        "using Gen; using Gen.Training; using Gen.Training.Metrics; using TorchSharp; using static TorchSharp.torch; using static "
        + "TorchSharp.torch.nn;\n";

    private const string Members = """
            public int Width { get; init; } = 3;
            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
            [Metric(Shape = MetricShape.Vector)] static Tensor PerColumn(Tensor yPred) => yPred.sum(dim: 0);
            object Use(nn.Module<Tensor, Tensor> m) => CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss());

        """;

    [Fact]
    public Task UnknownName_SuggestsNearestOrListsAll() =>
        Verify.Reports(
            RuleIds.HookParameter,
            Experiment(
                """
                [OnEpochEnd] void A(double [|valAcuracy|], double [|los|], int [|widht|]) { }
                [OnTrainBegin] void B(string [|anything|], ref int [|epoch|]) { }
                """
            ),
            "Parameter 'valAcuracy' of hook 'A' names no metric, log value, entry or special value of 'X'. Did you mean 'valAccuracy'?",
            "Parameter 'los' of hook 'A' names no metric, log value, entry or special value of 'X'. Did you mean 'loss'?",
            "Parameter 'widht' of hook 'A' names no metric, log value, entry or special value of 'X'. Did you mean 'width'?",
            "Parameter 'anything' of hook 'B' names no metric, log value, entry or special value of 'X'. The values in [OnTrainBegin] are "
            + "epoch, step, lr, device, seed, width.",
            "Parameter 'epoch' of hook 'B' is passed by reference or is 'params', so it cannot have a value"
        );

    [Fact]
    public Task NameOfMethodOfRenamedMetric_SuggestsGivenName() =>
        Verify.Reports(
            RuleIds.HookParameter,
            Experiment(
                """
                [Metric("quality")] static Tensor MeanOfAll(Tensor yPred) => yPred.mean();
                [OnEpochEnd] void A(double [|meanOfAll|], double [|valMeanOfAll|], double quality, double valQuality) { }
                """
            ),
            "Parameter 'meanOfAll' of hook 'A' names no metric, log value, entry or special value of 'X'. Did you mean 'quality'?",
            "Parameter 'valMeanOfAll' of hook 'A' names no metric, log value, entry or special value of 'X'. Did you mean 'valQuality'?"
        );

    [Fact]
    public Task TypeMismatch_NamesExpectedType() =>
        Verify.Reports(
            RuleIds.HookParameter,
            Experiment(
                """
                [OnEpochEnd] void A(float [|loss|], double [|perColumn|], double[] [|accuracy|], Tensor [|valLoss|], double [|epoch|],
                    int [|step|])
                {
                    
                }
                [OnBatchEnd] void B(float [|loss|], Tensor [|accuracy|]) { }
                """
            ),
            "Parameter 'loss' of hook 'A' has type 'float', but its value has type 'double'",
            "Parameter 'perColumn' of hook 'A' has type 'double', but its value has type 'double[]'",
            "Parameter 'accuracy' of hook 'A' has type 'double[]', but its value has type 'double'",
            "Parameter 'valLoss' of hook 'A' has type 'Tensor', but its value has type 'double'",
            "Parameter 'epoch' of hook 'A' has type 'double', but its value has type 'int'",
            "Parameter 'step' of hook 'A' has type 'int', but its value has type 'long'",
            "Parameter 'loss' of hook 'B' has type 'float', but its value has type 'Tensor'",
            "Parameter 'accuracy' of hook 'B' has type 'Tensor', but its value has type 'double'"
        );

    [Fact]
    public Task ValueNotAvailableYet_ListsAvailable() =>
        Verify.Reports(
            RuleIds.HookParameter,
            Experiment(
                """
                [OnTrainBegin] void A(double [|loss|]) { }
                [OnBatchEnd] void B(double [|valLoss|]) { }
                [OnTestEnd] void C(double [|valAccuracy|], double [|lr|]) { }
                [OnEpochEnd, OnBatchBegin] void D(double [|accuracy|], int epoch) { }
                [OnEpochEnd] void E(Exception [|e|], int [|batch|]) { }
                [OnPredictBegin] void F(Tensor [|yPred|]) { }
                """
            ),
            "Parameter 'loss' of hook 'A' has no value in [OnTrainBegin]. The values there are epoch, step, lr.",
            "Parameter 'valLoss' of hook 'B' has no value in [OnBatchEnd]. The values there are epoch, batch, step, lr, input, yTrue, "
            + "yPred, loss, accuracy, perColumn.",
            "Parameter 'valAccuracy' of hook 'C' has no value in [OnTestEnd]. The values there are epoch, step, loss, accuracy, perColumn.",
            "Parameter 'lr' of hook 'C' has no value in [OnTestEnd]. The values there are epoch, step, loss, accuracy, perColumn.",
            "Parameter 'accuracy' of hook 'D' has no value in [OnBatchBegin]. The values there are epoch, batch, step, lr.",
            "Parameter 'e' of hook 'E' has no value in [OnEpochEnd] because only [OnException] has an exception",
            "Parameter 'batch' of hook 'E' has no value in [OnEpochEnd]. The values there are epoch, step, lr, loss, accuracy, perColumn, "
            + "valLoss, valAccuracy, valPerColumn.",
            "Parameter 'yPred' of hook 'F' has no value in [OnPredictBegin]. The values there are only entries and special values."
        );

    [Fact]
    public Task MetricTensorWithoutTrainerValue_IsReportedOnce() => Verify.Reports(
        RuleIds.HookParameter,
        Experiment("""
            [Metric] static Tensor Error(Tensor [|logits|], Tensor yTrue, Tensor [|ytru|]) => (logits - yTrue * ytru).mean();
            object Again(nn.Module<Tensor, Tensor> m) => CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss());
            """),
        "Metric 'Error' takes batch tensor 'logits', which a trainer does not have. A trainer has yTrue, yPred, sampleWeight, input.",
        "Metric 'Error' takes batch tensor 'ytru', which a trainer does not have. Did you mean 'yTrue'?");

    [Fact]
    public Task MetricsUpdatedByHand_AreAccepted() => Verify.Accepts(
        Usings + """
        [Experiment("x")] partial class X
        {
            [Metric] static Tensor Error(Tensor logits, Tensor labels) => (logits - labels).mean();
            object Use() => CreateMetricSet();
        }
        """);

    [Fact]
    public Task EntryProblems_ReportOtherRules() =>
        Verify.Reports(
            "GEN002",
            Experiment("[OnEpochEnd] void A(string [|width|]) { }"),
            "Parameter 'width' of 'A' has type 'string', but entry 'width' has type 'int'"
        );

    [Fact]
    public Task FilledParameters_AreAccepted() =>
        Verify.Accepts(
            Experiment(
                """
                public double Step { get; init; }
                [OnEpochEnd, OnTrainEnd] void A(int epoch, long step, double lr, double loss, double valLoss, double accuracy,
                    double[] valPerColumn, int width, Run run, Device d, Random r, Logs l, LogValues v, TrainingContext c, X self)
                {
                    
                }
                [OnBatchEnd] static void B(Tensor loss, int batch, Tensor input, Tensor yTrue, Tensor yPred,
                    [FromConfig("step")] double size, [Seed] long seed)
                {
                    
                }
                [OnException] void C(Exception e, int epoch, in int batch) { }
                [OnPredictBatchEnd] void D(Tensor yPred, int batch) { }
                """
            )
        );

    private static string Experiment(string members) => Usings + "[Experiment(\"x\")] partial class X\n{\n" + Members + members + "\n}";

    [Fact]
    public Task Rename_UpdatesAllReferences() => VerifyFix.Fixes(
        RuleIds.HookParameter,
        Experiment("""
            /// <summary>Tells of <paramref name="valAcuracy"/>.</summary>
            /// <param name="valAcuracy">The share.</param>
            [OnEpochEnd]
            void A(int epoch, double valAcuracy) => Console.WriteLine($"{nameof(valAcuracy)} {valAcuracy}");

            void Again() => A(epoch: 1, valAcuracy: 0.5);
            """),
        Experiment("""
            /// <summary>Tells of <paramref name="valAccuracy"/>.</summary>
            /// <param name="valAccuracy">The share.</param>
            [OnEpochEnd]
            void A(int epoch, double valAccuracy) => Console.WriteLine($"{nameof(valAccuracy)} {valAccuracy}");

            void Again() => A(epoch: 1, valAccuracy: 0.5);
            """),
        title: "Rename to 'valAccuracy'");

    [Fact]
    public Task Rename_ToEntry() => VerifyFix.Fixes(
        RuleIds.HookParameter, Experiment("[OnEpochEnd] void A(int widht) { }"), Experiment("[OnEpochEnd] void A(int width) { }"));

    [Fact]
    public Task Fix_ChangesType() =>
        VerifyFix.FixesAll(
            RuleIds.HookParameter,
            Experiment(
                "[OnEpochEnd] void A(float /* mean */ loss, double epoch, int step, Tensor valLoss) { } [OnBatchEnd] void B(float loss) { }"
            ),
            Experiment(
                "[OnEpochEnd] void A(double /* mean */ loss, int epoch, long step, double valLoss) { } [OnBatchEnd] void B(Tensor loss) { }"
            )
        );

    [Fact]
    public Task Rename_OfMetricTensor() =>
        VerifyFix.FixesAll(
            RuleIds.HookParameter,
            Experiment(
                "[Metric] static Tensor Error(Tensor yPrde, Tensor yTrue) => (yPrde - yTrue).mean(); [Metric] static Tensor Mean(Tensor "
                + "ytru) => ytru.mean();"
            ),
            Experiment(
                "[Metric] static Tensor Error(Tensor yPred, Tensor yTrue) => (yPred - yTrue).mean(); [Metric] static Tensor Mean(Tensor "
                + "yTrue) => yTrue.mean();"
            )
        );

    [Fact]
    public Task FixAll_InThreeProjects()
    {
        static string Text(string loss, string accuracy) => $$"""
            //// Lib/A.cs
            {{Usings}}[Experiment("x")] public partial class A
            {
            {{Members}}    [OnEpochEnd] public void H(double {{loss}}, double {{accuracy}}) => Console.WriteLine({{loss}} + {{accuracy}});
            }
            //// App/B.cs
            {{Usings}}[Experiment("x")] partial class B
            {
            {{Members}}    [OnEpochEnd] static void H(double {{accuracy}}) { }
            }
            //// Tools/C.cs
            {{Usings}}class C { void Call(A a) => a.H({{accuracy}}: 1, {{loss}}: 2); }
            """;
        return VerifyFix.FixesAll(RuleIds.HookParameter, Text("los", "acuracy"), Text("loss", "accuracy"));
    }

    [Fact]
    public Task NoFix_WithoutNearNameOrWhenTaken() => VerifyFix.OffersNothing(
        RuleIds.HookParameter,
        Experiment("""
            [OnTrainBegin] void A(string anything, ref int epoch, double loss) { }
            [OnEpochEnd] void B(double loss, double los) { }
            [OnEpochEnd] void C(double los) { var loss = los; Console.WriteLine(loss); }
            [Metric] static Tensor Error(Tensor logits, Tensor yTrue, Tensor ytru) => (logits - yTrue * ytru).mean();
            """));
}
