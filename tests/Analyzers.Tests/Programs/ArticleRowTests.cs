using System.Text.RegularExpressions;
using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Tests.Programs;

/// <summary>
/// The mistakes of the articles that the build reports, by the number of the article and the letter of the row. The other rows are in
/// Training.Tests, which trains.
/// </summary>
public partial class ArticleRowTests
{
    private static readonly string[] s_rows = ["1g", "1j", "2", "3b"];

    private const string Usings =
        "using Gen; using Gen.Training; using Gen.Training.Metrics; using TorchSharp; using static TorchSharp.torch; using static "
        + "TorchSharp.torch.nn;\n";

    // K.ones_like(y_true) makes every label positive: recall becomes the share of predictions.
    [Fact]
    public async Task Row1gTrap_OverwrittenLabels_AreAWarning()
    {
        var reported = Assert.Single(await Report("""
            static partial class Custom
            {
                [Metric] static Tensor Recall(Tensor yTrue, Tensor yPred)
                {
                    yTrue = ones_like(yTrue);
                    return (yTrue * yPred).round().sum() / yTrue.sum();
                }
            }
            """));
        Assert.Equal(("GEN023", DiagnosticSeverity.Warning), (reported.Id, reported.Severity));
        Assert.Contains("'yTrue'", reported.GetMessage());
    }

    // precision_m is not defined, and history['val_'accuracy'] is no key: both are found while the code is written.
    [Fact]
    public async Task Row1gTrap_UndefinedNames_DoNotCompile()
    {
        Assert.Equal(["CS0103"], Errors("""
            static partial class Custom
            {
                [Metric] static Tensor F1(Tensor yTrue, Tensor yPred) => 2 * PrecisionM(yTrue, yPred);
            }
            """));
        Assert.Equal(["CS0117"], Errors("""
            [Experiment("x")] partial class X
            {
                [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
                static double Last(History history) => history.Last(Logs.Names.ValAcuracy);
            }
            """));
        var monitored = Assert.Single(await Report("""
            [Experiment("x")] partial class X
            {
                [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
                object Use(nn.Module<Tensor, Tensor> m, optim.Optimizer o) =>
                    CreateTrainer(m, o, MSELoss(), new EarlyStopping("val_acuracy"));
            }
            """));
        Assert.Equal(("GEN031", DiagnosticSeverity.Error), (monitored.Id, monitored.Severity));
        Assert.Contains("Did you mean 'val_accuracy'?", monitored.GetMessage());
    }

    // The text overrides reset_state, the code reset_states, which Keras 3 never calls.
    [Fact]
    public void Row1jTrap_MisspelledReset_DoesNotCompile() =>
        Assert.Equal(["CS0115"], Errors("""
            abstract class MulticlassTruePositives() : MetricState("") { public override void ResetStates() { } }
            """));

    // on_trainbegin is never called, and (epoch, logs) are passed to a method that takes none.
    [Fact]
    public async Task Row2Trap_HookThatIsNoneOrTakesTooMuch_DoesNotCompile()
    {
        Assert.Equal(["CS0246"], Errors("[Experiment(\"x\")] partial class X { [OnTrainbegin] void Begin() { } }").Distinct());
        Assert.Equal(
            ["CS0115"],
            Errors("class Writer : Callback { public override void OnTrainbegin(TrainingContext context) { } }"));
        Assert.Equal(["CS1593"], Errors("class X { object Hook() => new LambdaCallback { EpochEnd = (epoch, logs) => { } }; }"));
        var reported = Assert.Single(await Report("""
            [Experiment("x")] partial class X
            {
                [OnEpochEnd] void Write(int epoch, double logss) { }
                object Use(nn.Module<Tensor, Tensor> m, optim.Optimizer o) => CreateTrainer(m, o, MSELoss());
            }
            """));
        Assert.Equal(("GEN030", DiagnosticSeverity.Error), (reported.Id, reported.Severity));
    }

    // keep_prob=0.9 drops a tenth, and was ported as Dropout(0.9), which drops nine tenths.
    [Fact]
    public async Task Row3bTrap_KeepProbabilityAsRate_IsAWarning()
    {
        var reported = Assert.Single(await Report("class Model { object Layer() => Dropout(0.9); }"));
        Assert.Equal(("GEN025", DiagnosticSeverity.Warning), (reported.Id, reported.Severity));
        Assert.Contains("If 0.9 is the probability of keeping a value, write 0.1.", reported.GetMessage());
        Assert.Empty(await Report("class Model { object Layer() => Dropout(0.1); }"));
    }

    [Fact]
    public void EveryRow_HasATest()
    {
        var tested = typeof(ArticleRowTests).GetMethods().Select(m => RowName().Match(m.Name)).Where(m => m.Success);
        Assert.Equal(s_rows, tested.Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task<IEnumerable<Diagnostic>> Report(string source) =>
        (await Verify.Diagnostics(Compiled.With([("Program.cs", Usings + source)]))).Where(d => d.Severity > DiagnosticSeverity.Info);

    private static IEnumerable<string> Errors(string source) =>
        Compiled.With([("Program.cs", Usings + source)])
            .GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => d.Id);

    [GeneratedRegex("^Row([0-9][a-z]?)Trap_")]
    private static partial Regex RowName();
}
