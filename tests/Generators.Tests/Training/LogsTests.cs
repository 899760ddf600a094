using Gen.Generators.Semantics;

namespace Gen.Generators.Tests.Training;

/// <summary>The typed log values and their names.</summary>
public sealed class LogsTests
{
    [Fact]
    public void Names_ListScalars()
    {
        var program = Program("""
            [Metric("acc")] static Tensor Accuracy(Tensor yPred) => yPred.mean();
            [Metric(Shape = MetricShape.Vector)] static Tensor PerColumn(Tensor yPred) => yPred.sum(dim: 0);
            public static string All() =>
                string.Join(" ", typeof(Logs.Names).GetFields().Select(f => $"{f.Name}={f.GetRawConstantValue()}"));
            """);
        Assert.Equal("Loss=loss Acc=acc ValLoss=val_loss ValAcc=val_acc Lr=lr", program.Call("T.All"));
    }

    [Theory]
    [InlineData("acc", "Acc")]
    [InlineData("top_5-acc", "Top5Acc")]
    [InlineData("precision@10", "Precision10")]
    [InlineData("accuracy", "Accuracy")]
    [InlineData("ACCURACY", "Accuracy")]
    [InlineData("5best", "_5best")]
    [InlineData("%", "Accuracy")]
    public void GivenName_IsThatOfTheProperty(string name, string property)
    {
        var program = Program($$"""
            [Metric("{{name}}")] static Tensor Accuracy(Tensor yPred) => yPred.mean();
            [OnEpochEnd] void Hook(Logs logs) => Calls.Add(logs.{{property}}, logs.Val{{property.TrimStart('_')}});
            public static string All()
            {
                using var set = new T().CreateMetricSet();
                set.Update(ones(3, 2));
                var values = set.Compute();
                return $"{values.{{property}}} {values["{{name}}"].Scalar}";
            }
            """.Replace("Val5best", "Val_5best"));
        Assert.Equal("1 1", program.Call("T.All"));
    }

    [Fact]
    public void Values_ByKey_MissingAreNaNOrEmpty()
    {
        var program = Program("""
            [Metric("acc")] static Tensor Accuracy(Tensor yPred) => yPred.mean();
            [Metric(Shape = MetricShape.Vector)] static Tensor PerColumn(Tensor yPred) => yPred.sum(dim: 0);
            [Metric(Shape = MetricShape.Matrix)] static Tensor Confusion(Tensor yPred) => yPred.sum(dim: 0).outer(yPred.sum(dim: 0));
            public static string All()
            {
                using var set = new T().CreateMetricSet();
                set.Update(ones(3, 2));
                var logs = new Logs(Calls.Values(("loss", 0.5)).Add("", set.Compute()));
                Calls.All.Clear();
                Calls.Add(logs.Loss, logs.Acc, logs.PerColumn, logs.Confusion, logs.ValLoss, logs.ValAcc, logs.ValPerColumn,
                    logs.ValConfusion.Length, logs["acc"], logs.Scalars.Count);
                return Calls.All[0];
            }
            """);
        Assert.Equal("0.5 1 [3,3] [9,9,9,9] NaN NaN [] 0 1 2", program.Call("T.All"));
    }

    [Theory]
    [InlineData("Metrics")]
    [InlineData("Scalars")]
    [InlineData("ScalarOf")]
    [InlineData("VectorOf")]
    [InlineData("Metric")]
    [InlineData("ContainsKey")]
    [InlineData("TryGetValue")]
    [InlineData("ToString")]
    [InlineData("Equals")]
    [InlineData("Number")]
    [InlineData("Find")]
    [InlineData("Names")]
    [InlineData("Logs_")]
    [InlineData("@event")]
    public void Metric_NamedAsMember_Compiles(string name)
    {
        var program = Program(
            $"[Metric(Shape = MetricShape.Scalar)] static Tensor {name}(Tensor yPred) => yPred.sum(); [Metric(Shape = "
            + $"MetricShape.Vector)] static Tensor V(Tensor yPred) => yPred.sum(dim: 0);"
        );
        Assert.Contains(name == "Names" ? "class Names" : $" double {name} => ", program.Files["T.Training.g.cs"]);
    }

    [Fact]
    public void EvaluationLogs_HasTheValuesOfAnEvaluation_AndNoSequence()
    {
        var program = Program("""
            [Metric("acc")] static Tensor Accuracy(Tensor yPred) => yPred.mean();
            static EvaluationLogs Evaluate(Trainer<EvaluationLogs> trainer, Gen.Training.Data.IBatchSource data) => trainer.Evaluate(data);
            [OnTestEnd] void Hook(EvaluationLogs logs) => Calls.Add(logs.Loss, logs.Acc);
            public static string All() =>
                string.Join(" ", typeof(EvaluationLogs).GetProperties().Where(p => p.GetIndexParameters().Length == 0).Select(p => p.Name))
                + $" {typeof(System.Collections.IEnumerable).IsAssignableFrom(typeof(EvaluationLogs))}";
            """);
        Assert.Equal("Loss Acc Scalars Metrics False", program.Call("T.All"));
    }

    [Fact]
    public void NoMetrics_LogsLoss()
    {
        var text = Program("").Files["T.Training.g.cs"];
        Assert.Contains("public double ValLoss => ", text);
        Assert.DoesNotContain("Metrics =>", text);
    }

    [Fact]
    public void DerivedExperiment_HidesInheritedLogs()
    {
        var program = GeneratedProgram.OfTorch(
            TrainingSources.Usings
                + """
                [Experiment("a")] public partial class A { [OnEpochEnd] void F(double loss) { } }
                [Experiment("b")] public partial class B : A
                {
                    [Metric] static Tensor Mean(Tensor yPred) => yPred.mean();
                    [OnEpochEnd] void F(double mean) { }
                }
                """
        );
        Assert.Contains("public sealed class Logs", program.Files["B.Training.g.cs"]);
        Assert.DoesNotContain("new sealed", program.Files["A.Training.g.cs"]);
    }

    private static GeneratedProgram Program(string members) =>
        GeneratedProgram.OfTorch(
            TrainingSources.Usings + TrainingSources.Calls + "\n[Experiment(\"t\")] public partial class T\n{\n" + members + "\n}"
        );
}
