using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class KeyCollisionTests
{
    [Fact]
    public Task EntriesWithSameKey_NamesBoth() => Verify.Reports(
        RuleIds.KeyCollision,
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X
        {
            public int BatchSize { get; init; } = 1;
            public int [|Batch_Size|] { get; init; } = 2;
            public int [|Batchsize|] => 3;
            [Captured] static int F(int batchSize) => batchSize;
            [Main] int Run() => F();
        }
        """,
        "Entries 'BatchSize' and 'Batch_Size' of 'X' have the same key 'batch_size'. Keys ignore case, '_' and '-'.",
        "Entries 'BatchSize' and 'Batchsize' of 'X' have the same key 'batchsize'. Keys ignore case, '_' and '-'.");

    [Fact]
    public Task BlockWithSameKey_LaterIsReported() => Verify.Reports(
        RuleIds.KeyCollision,
        """
        using Gen;
        [Config] public class Block { public int A { get; init; } public int [|a|] { get; init; } }
        [Experiment("x")] partial class X
        {
            public int Data { get; init; }
            public Block [|DATA|] { get; init; } = new();
            public Block Other { get; init; } = new();
            public Block [|Ot_her|] { get; init; } = new();
        }
        [Experiment("y")] partial class Y { public Block Data { get; init; } = new(); public int [|data|] { get; init; } }
        """,
        "Entries 'A' and 'a' of 'Block' have the same key 'a'. Keys ignore case, '_' and '-'.",
        "Entries 'Data' and 'DATA' of 'X' have the same key 'data'. Keys ignore case, '_' and '-'.",
        "Entries 'Other' and 'Ot_her' of 'X' have the same key 'ot_her'. Keys ignore case, '_' and '-'.",
        "Entries 'Data' and 'data' of 'Y' have the same key 'data'. Keys ignore case, '_' and '-'.");

    [Fact]
    public Task NamedConfigsWithSameName_LaterIsReported() => Verify.Reports(
        RuleIds.KeyCollision,
        """
        using Gen;
        [Experiment("x")] public partial class X
        {
            [NamedConfig] public class Quick;
            [NamedConfig] public class [|QUICK|];
        }
        //// Z.cs
        namespace Elsewhere { [Gen.NamedConfig<X>] public class [|Quick_|]; }
        """,
        "Named configs 'X.Quick' and 'X.QUICK' of 'X' have the same name 'quick'",
        "Named configs 'X.Quick' and 'Elsewhere.Quick_' of 'X' have the same name 'quick'");

    [Fact]
    public Task DistinctNamesOrExperiments_AreAccepted() =>
        Verify.Accepts(
            """
            using Gen;
            [Config] public class Block { public int A { get; init; } }
            [Experiment("x")] public partial class X
            {
                public int A { get; init; }
                public Block B { get; init; } = new();
                [NamedConfig] public class Quick;
            }
            [Experiment("y")] public partial class Y { [NamedConfig] public class Quick; public class QUICK; }
            [NamedConfig<X>] public class Quick2;
            """
        );

    [Fact]
    public Task MetricsWithSameName_LaterIsReported() => Verify.Reports(
        RuleIds.KeyCollision,
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        static partial class Mine
        {
            [Metric] static Tensor TopOne(Tensor x) => x.sum();
            [Metric("topone")] static Tensor [|Best|](Tensor x) => x.amax();
            [Metric] static Tensor [|TopOne|](Tensor x, int k) => x.sum() * k;
            [Metric("other")] static Tensor Worst(Tensor x) => x.amin();
        }
        static partial class Another { [Metric] static Tensor TopOne(Tensor x) => x.sum(); }
        static partial class SameProperty
        {
            [Metric("top@1")] static Tensor A(Tensor x) => x.sum();
            [Metric("top1")] static Tensor [|B|](Tensor x) => x.amax();
        }
        """,
        "Metrics 'TopOne' and 'Best' of 'Mine' have the same name 'topone'",
        "Metrics 'TopOne' and 'TopOne' of 'Mine' have the same name 'top_one'",
        "Metrics 'A' and 'B' of 'SameProperty' have the same name 'top1'");

    [Fact]
    public Task MetricWithReservedName_IsReported() =>
        Verify.Reports(
            RuleIds.KeyCollision,
            """
            using Gen; using TorchSharp; using static TorchSharp.torch;
            [Experiment("x")] public partial class X
            {
                [Metric] static Tensor [|Loss|](Tensor yPred) => yPred.sum();
                [Metric("lr")] static Tensor [|Rate|](Tensor yPred) => yPred.sum();
                [Metric] static Tensor Good(Tensor yPred) => yPred.sum();
                [Metric("val_good")] static Tensor [|Better|](Tensor yPred) => yPred.sum();
            }
            static partial class NoExperiment { [Metric] static Tensor Loss(Tensor yPred) => yPred.sum(); }
            """,
            "Metric 'Loss' of 'X' cannot be logged as 'loss'. 'loss' and 'lr' are reserved, and 'val_' with a metric's name is its value "
            + "on the validation data.",
            "Metric 'Rate' of 'X' cannot be logged as 'lr'. 'loss' and 'lr' are reserved, and 'val_' with a metric's name is its value on "
            + "the validation data.",
            "Metric 'Better' of 'X' cannot be logged as 'val_good'. 'loss' and 'lr' are reserved, and 'val_' with a metric's name is its "
            + "value on the validation data."
        );
}
