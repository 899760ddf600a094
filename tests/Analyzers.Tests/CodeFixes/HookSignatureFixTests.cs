namespace Gen.Analyzers.Tests.CodeFixes;

public class HookSignatureFixTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;\n";
    private const string Use = " object Use(nn.Module<Tensor, Tensor> m) => CreateTrainer(m, optim.SGD(m.parameters(), 0.1), MSELoss());";

    [Fact]
    public Task WhenAValueIsOnlyNamedItGoes() => VerifyFix.Fixes(
        "GEN032",
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
        title: "Return void");

    [Fact]
    public Task WhenTheBodyIsAnExpressionItStaysIfItDoesSomething() => VerifyFix.FixesAll(
        "GEN032",
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
    public Task WhenThreeProjectsHaveSuchHooksFixAllMendsThem()
    {
        static string Text(string type, string end) => string.Concat(new[] { "Lib/A", "App/B", "Tools/C" }.Select(f =>
            $"//// {f}.cs\n{Usings}[Experiment(\"x\")] public partial class {f[^1]} {{{Use} int _n; [OnEpochEnd] {type} H() {{ _n++; {end}}} }}\n"));
        return VerifyFix.FixesAll("GEN032", Text("int", "return 3; "), Text("void", ""));
    }

    [Fact]
    public Task WhenTheValueIsUsedOrTasksWouldBeForgottenNothingIsOffered() => VerifyFix.OffersNothing(
        "GEN032",
        Experiment("""
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
            """) + "class Plain { [OnEpochEnd] int A() => 3; }\n//// Other.cs\npartial class X { [OnEpochEnd] bool I() => true; }\n//// Third.cs\npartial class X { bool J() => I(); }");

    private static string Experiment(string members) => $"{Usings}[Experiment(\"x\")] partial class X\n{{\n{Use}\n{members}\n}}\n";
}
