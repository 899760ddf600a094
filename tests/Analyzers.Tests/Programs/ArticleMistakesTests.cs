using Gen.Analyzers.Tests.Robustness;
using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Tests.Programs;

/// <summary>
/// Mistakes from articles about Sacred and Keras that Python reports at run time or never. Here each is reported by a rule, does not
/// compile, stops the program before it runs, or cannot occur.
/// </summary>
public class ArticleMistakesTests
{
    private const string Usings =
        "using Gen; using Gen.Training; using Gen.Training.Metrics; using TorchSharp; using static TorchSharp.torch; using static "
        + "TorchSharp.torch.nn;\n";

    // A classifier with a metric, and placeholders for a hook and a callback.
    private const string Classifier =
        Usings
        + """
            [Experiment("x")] partial class X
            {
                [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
                [Metric(Shape = MetricShape.Vector)] static Tensor F1(Tensor yTrue, Tensor yPred) => Classification.F1(yTrue, yPred, 3);
                HOOK
                [Main] void Run(Run run) { }
                void Train(nn.Module<Tensor, Tensor> model)
                {
                    using var trainer = CreateTrainer(model, optim.SGD(model.parameters(), 0.1), MSELoss()CALLBACK);
                    BODY
                }
            }
            """;

    // Sacred

    [Fact]
    public Task MisspelledParameter_WithDefault_IsReported() => Verify.Reports(
        "GEN001",
        """
        [Gen.Experiment("x")] partial class X
        {
            public int BatchSize { get; init; } = 100;
            [Gen.Captured] static int Load(int [|bach_size|] = 32) => bach_size;
            [Gen.Main] int Run() => Load();
        }
        """,
        "Parameter 'bach_size' of 'Load' matches no entry of 'X'. Did you mean 'batchSize'?");

    [Fact]
    public Task MisspelledParameter_WithoutDefault_IsReported() => Verify.Reports(
        "GEN001",
        """
        [Gen.Experiment("x")] partial class X
        {
            public int BatchSize { get; init; } = 100;
            [Gen.Captured] static int Evaluate(int [|batchSise|]) => batchSise;
            [Gen.Main] int Run() => Evaluate();
        }
        """,
        "Parameter 'batchSise' of 'Evaluate' matches no entry of 'X'. Did you mean 'batchSize'?");

    [Fact]
    public Task ParameterWithoutNearEntry_IsRequiredAtCall() => DoesNotCompile(
        "CS1501",
        """
        [Gen.Experiment("x")] partial class X
        {
            public int BatchSize { get; init; } = 100;
            [Gen.Captured] static int Load(int batchSize, int something) => batchSize + something;
            [Gen.Main] int Run() => [|Load|]();
        }
        """);

    [Fact]
    public Task ParameterTypeMismatch_IsReported() => Verify.Reports(
        "GEN002",
        """
        [Gen.Experiment("x")] partial class X
        {
            public string Epochs { get; init; } = "ten";
            [Gen.Main] int Run(int [|epochs|]) => epochs;
        }
        """,
        "Parameter 'epochs' of 'Run' has type 'int', but entry 'epochs' has type 'string'");

    [Theory]
    [InlineData("epochs=ten", "epochs")]
    [InlineData("epoch=10", "epochs")]
    [InlineData("quik", "quick")]
    public async Task InvalidCommandLine_StopsBeforeRun(string word, string named)
    {
        var program = LoadedProgram.From("""
            [Gen.Experiment("x")] public partial class X
            {
                public static bool HasRun;
                public int Epochs { get; init; } = 5;
                [Gen.NamedConfig] public sealed class Quick { public int Epochs => 1; }
                [Gen.Main] int Run(int epochs) { HasRun = true; return epochs; }
            }
            """);
        var (exitCode, errors) = await program.Run("X", "with", word, "--unobserved");
        Assert.Equal(2, exitCode);
        Assert.Contains(named, errors);
        Assert.DoesNotContain("   at ", errors);
        Assert.False((bool)program.Type("X").GetField("HasRun")!.GetValue(null)!);
    }

    [Fact]
    public Task MisspelledUpdate_IsReported() => Verify.Reports(
        "GEN013",
        """
        using Gen;
        [Gen.Experiment("x")] partial class X
        {
            public int Epochs { get; init; } = 5;
            [Gen.Main] int Run(int epochs) => X.Parse([|"epochs=ten"|]).Epochs + X.Parse([|"epoch=3"|]).Epochs;
        }
        """,
        "'epochs' cannot be set to 'ten' because the type of entry 'epochs' is int",
        "Experiment 'X' has no entry 'epoch'. Did you mean 'epochs'?");

    [Fact]
    public Task UnusedEntry_IsReported() => Verify.Reports(
        "GEN006",
        """
        [Gen.Experiment("x")] partial class X
        {
            public int Epochs { get; init; } = 5;
            public int [|BatchSize|] { get; init; } = 100;
            [Gen.Main] int Run(int epochs) => epochs;
        }
        """,
        "Entry 'batch_size' of 'X' is never used");

    [Fact]
    public Task ParameterName_CanDifferFromEntry() => Verify.Accepts(
        """
        [Gen.Experiment("x")] partial class X
        {
            public int NumClasses { get; init; } = 14;
            [Gen.Captured] static int Build([Gen.FromConfig(nameof(NumClasses))] int numOutputs) => numOutputs;
            [Gen.Main] int Run() => Build();
        }
        """);

    [Fact]
    public Task UnknownFromConfigKey_IsReported() => Verify.Reports(
        "GEN010",
        """
        [Gen.Experiment("x")] partial class X
        {
            public int NumClasses { get; init; } = 14;
            [Gen.Captured] static int Build([Gen.FromConfig([|"num_clases"|])] int numOutputs) => numOutputs;
            [Gen.Main] int Run() => Build();
        }
        """,
        "Entry 'num_clases' in [FromConfig] of parameter 'numOutputs' does not exist in 'X'. Did you mean 'num_classes'?");

