using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class HookSignatureAnalyzerTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;\n";
    private const string Use = " object Use(nn.Module<Tensor, Tensor> m) => CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss()); ";

    [Fact]
    public Task WhenATrainerCannotCallAMethodTheReasonIsGiven() => Verify.Reports(
        "GEN032",
        Usings + "[Experiment(\"x\")] partial class X {" + Use + """
            [OnEpochEnd] Task [|A|]() => Task.CompletedTask;
            [OnEpochEnd] ValueTask<int> [|B|]() => default;
            [OnEpochEnd] async void [|C|]() => await Task.Yield();
            [OnEpochEnd] bool [|D|]() => true;
            [OnEpochEnd] void [|E|]<T>() { }
        }
        """,
        "'A' can't be a hook: it returns a 'Task', and a trainer waits for nothing between two batches; return void: wait in the method itself, or start the work and keep its task",
        "'B' can't be a hook: it returns a 'ValueTask', and a trainer waits for nothing between two batches; return void: wait in the method itself, or start the work and keep its task",
        "'C' can't be a hook: it is 'async void', so that training would go on before it is done; wait in the method itself, or start the work and keep its task",
        "'D' can't be a hook: it must return void: a trainer has no use for a 'bool'",
        "'E' can't be a hook: it is generic, and nothing says what for");

    [Fact]
    public Task WhenAHookStandsOutsideAnExperimentItIsMarked() => Verify.Reports(
        "GEN032",
        Usings + "class Plain { [OnEpochEnd] void [|A|](int epoch) { } [OnBatchEnd] static void [|B|]() { } }",
        "'A' can't be a hook: 'Plain' is not marked [Experiment]; what several experiments share is a Callback",
        "'B' can't be a hook: 'Plain' is not marked [Experiment]; what several experiments share is a Callback");

    [Fact]
    public Task WhenAHookIsNoMethodOrNothingTrainsTheAttributeHasNoEffect() => Verify.Reports(
        "GEN017",
        "using Gen; [Experiment(\"x\")] partial class X { [[|OnEpochEnd|]] void A() { [[|OnBatchEnd|]] void B() { } } }",
        "[OnEpochEnd] has no effect here: this project does not reference Gen.Training, whose trainer calls hooks",
        "[OnBatchEnd] has no effect here: a local function is not a member of the experiment");

    [Fact]
    public Task WhenHooksAreRightNothingIsReported() => Verify.Accepts(
        Usings + "[Experiment(\"x\")] partial class X {" + Use + "[OnEpochEnd, OnTrainEnd] void A() { } [OnEpochEnd] private static void A(int epoch) { } [OnTestEnd] partial void P(); partial void P() { } }");
}
