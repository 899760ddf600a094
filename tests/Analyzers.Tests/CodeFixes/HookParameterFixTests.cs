namespace Gen.Analyzers.Tests.CodeFixes;

public class HookParameterFixTests
{
    private const string Usings = "using Gen; using Gen.Training; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;\n";

    private const string Members = """
            public int Width { get; init; } = 3;
            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
            object Use(nn.Module<Tensor, Tensor> m) => CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss());

        """;

    [Fact]
    public Task WhenANameIsMisspeltItIsRenamedWhereverItStands() => VerifyFix.Fixes(
        "GEN030",
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
    public Task WhenAnEntryIsMeantItsNameIsTaken() => VerifyFix.Fixes(
        "GEN030", Experiment("[OnEpochEnd] void A(int widht) { }"), Experiment("[OnEpochEnd] void A(int width) { }"));

    [Fact]
    public Task WhenAValueHasAnotherTypeTheParameterGetsIt() => VerifyFix.FixesAll(
        "GEN030",
        Experiment("[OnEpochEnd] void A(float /* mean */ loss, double epoch, int step, Tensor valLoss) { } [OnBatchEnd] void B(float loss) { }"),
        Experiment("[OnEpochEnd] void A(double /* mean */ loss, int epoch, long step, double valLoss) { } [OnBatchEnd] void B(Tensor loss) { }"));

    [Fact]
    public Task WhenAMetricTakesATensorThatNoTrainerHasItIsRenamed() => VerifyFix.FixesAll(
        "GEN030",
        Experiment("[Metric] static Tensor Error(Tensor yPrde, Tensor yTrue) => (yPrde - yTrue).mean(); [Metric] static Tensor Mean(Tensor ytru) => ytru.mean();"),
        Experiment("[Metric] static Tensor Error(Tensor yPred, Tensor yTrue) => (yPred - yTrue).mean(); [Metric] static Tensor Mean(Tensor yTrue) => yTrue.mean();"));

    [Fact]
    public Task WhenThreeProjectsHaveSuchHooksFixAllRenamesThem()
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
        return VerifyFix.FixesAll("GEN030", Text("los", "acuracy"), Text("loss", "accuracy"));
    }

    [Fact]
    public Task WhenNothingIsNearOrTheNameIsTakenNothingIsOffered() => VerifyFix.OffersNothing(
        "GEN030",
        Experiment("""
            [OnTrainBegin] void A(string anything, ref int epoch, double loss) { }
            [OnEpochEnd] void B(double loss, double los) { }
            [OnEpochEnd] void C(double los) { var loss = los; Console.WriteLine(loss); }
            [Metric] static Tensor Error(Tensor logits, Tensor yTrue, Tensor ytru) => (logits - yTrue * ytru).mean();
            """));

    private static string Experiment(string members) => Usings + "[Experiment(\"x\")] partial class X\n{\n" + Members + members + "\n}";
}
