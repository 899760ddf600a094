using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class KeyCollisionAnalyzerTests
{
    [Fact]
    public Task WhenTwoEntriesDifferInCaseOrUnderscoreOnlyBothAreNamed() => Verify.Reports(
        "GEN009",
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
        "Entries 'BatchSize' and 'Batch_Size' of 'X' have one key, 'batch_size': case, '_' and '-' do not tell keys apart",
        "Entries 'BatchSize' and 'Batchsize' of 'X' have one key, 'batchsize': case, '_' and '-' do not tell keys apart");

    [Fact]
    public Task WhenABlockCollidesWithAnEntryOrABlockItIsToldOfAtTheLater() => Verify.Reports(
        "GEN009",
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
        "Entries 'A' and 'a' of 'Block' have one key, 'a': case, '_' and '-' do not tell keys apart",
        "Entries 'Data' and 'DATA' of 'X' have one key, 'data': case, '_' and '-' do not tell keys apart",
        "Entries 'Other' and 'Ot_her' of 'X' have one key, 'ot_her': case, '_' and '-' do not tell keys apart",
        "Entries 'Data' and 'data' of 'Y' have one key, 'data': case, '_' and '-' do not tell keys apart");

    [Fact]
    public Task WhenNamedConfigsCollideInOneOrSeveralFilesTheLaterIsToldOf() => Verify.Reports(
        "GEN009",
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
        "Named configs 'X.Quick' and 'X.QUICK' of 'X' have one name, 'quick'",
        "Named configs 'X.Quick' and 'Elsewhere.Quick_' of 'X' have one name, 'quick'");

    [Fact]
    public Task WhenNamesDifferOrBelongToDifferentExperimentsNothingIsReported() => Verify.Accepts(
        """
        using Gen;
        [Config] public class Block { public int A { get; init; } }
        [Experiment("x")] public partial class X { public int A { get; init; } public Block B { get; init; } = new(); [NamedConfig] public class Quick; }
        [Experiment("y")] public partial class Y { [NamedConfig] public class Quick; public class QUICK; }
        [NamedConfig<X>] public class Quick2;
        """);

    [Fact]
    public Task WhenMetricsOfATypeHaveOneNameTheLaterIsToldOf() => Verify.Reports(
        "GEN009",
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
        """,
        "Metrics 'TopOne' and 'Best' of 'Mine' have one name, 'topone'",
        "Two metrics 'TopOne' of 'Mine' have one name, 'top_one'");

    [Fact]
    public Task WhenAMetricHasATrainersOwnNameItIsMarked() => Verify.Reports(
        "GEN009",
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
        "Metric 'Loss' of 'X' can't be logged as 'loss': 'loss' and 'lr' are a trainer's own, and 'val_' with a metric's name is its value on the validation data",
        "Metric 'Rate' of 'X' can't be logged as 'lr': 'loss' and 'lr' are a trainer's own, and 'val_' with a metric's name is its value on the validation data",
        "Metric 'Better' of 'X' can't be logged as 'val_good': 'loss' and 'lr' are a trainer's own, and 'val_' with a metric's name is its value on the validation data");
}
