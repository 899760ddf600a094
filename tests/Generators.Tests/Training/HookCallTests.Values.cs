using Gen.Generators.Semantics;

namespace Gen.Generators.Tests.Training;

/// <content>Special values, random streams, the keys that hooks read, and the program that calls them.</content>
public sealed partial class HookCallTests
{
    [Fact]
    public void SpecialValuesAndEntries_OfEveryEvent_AreFilled()
    {
        const string Marks =
            "OnTrainBegin, OnTrainEnd, OnEpochBegin, OnEpochEnd, OnBatchBegin, OnBatchEnd, OnTestBegin, OnTestEnd, OnTestBatchBegin, "
            + "OnTestBatchEnd, OnPredictBegin, OnPredictEnd, OnPredictBatchBegin, OnPredictBatchEnd, OnException";
        var program = Program(
            $$"""
            public int Width { get; init; } = 7;
            [{{Marks}}]
            void F(TrainingContext context, Logs logs, LogValues values, Run run, ILogger log, Random random, CancellationToken end,
                Device device, T self, int width, [FromConfig("width")] int again, [Seed] long seed) =>
                Calls.Add(context.Epoch, logs.Scalars.Count, values.Scalars.Count, run is not null, log is not null, random is not null,
                    end.CanBeCanceled, device.type, self.Width, width, again, seed != 0);
            """
        );
        foreach (var mark in Marks.Split(", "))
            Assert.Equal("3 4 4 True True True False CPU 7 7 7 True", program.Call("T.Each", mark["On".Length..]));
    }

    [Fact]
    public void Subject_NamesRunningHook() =>
        Assert.Equal(
            "hook 'Second'",
            Program(
                    "[OnEpochEnd] void First() { } [OnEpochEnd] static void Second() { } public static string? Name() { var h = new "
                    + "GeneratedHooks(new T()); h.OnEpochEnd(Calls.Context()); return h.Subject; }"
                )
                .Call("T.Name")
        );

