namespace Gen.Analyzers.Tests.CodeFixes;

public class MonitorFixTests
{
    private const string Usings = """
        using Gen; using Gen.Training; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;

        """;

    private const string Watch = """
        public class Watch([Monitor] string monitor = "val_loss", string mode = "min") : Callback { public string Text => monitor + mode; }

        """;

    [Fact]
    public Task WhenANameIsMisspeltTheNearestTakesItsPlace() => VerifyFix.Fixes(
        "GEN031", Usings + Watch + Experiment("X", "new Watch(monitor: @\"val_lss\" /* best */)"), Usings + Watch + Experiment("X", "new Watch(monitor: @\"val_loss\" /* best */)"), title: "Change to 'val_loss'");

    [Fact]
    public Task WhenThreeProjectsMonitorFixAllMendsThem()
    {
        static string Text(string a, string b, string c) =>
            "//// Lib/A.cs\n" + Usings + Watch + Experiment("X", a) + "//// App/B.cs\n" + Usings + Experiment("Y", b) + "//// Tools/C.cs\n" + Usings + Experiment("Z", c);
        return VerifyFix.FixesAll(
            "GEN031",
            Text("new Watch(\"los\"), new Watch(\"ac\", \"max\")", "new Watch(\"val_lss\")", "new Watch(\"\"\"val_ac\"\"\")"),
            Text("new Watch(\"loss\"), new Watch(\"acc\", \"max\")", "new Watch(\"val_loss\")", "new Watch(\"\"\"val_acc\"\"\")"));
    }

    [Fact]
    public Task WhenNothingIsNearOrItIsNoNumberNothingIsOffered() => VerifyFix.OffersNothing(
        "GEN031", Usings + Watch + Experiment("X", "new Watch(\"accuracy\"), new Watch(\"per_column\"), new Watch(Name)").Replace("{ [", "{ const string Name = \"los\"; ["));

    private static string Experiment(string name, string callbacks) => $$"""
        [Experiment("x")] public partial class {{name}}
        { [Metric("acc")] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
            [Metric(Shape = MetricShape.Vector)] static Tensor PerColumn(Tensor yPred) => yPred.sum(dim: 0);
            object Use(nn.Module<Tensor, Tensor> m) => CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss(), {{callbacks}});
        }

        """;
}
