using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class MonitorAnalyzerTests
{
    private const string Text = """
        using Gen; using Gen.Training; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;
        class Watch([Monitor] string monitor = "val_loss", string mode = "min") : Callback { public string Text => monitor + mode; }
        [Experiment("x")] partial class X
        {
            [Metric("acc")] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
            [Metric(Shape = MetricShape.Vector)] static Tensor PerColumn(Tensor yPred) => yPred.sum(dim: 0);
            [Metric(Shape = MetricShape.Matrix)] static Tensor Confusion(Tensor yPred) => yPred.sum(dim: 0);
            static void Best([Monitor] string name) { }
            Trainer<Logs> Use(nn.Module<Tensor, Tensor> m, string some) => CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss(), HERE);
        }

        """;

    [Fact]
    public Task WhenANameIsNotLoggedTheNearestOrAllAreNamed() => Verify.Reports(
        "GEN031",
        Text.Replace("HERE", "new Watch(monitor: [|\"val_lss\"|]), new Watch([|\"min\"|], \"min\"), new Watch([|\"accuracy\"|])"),
        "'X' logs no 'val_lss'; did you mean 'val_loss'?",
        "'X' logs no 'min'; it logs loss, acc, val_loss, val_acc, lr",
        "'X' logs no 'accuracy'; it logs loss, acc, val_loss, val_acc, lr");

    [Fact]
    public Task WhenAValueIsNoNumberItIsSaid() => Verify.Reports(
        "GEN031",
        Text.Replace("HERE", "new Watch([|\"per_column\"|]), new Watch([|\"val_confusion\"|])"),
        "'per_column' of 'X' is a vector, and only a number can be monitored: loss, acc, val_loss, val_acc, lr",
        "'val_confusion' of 'X' is a matrix, and only a number can be monitored: loss, acc, val_loss, val_acc, lr");

    [Fact]
    public Task WhenTheTrainerIsOfAnotherExperimentItsNamesCount() => Verify.Reports(
        "GEN031",
        Text.Replace("HERE", "new Watch()") + """
        [Experiment("y")] partial class Y
        {
            object Use(X x, nn.Module<Tensor, Tensor> m) => x.CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss(), [new Watch("acc"), new Watch([|"los"|])]);
            object Own() => new Watch([|"acc"|]);
        }
        """,
        "'X' logs no 'los'; did you mean 'loss'?",
        "'Y' logs no 'acc'; it logs loss, val_loss, lr");

    [Fact]
    public Task WhenAMethodMarksItsParameterItsCallsAreChecked() => Verify.Reports(
        "GEN031", Text.Replace("HERE", "new Watch()").Replace("{ }", "{ if (name == \"\") Best([|\"acx\"|]); }"), "'X' logs no 'acx'; did you mean 'acc'?");

    [Fact]
    public Task WhenNamesAreRightUnknownOrOfNoExperimentNothingIsReported() => Verify.Accepts(
        Text.Replace("HERE", "new Watch(), new Watch(\"lr\"), new Watch(Logs.Names.ValAccuracy), new Watch(nameof(Logs) is { } ? \"loss\" : some), new Watch(some)") + """
        static class Elsewhere { public static Watch Make() => new("anything"); }
        """);
}