    [Fact]
    public void RandomStream_ContinuesFromCallToCall_OnePerParameter()
    {
        var program = Program(
            """
            [OnEpochEnd, OnTrainEnd] void F(Random random, Random other) => Calls.Add(random.Next(), other.Next());
            public static bool Differ() =>
                Do(h => { var c = Calls.Context(); h.OnEpochEnd(c); h.OnEpochEnd(c); h.OnTrainEnd(c); }).Split('\n',
                    ' ').Distinct().Count() == 6;
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
    public void Reads_ListsKeysOfHooks(string members, string needs) => Assert.Equal(needs, Program(members).Call("T.Needs"));

    [Fact]
    public void Experiment_NoHooksOrMetrics_HasNoClassForThem()
    {
        var program = GeneratedProgram.OfTorch(TrainingSources.Usings + "[Experiment(\"t\")] public partial class T;");
        var text = program.Files["T.Training.g.cs"];
        Assert.DoesNotContain("GeneratedHooks", text);
        Assert.DoesNotContain("GeneratedMetrics", text);
    }

    [Fact]
    public void BatchHook_WithoutNumbers_ReadsNothingFromDevice()
    {
        var program = Program(
            """
            [OnBatchEnd] void F(Tensor loss, int batch, long step, Tensor yPred) { }
            public static int Reads()
            {
                var c = Calls.Context(("Batch.Loss", tensor(2.0)), ("Batch.Prediction", zeros(1)));
                new GeneratedHooks(new T()).OnBatchEnd(c);
                return (int)typeof(BatchContext).GetProperty("DeviceReads",
                    System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(c.Batch)!;
            }
            """
        );
        Assert.Equal(0, program.Call("T.Reads"));
    }

    [Fact]
    public void Metrics_ThroughBaseClass_AreCreatedUpdatedAndComputed()
    {
        var program = Program(
            """
            [OnEpochEnd] void F() { }
            [Metric] static Tensor Weighted(Tensor yPred, Tensor sampleWeight, Tensor input) =>
                (yPred.sum(1) * sampleWeight + input.sum(1)).sum();
            public static string Value()
            {
                ExperimentMetrics metrics = new GeneratedMetrics(new T());
                using var set = metrics.CreateState();
                for (var i = 0; i < 2; i++)
                    metrics.Update(set, ones(2, 1), tensor(new float[] { 1, 1, 0, 0 }, [2, 2]), tensor(new float[] { 1, 1, 0, 1 }, [2, 2]),
                        tensor(new float[] { 3, 5 }), null);
                return string.Join(" ", metrics.Infos.Select(m => m.Name)) + " "
                    + FormattableString.Invariant($"{metrics.Compute(set)["weighted"].Vector[0]} {metrics.Compute(set)["accuracy"].Scalar}");
            }
            public static string Missing()
            {
                ExperimentMetrics metrics = new GeneratedMetrics(new T());
                using var set = metrics.CreateState();
                try { metrics.Update(set, ones(2, 1), ones(2, 2), ones(2, 2), null, null); return ""; }
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

    [Theory]
    [InlineData("", "0.75")]    // (3 · 1 + 1 · 0) / 4: the third row is masked
    [InlineData("[Metric] static Tensor Own(Tensor yPred, Tensor sampleWeight) => yPred.sum(1).mul(sampleWeight).sum();", "0.5")]
    public void Metrics_WeightsAndMask_CountUnlessAMetricTakesTheWeights(string metric, string accuracy)
    {
        var program = Program(
            $$$"""
            [OnEpochEnd] void F() { }
            {{{metric}}}
            public static string Value()
            {
                ExperimentMetrics metrics = new GeneratedMetrics(new T());
                using var set = metrics.CreateState();
                var target = tensor(new float[] { 1, 1, 0, 0, 9, 9 }, [3, 2]);
                metrics.Update(
                    set, ones(3, 1), target, ones(3, 2), tensor(new float[] { 3, 1, 5 }), tensor(new[] { true, true, false }));
                return FormattableString.Invariant($"{metrics.Compute(set)["accuracy"].Scalar}");
            }
            """
        );
        Assert.Equal(accuracy, program.Call("T.Value"));
    }

    [Fact]
    public void HooksOfAValidation_WithoutValues_AreNotCalled()
    {
        var program = Program(
            """
            static string s_calls = "";
            [OnEpochEnd, OnTrainEnd] static void Both(double loss, double valLoss) => s_calls += " both";
            [OnEpochEnd, OnTrainEnd] static void Metric(double valAccuracy) => s_calls += " metric";
            [OnEpochEnd, OnTrainEnd] static void Loss(double loss) => s_calls += " loss";
            [OnEpochEnd, OnTrainEnd] static void Any(int epoch) => s_calls += " any";
            public static string Value()
            {
                using var model = nn.Linear(1, 1);
                var context = new TrainingContext(model, CPU);
                Callback hooks = new GeneratedHooks(new T());
                hooks.OnEpochEnd(context);
                s_calls += ",";
                hooks.OnTrainEnd(context);
                return s_calls;
            }
            """
        );
        Assert.Equal(" loss any, any", program.Call("T.Value"));
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
                    public static string Events() =>
                        string.Join(" ", typeof(GeneratedHooks).GetMethods(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.DeclaredOnly).Select(m => m.Name).Where(n => n.StartsWith("On")));
                    public static string Needs()
                    {
                        Callback hooks = new GeneratedHooks(new T());
                        return string.Join(" ", hooks.Reads.Prepend(Events()).Concat(hooks.NeedsServices ? ["services"] : []));
                    }
                    public static string Each(string kind) => Do(h =>
                    {
                        var inBatch = kind.Contains("BatchEnd");
                        var context = Calls.Context(("Epoch", 3), ("Batch.Index", 5), ("Step", 77L),
                            ("ExperimentMetrics", new GeneratedMetrics(new T())),
                            ("Logs", Calls.Values(("loss", 0.5), ("accuracy", 0.75), ("val_loss", 0.25), ("val_accuracy", 0.875))));
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
