using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class HookSignatureTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;\n";
    private const string Use = " object Use(nn.Module<Tensor, Tensor> m) => CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss()); ";

    [Fact]
    public Task MethodThatCannotBeHook_NamesReason() =>
        Verify.Reports(
            RuleIds.HookSignature,
            Usings
                + "[Experiment(\"x\")] partial class X {"
                + Use
                + """
                    [OnEpochEnd] Task [|A|]() => Task.CompletedTask;
                    [OnEpochEnd] ValueTask<int> [|B|]() => default;
                    [OnEpochEnd] async void [|C|]() => await Task.Yield();
                    [OnEpochEnd] bool [|D|]() => true;
                    [OnEpochEnd] void [|E|]<T>() { }
                }
                """,
            "Method 'A' cannot be a hook because it returns 'Task', but a trainer does not await hooks. Return void, and wait in the "
            + "method or start the work and keep its task.",
            "Method 'B' cannot be a hook because it returns 'ValueTask', but a trainer does not await hooks. Return void, and wait in the "
            + "method or start the work and keep its task.",
            "Method 'C' cannot be a hook because it is 'async void', so training would continue before it completes. Wait in the method, "
            + "or start the work and keep its task.",
            "Method 'D' cannot be a hook because it returns 'bool' instead of void",
            "Method 'E' cannot be a hook because it is generic"
        );

    [Fact]
    public Task HookOutsideExperiment_IsReported() => Verify.Reports(
        RuleIds.HookSignature,
        Usings + "class Plain { [OnEpochEnd] void [|A|](int epoch) { } [OnBatchEnd] static void [|B|]() { } }",
        "Method 'A' cannot be a hook because 'Plain' is not marked [Experiment]. Write a Callback for several experiments.",
        "Method 'B' cannot be a hook because 'Plain' is not marked [Experiment]. Write a Callback for several experiments.");

    [Fact]
    public Task LocalFunctionOrNoTraining_ReportsMisplacedAttribute() => Verify.Reports(
        "GEN017",
        "using Gen; [Experiment(\"x\")] partial class X { [[|OnEpochEnd|]] void A() { [[|OnBatchEnd|]] void B() { } } }",
        "Attribute [OnEpochEnd] has no effect because this project does not reference Gen.Training, whose trainer calls hooks",
        "Attribute [OnBatchEnd] has no effect because a local function is not a member of the experiment");

    [Fact]
    public Task ValidHooks_AreAccepted() =>
        Verify.Accepts(
            Usings
                + "[Experiment(\"x\")] partial class X {"
                + Use
                + "[OnEpochEnd, OnTrainEnd] void A() { } [OnEpochEnd] private static void A(int epoch) { } [OnTestEnd] partial void P(); "
                + "partial void P() { } }"
        );

    [Fact]
    public Task Fix_RemovesReturnedValue() => VerifyFix.Fixes(
        RuleIds.HookSignature,
        Experiment("""
            // At the end.
            [OnEpochEnd] private Task A(int epoch)
            {
                if (epoch == 3)
                    return Task.CompletedTask; // enough
                Console.WriteLine(epoch);

                return Task.CompletedTask;
            }
            """),
        Experiment("""
            // At the end.
            [OnEpochEnd] private void A(int epoch)
            {
                if (epoch == 3)
                    return; // enough
                Console.WriteLine(epoch);
            }
            """),
        title: "Change return type to 'void'");

    [Fact]
    public Task Fix_KeepsExpressionBodyWithEffect() => VerifyFix.FixesAll(
        RuleIds.HookSignature,
        Experiment("""
            int _n;
            [OnEpochEnd] int A() => _n++;
            [OnEpochEnd] bool B() => new HashSet<int>().Add(3);
            [OnEpochEnd] bool C() => true; // always
            [OnEpochEnd] int D(int epoch) { var n = epoch; _n = n; /* why */ return n; }
            """),
        Experiment("""
            int _n;
            [OnEpochEnd] void A() => _n++;
            [OnEpochEnd] void B() => new HashSet<int>().Add(3);
            [OnEpochEnd] void C() { } // always
            [OnEpochEnd] void D(int epoch) { var n = epoch; _n = n; /* why */ }
            """));

    [Fact]
    public Task FixAll_InThreeProjects()
    {
        static string Text(string type, string end) =>
            string.Concat(
                new[] { "Lib/A", "App/B", "Tools/C" }.Select(f =>
                    $"//// {f}.cs\n{Usings}[Experiment(\"x\")] public partial class {f[^1]} {{{Use} int _n; [OnEpochEnd] {type} H() {{ "
                    + $"_n++; {end}}} }}\n"
                )
            );
        return VerifyFix.FixesAll(RuleIds.HookSignature, Text("int", "return 3; "), Text("void", ""));
    }

    [Fact]
    public Task NoFix_WhenValueIsUsedOrTaskWouldBeLost() =>
        VerifyFix.OffersNothing(
            RuleIds.HookSignature,
            Experiment(
                """
                int _n;
                static Task SaveAsync() => Task.CompletedTask;
                [OnEpochEnd] Task A() => SaveAsync();
                [OnEpochEnd] Task B() { _n++; return SaveAsync(); }
                [OnEpochEnd] async Task C() => await SaveAsync();
                [OnEpochEnd] async void D() => await SaveAsync();
                [OnEpochEnd] int E() { return _n++; }
                [OnEpochEnd] void F<T>() { }
                [OnEpochEnd] int G() => 3;
                [OnEpochEnd] int H() => _n + 1;
                int Twice() => G() * 2;
                """
            )
                + "class Plain { [OnEpochEnd] int A() => 3; }\n//// Other.cs\npartial class X { [OnEpochEnd] bool I() => true; }\n//// "
                + "Third.cs\npartial class X { bool J() => I(); }"
        );

    private static string Experiment(string members) => $"{Usings}[Experiment(\"x\")] partial class X\n{{\n{Use}\n{members}\n}}\n";
}
