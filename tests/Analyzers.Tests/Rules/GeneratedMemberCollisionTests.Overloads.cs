using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

/// <content>Overloads of captured methods, and members of metrics and training.</content>
public partial class GeneratedMemberCollisionTests
{
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
            namespace A
            {
                static class Models
                {
                    [Captured<X>] public static int Build(int epochs) => epochs;
                    [Captured<X>] public static int One(int epochs) => epochs;
                }
            }
            namespace B
            {
                static class Models
                {
                    [Captured<X>] public static int [|Build|](int epochs, Run run) => epochs;
                    [Captured<X>] public static int Two(int epochs) => epochs;
                }
            }
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
                [Metric(Shape = MetricShape.Vector)] public static RowsState Rows() => new RowsState();
                public sealed class RowsState : Gen.Training.Metrics.MetricState
                {
                    public void Update(Tensor x) { }
                    public override Tensor Compute() => zeros(1);
                }
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
                public int [|CreateTrainer|](nn.Module<Tensor, Tensor> model, OptimizerChoice? optimizer, LossChoice loss,
                    params IReadOnlyList<Callback> callbacks) => 1;
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
