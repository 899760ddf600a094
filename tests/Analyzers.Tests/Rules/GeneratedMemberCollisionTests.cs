using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class GeneratedMemberCollisionTests
{
    [Fact]
    public Task MemberWithGeneratedName_IsReported() => Verify.Reports(
        RuleIds.GeneratedMemberCollision,
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
        "Member 'Parse' of 'X' conflicts with member 'Parse', which is generated for the experiment. Use another name.",
        "Member 'ToJson' of 'X' conflicts with member 'ToJson', which is generated for the experiment. Use another name.",
        "Member 'FromJson' of 'X' conflicts with member 'FromJson', which is generated for the experiment. Use another name.",
        "Member 'RunAsync' of 'X' conflicts with member 'RunAsync(string[])', which is generated for the experiment. Use another name.",
        "Member 'RunAsync' of 'X' conflicts with member 'RunAsync(config)', which is generated for the experiment. Use another name.",
        "Member 'ResumeAsync' of 'X' conflicts with member 'ResumeAsync', which is generated for the experiment. Use another name.",
        "Member 'Seed' of 'X' conflicts with member 'Seed', which is generated for the experiment. Use another name.");

    [Fact]
    public Task MemberThatHidesAnExtensionMember_IsReported() =>
        Verify.Reports(
            RuleIds.GeneratedMemberCollision,
            """
            using Gen;
            class Base { private protected static object Parse(params object[] updates) => updates; public static int ResumeAsync(int run) => run; }
            [Experiment("w")] partial class [|W|] : Base { public int Epochs { get; init; } }
            class Other { public string ToJson(bool indented = false) => ""; private static int Restore(string run) => 3; public int RunAsync(string[] args) => 3; }
            [Experiment("x")] partial class [|X|] : Other { public int Epochs { get; init; } }
            [Experiment("y")] partial record Y
            {
                public int Epochs { get; init; }
                public static T [|FromJson|]<T>(T json) => json;
                public static T Restore<T>(string run) => default!;
                public static int [|Parse|] => 3;
                public string ToJson(int indent) => "";
            }
            """,
            "Member 'Parse' of 'W' conflicts with member 'Parse', which is generated for the experiment. Use another name.",
            "Member 'ToJson' of 'X' conflicts with member 'ToJson', which is generated for the experiment. Use another name.",
            "Member 'FromJson' of 'Y' conflicts with member 'FromJson', which is generated for the experiment. Use another name.",
            "Member 'Parse' of 'Y' conflicts with member 'Parse', which is generated for the experiment. Use another name."
        );

    [Fact]
    public Task MemberThatStandsWhereWithIsGenerated_IsReported() =>
        Verify.Reports(
            RuleIds.GeneratedMemberCollision,
            """
            using Gen;
            [Experiment("x")] partial class X
            {
                public int Epochs { get; init; }
                public X [|With|](Fast values) => this;
                public X With(int epochs) => this;
                [Captured] public X [|With|](Slow values, int epochs) => this;
                [NamedConfig] public class Fast { public int Epochs => 1; }
                [NamedConfig] public class Slow { public int Epochs => 100; }
            }
            [Experiment("y")] partial class Y { public int Epochs { get; init; } public int [|With|] => 3; [NamedConfig] public class Fast { public int Epochs => 1; } }
            [Experiment("z")] partial class Z { public int Epochs { get; init; } public int With => 3; }
            """,
            "Member 'With' of 'X' conflicts with member 'With(fast)', which is generated for the experiment. Use another name.",
            "Generated overload 'With(Slow)' of captured method 'With' conflicts with another generated member of 'X'",
            "Member 'With' of 'Y' conflicts with member 'With', which is generated for the experiment. Use another name."
        );

    [Fact]
    public Task HostOverload_IsReported() => Verify.Reports(
        RuleIds.GeneratedMemberCollision,
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
        "Member 'Parse' of 'X' conflicts with member 'Parse(RunOptions)', which is generated for the experiment. Use another name.",
        "Member 'RunAsync' of 'X' conflicts with member 'RunAsync(string[])', which is generated for the experiment. Use another name.");

    [Fact]
    public Task ReservedName_StopsGenerationAndIsReported() =>
        Verify.ReportsBeside(
            ["CS0311"],
            RuleIds.GeneratedMemberCollision,
            """
            return await X.RunAsync(args);
            [Gen.Experiment("x")] partial class X { public const int [|GeneratedSchema|] = 1; [Gen.Main] void Run() { } }
            """,
            "Member 'GeneratedSchema' of 'X' conflicts with member 'GeneratedSchema', which is generated for the experiment. Use another "
            + "name."
        );

    [Fact]
    public Task OwnOverloadWithSameParameters_IsReported() => Verify.Reports(
        RuleIds.GeneratedMemberCollision,
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
        "Generated overload 'F(long)' of captured method 'F' conflicts with a method of 'X' that has the same parameters",
        "Generated overload 'G(T[])' of captured method 'G' conflicts with a method of 'X' that has the same parameters");

    [Fact]
    public Task OverloadEqualToGeneratedMember_IsReported() => Verify.Reports(
        RuleIds.GeneratedMemberCollision,
        """
        using Gen;
        [Experiment("x")] partial class X { public int Epochs { get; init; } [Captured] string [|ToJson|](int epochs) => ""; }
        """,
        "Generated overload 'ToJson()' of captured method 'ToJson' conflicts with another generated member of 'X'");

    [Fact]
    public Task CapturedMethodsWithSameOverload_LaterIsReported() => Verify.Reports(
        RuleIds.GeneratedMemberCollision,
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
        "Generated overload 'Build()' of captured method 'Build' conflicts with the overload of captured method 'Models.Build(int)'",
        "Generated overload 'F(long)' of captured method 'F' conflicts with the overload of captured method 'X.F(long, int)'");

    [Fact]
    public Task OverloadsOfSeveralClasses_LaterIsReported() =>
        Verify.Reports(
            RuleIds.GeneratedMemberCollision,
            """
            using Gen;
            [Experiment("x")] partial class X { public int Epochs { get; init; } }
            namespace A { static class Models { [Captured<X>] public static int Build(int epochs) => epochs; [Captured<X>] public static int One(int epochs) => epochs; } }
            namespace B { static class Models { [Captured<X>] public static int [|Build|](int epochs, Run run) => epochs; [Captured<X>] public static int Two(int epochs) => epochs; } }
            """,
            "Generated overload 'Build()' of captured method 'Build' conflicts with the overload of captured method 'Models.Build(int)'"
        );

    [Fact]
    public Task MethodNamedRestore_IsReported() => Verify.Reports(
        RuleIds.GeneratedMemberCollision,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public static X [|Restore|](string folder) => new();
            [Main] int Run(int epochs) => epochs;
        }
        """,
        "Member 'Restore' of 'X' conflicts with member 'Restore', which is generated for the experiment. Use another name.");

    [Fact]
    public Task DifferentSignatures_AreAccepted() => Verify.Accepts(
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
    public Task MemberWithNameGeneratedForMetrics_IsReported() => Verify.Reports(
        RuleIds.GeneratedMemberCollision,
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
        "Class 'RecallState' would be generated for two metrics of 'Mine'. Rename one of the methods 'Recall'.",
        "Member 'RecallState' of 'Mine' conflicts with member 'RecallState', which is generated for its metrics. Use another name.",
        "Member 'MetricSet' of 'Mine' conflicts with member 'MetricSet', which is generated for its metrics. Use another name.",
        "Member 'CreateMetricSet' of 'X' conflicts with member 'CreateMetricSet', which is generated for its metrics. Use another name.",
        "Type 'LossState' has the name of class 'LossState', which is generated for its metrics. Use another name.");

    [Fact]
    public Task NameThatIsNotGenerated_IsAccepted() =>
        Verify.Accepts(
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
            """
        );

    [Fact]
    public Task MemberWithNameGeneratedForTraining_IsReported() =>
        Verify.Reports(
            RuleIds.GeneratedMemberCollision,
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
            "Member 'Logs' of 'X' conflicts with member 'Logs', which is generated for its training. Use another name.",
            "Member 'CreateTrainer' of 'Y' conflicts with member 'CreateTrainer', which is generated for its training. Use another name.",
            "Member 'GeneratedHooks' of 'Y' conflicts with member 'GeneratedHooks', which is generated for its training. Use another name.",
            "Member 'GeneratedMetrics' of 'Y' conflicts with member 'GeneratedMetrics', which is generated for its training. Use another "
            + "name.",
            "Type 'Logs' has the name of member 'Logs', which is generated for its training. Use another name."
        );
}