    [Fact]
    public Task ConfigAsObject_HasTypedProperties() => DoesNotCompile(
        "CS1061",
        """
        [Gen.Experiment("x")] partial class X
        {
            public int Epochs { get; init; } = 5;
            [Gen.Main] int Run(X config) => config.[|Epoch|];
        }
        """);

    // Keras: metrics

    [Fact]
    public Task OverwrittenLabels_AreReported() => Verify.Reports(
        "GEN023",
        Usings + """
        static partial class Mine
        {
            [Metric] static Tensor Recall(Tensor yTrue, Tensor yPred)
            {
                [|yTrue = ones_like(yTrue)|];
                return (yTrue * yPred).round().sum() / yTrue.sum();
            }
        }
        """,
        "Metric 'Recall' overwrites batch tensor 'yTrue' with a value that does not depend on it");

    [Fact]
    public Task MetricWithUndefinedName_DoesNotCompile() =>
        DoesNotCompile(
            "CS0103",
            Usings
                + "static partial class Mine { [Metric] static Tensor F1(Tensor yTrue, Tensor yPred) => 2 * [|PrecisionM|](yTrue, yPred); }"
        );

    [Fact]
    public Task UntrainedMetric_IsReported() => Verify.Reports(
        "GEN033",
        Usings + """
        [Experiment("x")] partial class [|X|]
        {
            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
            [Main] void Run() { }
        }
        """,
        "Experiment 'X' has metrics, but no trainer is created from it, so they are never computed. Call CreateTrainer.");

    [Fact]
    public Task MisspelledReset_DoesNotCompile() => DoesNotCompile(
        "CS0115",
        Usings + """
        abstract class Count : MetricState { public override void [|ResetStates|]() { } }
        """);

    [Fact]
    public Task EvaluationResults_AreNamed() =>
        DoesNotCompile(
            "CS1061",
            Classifier
                .Replace("HOOK", "")
                .Replace("CALLBACK", "")
                .Replace("BODY", "double a = trainer.Evaluate(null!).Accuracy; double b = trainer.Evaluate(null!).[|Acuracy|];")
        );

    // Keras: history, monitors, callbacks

    [Fact]
    public Task InvalidMonitor_IsReported() =>
        Verify.Reports(
            "GEN031",
            Classifier
                .Replace("HOOK", "")
                .Replace("CALLBACK", ", new EarlyStopping([|\"val_acuracy\"|]), new ModelCheckpoint(\"best\", [|\"f1\"|])")
                .Replace("BODY", ""),
            "Experiment 'X' does not log 'val_acuracy'. Did you mean 'val_accuracy'?",
            "'f1' of 'X' is a vector, but only a number can be monitored: one of its elements, such as 'f1/0', or loss, accuracy, "
            + "val_loss, val_accuracy, lr"
        );

    [Fact]
    public Task MisspelledHookParameter_IsReported() => Verify.Reports(
        "GEN030",
        Classifier.Replace("HOOK", "[OnEpochEnd] void Tell(double [|valAcuracy|]) { }").Replace("CALLBACK", "").Replace("BODY", ""),
        "Parameter 'valAcuracy' of hook 'Tell' names no metric, log value, entry or special value of 'X'. Did you mean 'valAccuracy'?");

    [Fact]
    public Task Hook_ReceivesOnlyItsParameters() =>
        Verify.Accepts(
            Classifier
                .Replace("HOOK", "[OnEpochEnd] void Flush() { } [OnEpochEnd] void Tell(int epoch, double loss) { }")
                .Replace("CALLBACK", "")
                .Replace("BODY", "")
        );

    [Fact]
    public Task CallbackWithOtherParameters_DoesNotCompile() =>
        DoesNotCompile(
            "CS1593",
            Classifier
                .Replace("HOOK", "")
                .Replace("CALLBACK", ", new LambdaCallback { EpochEnd = [|(epoch, logs) => { }|] }")
                .Replace("BODY", ""),
            atStart: true
        );

    [Fact]
    public Task MisspelledOverride_DoesNotCompile() =>
        DoesNotCompile("CS0115", Usings + "class Mine : Callback { public override void [|OnTrainbegin|](TrainingContext context) { } }");

    [Fact]
    public Task MisspelledHookAttribute_DoesNotCompile() =>
        DoesNotCompile(
            "CS0246",
            Classifier.Replace("HOOK", "[[|OnTrainbegin|]] void Begin() { }").Replace("CALLBACK", "").Replace("BODY", "")
        );

    [Fact]
    public Task KeepProbabilityAsRate_IsReported() => Verify.Reports(
        "GEN025",
        Usings + "class Model { object Layer() => Dropout([|0.9|]); }",
        "'Dropout' drops 90 % of the values and keeps 10 %. If 0.9 is the probability of keeping a value, write 0.1.");

    /// <summary>Expects a compiler error at the mark, and no other error.</summary>
    private static Task DoesNotCompile(string id, string source, bool atStart = false)
    {
        var marked = MarkedSource.Parse(source);
        var errors = Compiled.With(marked.Files).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.NotEmpty(errors);
        Assert.All(errors, e => Assert.True(e.Id == id, e.ToString()));
        Assert.All(
            errors,
            e =>
                Assert.True(
                    atStart ? marked.Spans[0].Span.Contains(e.Location.SourceSpan.Start) : marked.Spans[0].Span == e.Location.SourceSpan,
                    e.ToString()
                )
        );
        return Task.CompletedTask;
    }
}
