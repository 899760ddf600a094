using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class UntrainedExperimentTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;\n";
    private const string Metric = "[Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();";

    [Fact]
    public Task ExperimentWithoutTrainer_IsReported() => Verify.Reports(
        RuleIds.UntrainedExperiment,
        Usings + "[Experiment(\"x\")] partial class [|X|] { [OnEpochEnd] void A() { } }\n"
        + $"[Experiment(\"y\")] partial class [|Y|] {{ {Metric} }}\n"
        + $"[Experiment(\"z\")] partial class [|Z|] {{ [OnEpochEnd] void A() {{ }} {Metric} }}\n"
        + $"[Experiment(\"v\")] partial class [|V|] {{ [OnEpochEnd] void A() {{ }} {Metric} object Use() => CreateMetricSet(); }}",
        "Experiment 'X' has hooks, but no trainer is created from it, so they are never called. Call CreateTrainer.",
        "Experiment 'Y' has metrics, but no trainer is created from it, so they are never computed. Call CreateTrainer.",
        "Experiment 'Z' has hooks and metrics, but no trainer is created from it, so they are never called. Call CreateTrainer.",
        "Experiment 'V' has hooks, but no trainer is created from it, so they are never called. Call CreateTrainer.");

    [Fact]
    public Task UsedOrPublicExperiment_IsAccepted() =>
        Verify.Accepts(
            Usings
                + $$"""
                [Experiment("x")] partial class X { [OnEpochEnd] void A() { } {{Metric}} }
                static class User
                {
                    public static object Use(X x, nn.Module<Tensor, Tensor> m) =>
                        x.CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss());
                }
                [Experiment("y")] partial class Y { {{Metric}} object Use() => CreateMetricSet(); }
                [Experiment("z")] partial class Z { {{Metric}} object Use() => new AccuracyState(); }
                [Experiment("u")] partial class U { {{Metric}} object Use(Tensor t) => Accuracy(t, t); }
                [Experiment("o")] public partial class Open { [OnEpochEnd] void A() { } }
                [Experiment("n")] partial class None { }
                """
        );
}
