using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace Gen.Analyzers.Tests.Robustness;

/// <summary>A project reference is compiled against a reference assembly, which has no private and internal members.</summary>
public class ReferenceAssemblyTests
{
    private const string Library = """
        using Gen.Training;
        using TorchSharp;
        using static TorchSharp.torch;

        [Config] public record Files
        {
            internal Files() { }
            public static Files Standard => new();
            public string Path { get; init; } = "";
        }

        [Config] public abstract record Step
        {
            public sealed record Fast : Step { public int Speed { get; init; } }
        }

        [Experiment("x")] public sealed partial class X
        {
            public int Epochs { get; init; } = 3;
            public Files Data { get; init; } = Files.Standard;
            public Step Step { get; init; } = new Step.Fast();
            [NamedConfig] private sealed class Quick { public int Epochs => 1; }
            [Main] private int Run(int epochs) => Build(epochs) + Own();
            [Captured] private int Build(int size, string name = "") => size + name.Length;
            private int Own() => Data.Path.Length + Step.GetHashCode();
            [Metric] private static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();
            [OnEpochEnd] private void End(int epoch, double valAccuracy) { }
        }
        """;

    private const string Program = """
        using Gen.Training;
        using TorchSharp;
        return await X.RunAsync(args) + await Y.RunAsync(args);

        static class Use
        {
            public static Func<string[], RunOptions?, Task<int>> Run => X.RunAsync;
            public static X Parsed => X.Parse("quick", "step=fast", "step.speed=3", "data.path=a");
            public static object Trainer(X x) => x.CreateTrainer(null!, null, torch.nn.MSELoss(), new EarlyStopping("val_accuracy"));
        }

        [Experiment("y")] sealed partial class Y
        {
            public Files Data { get; init; } = Files.Standard;
            [Main] int Run(Files data) => data.Path.Length;
        }
        """;

    [Fact]
    public async Task MembersThatMetadataLacks_AreNotMissed()
    {
        var library = Compiled.With([("X.cs", Library)], "Library");
        using var bytes = new MemoryStream();
        var emitted = library.Emit(bytes, options: new EmitOptions(metadataOnly: true, includePrivateMembers: false));
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        var reference = MetadataReference.CreateFromImage(bytes.ToArray());

        var program = Compiled.With([("Program.cs", Program)], references: [reference]);
        Assert.Empty(program.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        Assert.Empty((await Verify.Diagnostics(program)).Where(d => d.Severity > DiagnosticSeverity.Info).Select(d => d.ToString()));
    }
}
