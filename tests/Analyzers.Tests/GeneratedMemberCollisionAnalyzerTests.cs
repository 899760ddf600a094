using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class GeneratedMemberCollisionAnalyzerTests
{
    [Fact]
    public Task WhenTheUserHasAMemberOfThatNameItIsToldOf() => Verify.Reports(
        "GEN011",
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public static X [|Parse|](params string[] updates) => new();
            public string [|ToJson|]() => "";
            public static X [|FromJson|](string json) => new();
            private static Task<int> [|RunAsync|](string[] args) => Task.FromResult(0);
            private static Task<int> [|RunAsync|](X config) => Task.FromResult(0);
            private static Task [|ResumeAsync|](string run) => Task.CompletedTask;
            private static int [|Seed|]() => 3;
            public int Epochs { get; init; }
            [Main] void Run() { }
        }
        """,
        "'Parse' of 'X' takes the place of the member 'Parse' that is generated for an experiment: give it another name",
        "'ToJson' of 'X' takes the place of the member 'ToJson' that is generated for an experiment: give it another name",
        "'FromJson' of 'X' takes the place of the member 'FromJson' that is generated for an experiment: give it another name",
        "'RunAsync' of 'X' takes the place of the member 'RunAsync(string[])' that is generated for an experiment: give it another name",
        "'RunAsync' of 'X' takes the place of the member 'RunAsync(config)' that is generated for an experiment: give it another name",
        "'ResumeAsync' of 'X' takes the place of the member 'ResumeAsync' that is generated for an experiment: give it another name",
        "'Seed' of 'X' takes the place of the member 'Seed' that is generated for an experiment: give it another name");

    [Fact]
    public Task WhenTheUserHasOneOfTheOverloadsForHostsItIsToldOf() => Verify.Reports(
        "GEN011",
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public static X [|Parse|](RunOptions options) => new();
            public static int Parse(RunOptions options, int first, int second) => 3;
            public static Task<int> [|RunAsync|](string[] args, RunOptions? options, CancellationToken token) => Task.FromResult(0);
            public int Epochs { get; init; }
            [Main] void Run() { }
        }
        """,
        "'Parse' of 'X' takes the place of the member 'Parse(RunOptions)' that is generated for an experiment: give it another name",
        "'RunAsync' of 'X' takes the place of the member 'RunAsync(string[])' that is generated for an experiment: give it another name");

    [Fact]
    public Task WhenANameThatEverythingRefersToIsTakenNothingIsGeneratedAndTheErrorShows() => Verify.ReportsBeside(
        ["CS0117"],
        "GEN011",
        """
        return await X.RunAsync(args);
        [Gen.Experiment("x")] partial class X { public const int [|GeneratedSchema|] = 1; [Gen.Main] void Run() { } }
        """,
        "'GeneratedSchema' of 'X' takes the place of the member 'GeneratedSchema' that is generated for an experiment: give it another name");

    [Fact]
    public Task WhenTheUsersOwnOverloadHasThoseParametersTheCapturedMethodIsMarked() => Verify.Reports(
        "GEN011",
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            [Captured] int [|F|](long x, int epochs) => epochs;
            int F(long y) => 3;
            [Captured] T [|G|]<T>(T[] x, int epochs) => x[0];
            TOther G<TOther>(TOther[] x) => x[0];
            [Main] int Run() => F(3) + G(new[] { 1 });
        }
        """,
        "The overload of captured method 'F' without its filled parameters, 'F(long)', collides with a method of 'X' that has the same parameters",
        "The overload of captured method 'G' without its filled parameters, 'G(T[])', collides with a method of 'X' that has the same parameters");

    [Fact]
    public Task WhenTheOverloadIsAGeneratedMemberTheCapturedMethodIsMarked() => Verify.Reports(
        "GEN011",
        """
        using Gen;
        [Experiment("x")] partial class X { public int Epochs { get; init; } [Captured] string [|ToJson|](int epochs) => ""; }
        """,
        "The overload of captured method 'ToJson' without its filled parameters, 'ToJson()', collides with the member of that name that is generated for an experiment");

    [Fact]
    public Task WhenTwoCapturedMethodsHaveOneOverloadTheLaterIsMarked() => Verify.Reports(
        "GEN011",
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public double Rate { get; init; }
            [Captured] int F(long x, int epochs) => epochs;
            [Captured] int [|F|](long x, double rate) => 3;
            [Main] int Run() => F(3) + this.Build();
        }
        //// Models.cs
        using Gen;
        static class Models
        {
            [Captured<X>] public static int Build(int epochs) => epochs;
            [Captured<X>] public static int [|Build|](double rate) => 3;
        }
        """,
        "The overload of captured method 'Build' without its filled parameters, 'Build()', is also that of captured method 'Models.Build(int)'",
        "The overload of captured method 'F' without its filled parameters, 'F(long)', is also that of captured method 'X.F(long, int)'");

    [Fact]
    public Task WhenOverloadsOfSeveralClassesCannotBeToldApartTheLaterIsMarked() => Verify.Reports(
        "GEN011",
        """
        using Gen;
        [Experiment("x")] partial class X { public int Epochs { get; init; } }
        namespace A { static class Models { [Captured<X>] public static int Build(int epochs) => epochs; [Captured<X>] public static int One(int epochs) => epochs; } }
        namespace B { static class Models { [Captured<X>] public static int [|Build|](int epochs, Run run) => epochs; [Captured<X>] public static int Two(int epochs) => epochs; } }
        """,
        "The overload of captured method 'Build' without its filled parameters, 'Build()', is also that of captured method 'Models.Build(int)'");

    [Fact]
    public Task WhenAMethodStandsWhereRestoreIsGeneratedItIsMarked() => Verify.Reports(
        "GEN011",
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public static X [|Restore|](string folder) => new();
            [Main] int Run(int epochs) => epochs;
        }
        """,
        "'Restore' of 'X' takes the place of the member 'Restore' that is generated for an experiment: give it another name");

    [Fact]
    public Task WhenSignaturesDifferNothingIsReported() => Verify.Accepts(
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public int Seed { get; init; }
            public static X Parse(int number) => new();
            public void Restore(int epochs) { }
            public string ToJson(bool indented) => "";
            private int Device => 3;
            [Captured] int F(long x, int epochs) => epochs;
            [Captured] int F(ref long x, int epochs) => epochs;
            int F(int x) => x;
            [Captured] string Parse(string text, int epochs) => text;
            [Main] int Run() => F(3L);
        }
        namespace A { static class Models { [Captured<X>] public static int One(int epochs) => epochs; } }
        namespace B { static class Models { [Captured<X>] public static int Two(int epochs) => epochs; } }
        """);

    [Fact]
    public Task WhenAMemberStandsWhereSomethingIsGeneratedForMetricsItIsMarked() => Verify.Reports(
        "GEN011",
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        static partial class Mine
        {
            [Metric] static Tensor Recall(Tensor x) => x.sum();
            [Metric("other")] static Tensor [|Recall|](Tensor x, int k) => x.sum() * k;
            public class [|RecallState|];
            public static int [|MetricSet|] => 1;
            public static int CreateMetricSet() => 1;
        }
        [Experiment("x")] public partial class X
        {
            [Metric] static Tensor Recall(Tensor x) => x.sum();
            public int [|CreateMetricSet|]() => 1;
        }
        partial class [|LossState|] { [Metric] static Tensor Loss(Tensor x) => x.sum(); }
        """,
        "'RecallState' would be generated for two metrics of 'Mine': give one of the methods 'Recall' another name",
        "'RecallState' of 'Mine' takes the place of the member 'RecallState' that is generated for its metrics: give it another name",
        "'MetricSet' of 'Mine' takes the place of the member 'MetricSet' that is generated for its metrics: give it another name",
        "'CreateMetricSet' of 'X' takes the place of the member 'CreateMetricSet' that is generated for its metrics: give it another name",
        "'LossState' has the name of the class 'LossState' that is generated for its metrics: give it another");

    [Fact]
    public Task WhenNothingIsGeneratedUnderTheNameNothingIsReported() => Verify.Accepts(
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        [MetricLibrary] static partial class Library
        {
            [Metric] public static Tensor Recall(Tensor x) => x.sum();
            public static int MetricSet => 1;
            public static int CreateMetricSet() => 1;
        }
        static partial class Mine
        {
            [Metric] public static RowsState Rows() => new RowsState();
            public sealed class RowsState : Gen.Training.Metrics.MetricState { public void Update(Tensor x) { } public override Tensor Compute() => zeros(1); }
        }
        """);

    [Fact]
    public Task WhenAMemberStandsWhereSomethingIsGeneratedForTrainingItIsMarked() => Verify.Reports(
        "GEN011",
        """
        using Gen; using Gen.Training; using TorchSharp; using static TorchSharp.torch;
        [Experiment("x")] partial class X { public class [|Logs|]; }
        [Experiment("y")] partial class Y
        {
            public int [|CreateTrainer|](nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, nn.Module<Tensor, Tensor, Tensor> loss, params Callback[] callbacks) => 1;
            public int CreateTrainer(int other) => other;
            int [|GeneratedHooks|]() => 1;
            int [|GeneratedMetrics|]() => 1;
        }
        [Experiment("z")] partial class [|Logs|];
        """,
        "'Logs' of 'X' takes the place of the member 'Logs' that is generated for its training: give it another name",
        "'CreateTrainer' of 'Y' takes the place of the member 'CreateTrainer' that is generated for its training: give it another name",
        "'GeneratedHooks' of 'Y' takes the place of the member 'GeneratedHooks' that is generated for its training: give it another name",
        "'GeneratedMetrics' of 'Y' takes the place of the member 'GeneratedMetrics' that is generated for its training: give it another name",
        "'Logs' has the name of the member 'Logs' that is generated for its training: give it another");
}
