using Gen.Generators.Semantics;

namespace Gen.Generators.Tests.Training;

/// <summary>Generated code that calls hooks, compiled and executed: one of each kind, and each kind of parameter.</summary>
public sealed class HookCallTests
{
    private const string Metrics = """
            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
            [Metric(Shape = MetricShape.Vector)] static Tensor PerColumn(Tensor yPred) => yPred.sum(dim: 0);
            [Metric(Shape = MetricShape.Matrix)] static Tensor Confusion(Tensor yPred) => yPred.sum(dim: 0).outer(yPred.sum(dim: 0));
        """;

    private const string Setup = """
            public static string Do(Action<Callback> act) { Calls.All.Clear(); act(new GeneratedHooks(T.Parse("seed=1"))); return string.Join("\n", Calls.All); }
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
    public void Hook_OfOneEvent_IsCalledThereAndOverridesNoOther(string kind)
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
    public void AParameterIsFilled(string members, string kind, string expected) =>
        Assert.Equal(expected, Program(members).Call("T.Each", kind));

    // The table of docs/hooks.md, a row each.
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
    public void EachKindGetsTheValuesOfItsRow(string kind, string parameters, string values, string expected) =>
        Assert.Equal(expected, Program($"[On{kind}] void F({parameters}) => Calls.Add({values});").Call("T.Each", kind));

    [Fact]
    public void SpecialValuesAndEntriesReachEveryKind()
    {
        const string Marks =
            "OnTrainBegin, OnTrainEnd, OnEpochBegin, OnEpochEnd, OnBatchBegin, OnBatchEnd, OnTestBegin, OnTestEnd, OnTestBatchBegin, "
            + "OnTestBatchEnd, OnPredictBegin, OnPredictEnd, OnPredictBatchBegin, OnPredictBatchEnd, OnException";
        var program = Program(
            $$"""
            public int Width { get; init; } = 7;
            [{{Marks}}]
            void F(TrainingContext context, Logs logs, LogValues values, Run run, ILogger log, Random random, CancellationToken end, Device device, T self, int width, [FromConfig("width")] int again, [Seed] long seed) =>
                Calls.Add(context.Epoch, logs.Count, values.Count, run is not null, log is not null, random is not null, end.CanBeCanceled, device.type, self.Width, width, again, seed != 0);
            """
        );
        foreach (var mark in Marks.Split(", "))
            Assert.Equal("3 4 4 True True True False CPU 7 7 7 True", program.Call("T.Each", mark["On".Length..]));
    }

    [Fact]
    public void TheHooksNameIsThereForMessages() =>
        Assert.Equal(
            "hook 'Second'",
            Program(
                    "[OnEpochEnd] void First() { } [OnEpochEnd] static void Second() { } public static string? Name() { var h = new "
                    + "GeneratedHooks(new T()); h.OnEpochEnd(Calls.Context()); return h.Subject; }"
                )
                .Call("T.Name")
        );

    [Fact]
    public void ARandomStreamGoesOnFromCallToCallAndEachParameterHasItsOwn()
    {
        var program = Program(
            """
            [OnEpochEnd, OnTrainEnd] void F(Random random, Random other) => Calls.Add(random.Next(), other.Next());
            public static bool Differ() => Do(h => { var c = Calls.Context(); h.OnEpochEnd(c); h.OnEpochEnd(c); h.OnTrainEnd(c); }).Split('\n', ' ').Distinct().Count() == 6;
            public static bool Same() { Action<Callback> act = h => h.OnEpochEnd(Calls.Context()); return Do(act) == Do(act); }
            """
        );
        Assert.Equal(true, program.Call("T.Differ"));
        Assert.Equal(true, program.Call("T.Same"));
    }

    [Theory]
    [InlineData("[OnEpochEnd] void F(double loss) { }", "OnEpochEnd loss")]
    [InlineData("[OnEpochEnd] void F(double valLoss) { }", "OnEpochEnd val_loss")]
    [InlineData("[OnBatchEnd] void F(double loss, double accuracy) { }", "OnBatchEnd")]
    [InlineData("[OnTrainEnd, OnTestEnd] void F(Logs l) { } [OnTestEnd] void G() { }", "OnTrainEnd OnTestEnd")]
    [InlineData(
        "[OnTrainEnd] void F(double[] valPerColumn, double accuracy) { } [OnTestEnd] void G(double accuracy) { }",
        "OnTrainEnd OnTestEnd val_per_column accuracy"
    )]
    [InlineData("[OnTrainEnd] void F(IServiceProvider services) { }", "OnTrainEnd services")]
    [InlineData("[OnTrainEnd] void F(IServiceProvider? services) { }", "OnTrainEnd")]
    public void WhatHooksNeedIsTold(string members, string needs) => Assert.Equal(needs, Program(members).Call("T.Needs"));

    [Fact]
    public void Experiment_WithoutHooksOrMetrics_HasNoClassForThem()
    {
        var program = GeneratedProgram.OfTorch(TrainingSources.Usings + "[Experiment(\"t\")] public partial class T;");
        var text = program.Files["T.Training.g.cs"];
        Assert.DoesNotContain("GeneratedHooks", text);
        Assert.DoesNotContain("GeneratedMetrics", text);
    }

    [Fact]
    public void ABatchHookWithoutNumbersReadsNothingFromTheDevice()
    {
        var program = Program(
            """
            [OnBatchEnd] void F(Tensor loss, int batch, long step, Tensor yPred) { }
            public static int Reads() { var c = Calls.Context(("Batch.Loss", tensor(2.0)), ("Batch.Prediction", zeros(1))); new GeneratedHooks(new T()).OnBatchEnd(c); return (int)typeof(BatchContext).GetProperty("DeviceReads", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(c.Batch)!; }
            """
        );
        Assert.Equal(0, program.Call("T.Reads"));
    }

    [Fact]
    public void TheMetricsAreCreatedUpdatedAndComputedThroughTheBaseClass()
    {
        var program = Program(
            """
            [OnEpochEnd] void F() { }
            [Metric] static Tensor Weighted(Tensor yPred, Tensor sampleWeight, Tensor input) => (yPred.sum(1) * sampleWeight + input.sum(1)).sum();
            public static string Value()
            {
                ExperimentMetrics metrics = new GeneratedMetrics(new T());
                using var set = metrics.CreateState();
                for (var i = 0; i < 2; i++)
                    metrics.Update(set, ones(2, 1), tensor(new float[] { 1, 1, 0, 0 }, [2, 2]), tensor(new float[] { 1, 1, 0, 1 }, [2, 2]), tensor(new float[] { 3, 5 }));
                return string.Join(" ", metrics.Infos.Select(m => m.Name)) + " " + FormattableString.Invariant($"{metrics.Compute(set)["weighted"].Vector[0]} {metrics.Compute(set)["accuracy"].Scalar}");
            }
            public static string Missing()
            {
                ExperimentMetrics metrics = new GeneratedMetrics(new T());
                using var set = metrics.CreateState();
                try { metrics.Update(set, ones(2, 1), ones(2, 2), ones(2, 2), null); return ""; }
                catch (InvalidOperationException e) { return e.Message; }
            }
            """.Replace("[Metric] static Tensor Weighted", "[Metric(Shape = MetricShape.Vector)] static Tensor Weighted").Replace(
                ").sum();\n",
                ").sum(dim: 0, keepdim: true);\n"
            )
        );
        Assert.Equal("weighted accuracy per_column confusion 26 0.75", program.Call("T.Value"));
        Assert.Equal("The metrics take 'sampleWeight', but the data has no sample weights.", program.Call("T.Missing"));
    }

    private static GeneratedProgram Program(string members) =>
        GeneratedProgram.OfTorch(
            TrainingSources.Usings
                + TrainingSources.Calls
                + """

                [Config] public class Part { public int Depth { get; init; } = 2; }
                [Experiment("t")] public partial class T
                {
                """
                + members
                + Metrics
                + Setup
                + """
                    public static string Events() => string.Join(" ", typeof(GeneratedHooks).GetMethods(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.DeclaredOnly).Select(m => m.Name).Where(n => n.StartsWith("On")));
                    public static string Needs()
                    {
                        Callback hooks = new GeneratedHooks(new T());
                        return string.Join(" ", hooks.Reads.Prepend(Events()).Concat(hooks.NeedsServices ? ["services"] : []));
                    }
                    public static string Each(string kind) => Do(h =>
                    {
                        var inBatch = kind.Contains("BatchEnd");
                        var context = Calls.Context(("Epoch", 3), ("Batch.Index", 5), ("Step", 77L), ("ExperimentMetrics", new GeneratedMetrics(new T())), ("Logs", Calls.Values(("loss", 0.5), ("accuracy", 0.75), ("val_loss", 0.25), ("val_accuracy", 0.875))));
                        if (inBatch)
                        {
                            Calls.Set(context, "Batch.Loss", tensor(2.0));
                            Calls.Set(context, "Batch.Input", tensor(new float[] { 1, 2, 3, 4 }, [2, 2]));
                            Calls.Set(context, "Batch.Target", tensor(new float[] { 0, 1, 0, 1 }, [2, 2]));
                            Calls.Set(context, "Batch.Prediction", tensor(new float[] { 0, 1, 0, 0 }, [2, 2]));
                        }
                        if (kind == "Exception")
                            h.OnException(context, new Exception("it failed"));
                        else
                            typeof(Callback).GetMethod("On" + kind)!.Invoke(h, [context]);
                    });
                }
                """
        );
}
