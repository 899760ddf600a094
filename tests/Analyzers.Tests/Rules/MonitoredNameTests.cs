using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class MonitoredNameTests
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
            Trainer<EvaluationLogs> Use(nn.Module<Tensor, Tensor> m, string some) =>
                CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss(), HERE);
        }

        """;

    [Fact]
    public Task UnknownName_SuggestsNearestOrListsAll() => Verify.Reports(
        RuleIds.MonitoredName,
        Text.Replace("HERE", "new Watch(monitor: [|\"val_lss\"|]), new Watch([|\"min\"|], \"min\"), new Watch([|\"accuracy\"|])"),
        "Experiment 'X' does not log 'val_lss'. Did you mean 'val_loss'?",
        "Experiment 'X' does not log 'min'. Its scalars are loss, acc, val_loss, val_acc, lr.",
        "Experiment 'X' does not log 'accuracy'. Did you mean 'acc'?");

    [Fact]
    public Task VectorOrMatrix_IsReported() => Verify.Reports(
        RuleIds.MonitoredName,
        Text.Replace("HERE", "new Watch([|\"per_column\"|]), new Watch([|\"val_confusion\"|])"),
        "'per_column' of 'X' is a vector, but only a number can be monitored: one of its elements, such as 'per_column/0', or loss, acc, "
            + "val_loss, val_acc, lr",
        "'val_confusion' of 'X' is a matrix, but only a scalar can be monitored. The scalars are loss, acc, val_loss, val_acc, lr.");

    [Fact]
    public Task ElementOfVector_IsAnIndexOrAClassName() =>
        Verify.Accepts(
            Text.Replace(
                "HERE",
                "new Watch(\"per_column/3\"), new Watch(\"val_per_column/cat\"), new Watch(Logs.Names.Loss), "
                + "new EvaluationCharts([\"ape\", \"cat\"])")
            + "class Elsewhere { object Own(X x) => new Watch(\"per_column/cat\"); }");

    [Fact]
    public Task UnknownElement_IsReported() => Verify.Reports(
        RuleIds.MonitoredName,
        Text.Replace(
            "HERE",
            "new Watch([|\"per_column/cst\"|]), new Watch([|\"val_per_column/dog\"|]), "
            + "new TensorBoard { ClassNames = [\"ape\", \"cat\"] }, new Watch([|\"acc/0\"|])"),
        "'per_column/cst' names no element of vector 'per_column' of 'X': 'cst' is neither an index nor the name of a class. Did you mean "
        + "'cat'?",
        "'val_per_column/dog' names no element of vector 'val_per_column' of 'X': 'dog' is neither an index nor the name of a class. The "
        + "classes are ape, cat.",
        "Experiment 'X' does not log 'acc/0'. Its scalars are loss, acc, val_loss, val_acc, lr.");

    [Fact]
    public Task NumberThatIsNoIndex_IsReported() => Verify.Reports(
        RuleIds.MonitoredName,
        Text.Replace("HERE", "new Watch([|\"per_column/-1\"|]), new Watch(\"per_column/unknown\")"),
        "'per_column/-1' names no element of vector 'per_column' of 'X': '-1' is neither an index nor the name of a class");

    [Fact]
    public Task Fix_UsesNearestClass() =>
        VerifyFix.Fixes(
            RuleIds.MonitoredName,
            Usings + Watch + Experiment("X", "new Watch(\"per_column/cst\"), new TensorBoard { ClassNames = [\"ape\", \"cat\"] }"),
            Usings + Watch + Experiment("X", "new Watch(\"per_column/cat\"), new TensorBoard { ClassNames = [\"ape\", \"cat\"] }"),
            title: "Change to 'per_column/cat'");

    [Fact]
    public Task TrainerOfOtherExperiment_UsesItsNames() =>
        Verify.Reports(
            RuleIds.MonitoredName,
            Text.Replace("HERE", "new Watch()")
                + """
                [Experiment("y")] partial class Y
                {
                    object Use(X x, nn.Module<Tensor, Tensor> m) =>
                        x.CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss(), [new Watch("acc"), new Watch([|"los"|])]);
                    object Own() => new Watch([|"acc"|]);
                }
                """,
            "Experiment 'X' does not log 'los'. Did you mean 'loss'?",
            "Experiment 'Y' does not log 'acc'. Its scalars are loss, val_loss, lr."
        );

    [Fact]
    public Task MonitorParameterOfMethod_IsChecked() =>
        Verify.Reports(
            RuleIds.MonitoredName,
            Text.Replace("HERE", "new Watch()").Replace("{ }", "{ if (name == \"\") Best([|\"acx\"|]); }"),
            "Experiment 'X' does not log 'acx'. Did you mean 'acc'?"
        );

    [Fact]
    public Task LoggedNonConstantOrUnrelatedNames_AreAccepted() =>
        Verify.Accepts(
            Text.Replace(
                "HERE",
                "new Watch(), new Watch(\"lr\"), new Watch(Logs.Names.ValAcc), new Watch(nameof(Logs) is { } ? \"loss\" : some), new "
                + "Watch(some)"
            )
                + """
                static class Elsewhere { public static Watch Make() => new("anything"); }
                """
        );

    private const string Usings = """
        using Gen; using Gen.Training; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;

        """;

    private const string Watch = """
        public class Watch([Monitor] string monitor = "val_loss", string mode = "min") : Callback { public string Text => monitor + mode; }

        """;

    [Fact]
    public Task Fix_UsesNearestName() =>
        VerifyFix.Fixes(
            RuleIds.MonitoredName,
            Usings + Watch + Experiment("X", "new Watch(monitor: @\"val_lss\" /* best */)"),
            Usings + Watch + Experiment("X", "new Watch(monitor: @\"val_loss\" /* best */)"),
            title: "Change to 'val_loss'"
        );

    [Fact]
    public Task FixAll_InThreeProjects()
    {
        static string Text(string a, string b, string c) =>
            "//// Lib/A.cs\n"
            + Usings
            + Watch
            + Experiment("X", a)
            + "//// App/B.cs\n"
            + Usings
            + Experiment("Y", b)
            + "//// Tools/C.cs\n"
            + Usings
            + Experiment("Z", c);
        return VerifyFix.FixesAll(
            RuleIds.MonitoredName,
            Text("new Watch(\"los\"), new Watch(\"ac\", \"max\")", "new Watch(\"val_lss\")", "new Watch(\"\"\"val_ac\"\"\")"),
            Text("new Watch(\"loss\"), new Watch(\"acc\", \"max\")", "new Watch(\"val_loss\")", "new Watch(\"\"\"val_acc\"\"\")"));
    }

    [Fact]
    public Task NoFix_WithoutNearNameOrForNonScalar() =>
        VerifyFix.OffersNothing(
            RuleIds.MonitoredName,
            Usings
                + Watch
                + Experiment("X", "new Watch(\"other\"), new Watch(\"per_column\"), new Watch(Name)")
                    .Replace("{ [", "{ const string Name = \"los\"; [")
        );

    private static string Experiment(string name, string callbacks) => $$"""
        [Experiment("x")] public partial class {{name}}
        { [Metric("acc")] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
            [Metric(Shape = MetricShape.Vector)] static Tensor PerColumn(Tensor yPred) => yPred.sum(dim: 0);
            object Use(nn.Module<Tensor, Tensor> m) => CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss(), {{callbacks}});
        }

        """;
}
