using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public partial class UnusedEntryTests
{
    [Fact]
    public Task UnusedEntry_IsReported() =>
        Verify.Reports(
            RuleIds.UnusedEntry,
            """
            using Gen;
            return await X.RunAsync(args);
            [Config] public sealed class Data { public string Path { get; init; } = ""; public int [|MaxSize|] { get; set; } }
            [Config] public sealed class Idle { public int [|A|] { get; init; } }
            [Experiment("x")] public sealed partial class X
            {
                public int Epochs { get; init; } = 5;
                public int [|Patience|] { get; init; } = 3;
                public long Seed { get; init; } = 3;
                public int Total => Epochs * 2;
                public Data Data { get; init; } = new();
                public Idle [|Idle|] { get; init; } = new();
                [NamedConfig] sealed class Quick { public int Patience => 1; [FromConfig("idle.a")] public int A => 3; }
                [Main] string Run(Data data) =>
                    data.Path + nameof(Patience) + nameof(X.Patience) + new X { Patience = 3, Data = { MaxSize = 3 } } .Total;
            }
            """,
            "Entry 'max_size' of 'Data' is never used",
            "Entry 'a' of 'Idle' is never used",
            "Entry 'patience' of 'X' is never used",
            "Block 'idle' of 'X' is never used"
        );

    [Theory]
    [InlineData("[Main] int Run(int a) => a;")]
    [InlineData("[Captured] static int F(int a, int b) => b; [Main] int Run() => F(3);")]
    [InlineData("[Command(\"c\")] int Run([FromConfig(\"A\")] int other) => other;")]
    [InlineData("[Main] int Run() => A;")]
    [InlineData("[Main] int Run(X x) => x.A;")]
    [InlineData("public int Twice => A * 2;")]
    [InlineData("public int Steps { get => field > 0 ? field : A; init; } [Main] int Run(int steps) => steps;")]
    [InlineData("[Main] bool Run(X x) => x is { A: > 3 };")]
    [InlineData("[Main] bool Run(X x) => x switch { { A: 3 } => true, _ => false };")]
    [InlineData("[Main] void Run() { A += 3; } public void Set() => A++;")]
    [InlineData("[Main] object Run() => new { A };")]
    [InlineData("[Main] Func<int> Run() => () => A;")]
    [InlineData("[Main] string Run() => $\"{A}\";")]
    [InlineData("[NamedConfig] class Many(X x) { public int A => x.A * 2; }")]
    [InlineData("[Main] string Run(Run run) => run.Config[\"a\"].ToString();")]
    [InlineData("[Main] bool Run(Run run) => run.Config.TryGetValue(\"A\", out _);")]
    [InlineData("[Main] int Run(Run run) { foreach (var entry in run.Config) Console.WriteLine(entry); return 3; }")]
    [InlineData("[Main] string Run() => this.ToJson();")]
    [InlineData("[Main] string Run() => System.Text.Json.JsonSerializer.Serialize(this);")]
    [InlineData("[Main] string Run() => string.Format(\"{0}\", this);")]
    [InlineData("[Main] int Run() => ((dynamic)this).A;")]
    [InlineData("static int Of(X x) => x.A;")]
    [InlineData("[Main] int Run() { (int b, int c) = (A, 3); return b + c; }")]
    [InlineData("[Main] int Run() { int[] all = [1, 2]; (all[A], _) = (1, 2); return all[0]; }")]
    public Task UsedEntry_IsAccepted(string use) =>
        Verify.Reports(
            RuleIds.UnusedEntry,
            $$"""
            using Gen;
            return await X.RunAsync(args);
            [Experiment("x")] partial class X { public int A { get; set; } {{use}} {{(
                use.Contains("[Main]") ? "" : "[Main] void Go() { }"
            )}} }
            """
        );

    [Theory]
    [InlineData("[Main] int Run() => 3;")]
    [InlineData("[Main] int Run() { A = 3; return 3; }")]
    [InlineData("[Main] string Run() => nameof(A);")]
    [InlineData("[Main] int Run() { (A, var b) = (1, 2); return b; }")]
    [InlineData("[Main] void Run(X x) => Use(x); static void Use(X x) { }")]
    [InlineData("[Main] int Run(int b = 3) => new X { A = b }.Get(); int Get() => 3;")]
    [InlineData("[Main] string Run(Run run) => run.Config[\"b\"].ToString();")]
    public Task EntryOnlySetOrNamed_IsReported(string use) =>
        Verify.Reports(
            RuleIds.UnusedEntry,
            $$"""
            using Gen;
            return await X.RunAsync(args);
            [Experiment("x")] partial class X
            {
                public int [|A|] { get; set; }
                public int B { get; init; }
                [Captured] static int F(int b, int c) => b + c;
                {{use}}
            }
            """,
            "Entry 'a' of 'X' is never used"
        );

    [Fact]
    public Task BlockReadByOwnCodeOrDottedKey_IsAccepted() =>
        Verify.Reports(
            RuleIds.UnusedEntry,
            """
            using System.ComponentModel.DataAnnotations;
            using Gen;
            return await X.RunAsync(args);
            [Config] public record Data : IValidatableObject
            {
                public int Low { get; init; }
                public int High { get; init; }
                public int Size { get; init; }
                public int Limit { get; init; }
                public string Path { get; init; } = "";
                public IEnumerable<ValidationResult> Validate(ValidationContext context) => this is { Low: 0, High: 1 } ? [] : [new("no")];
            }
            [Config] public record Printed { public int Any { get; init; } public Deep Deep { get; init; } = new(); }
            [Config] public record Deep { public int Any { get; init; } }
            [Experiment("x")] partial class X
            {
                public Data Data { get; init; } = new();
                public Printed Printed { get; init; } = new();
                [Main] int Run([FromConfig("data.size")] int size) { Console.WriteLine(Printed); return size; }
            }
            [Experiment("y")] partial class Y
            {
                public Data Data { get; init; } = new();
                [Main] bool Run(Y y, Data data) => y is { Data.Limit: 3 }
                && data with { Low = 3 } is { Path.Length: 3 };
            }
            """
        );

    [Fact]
    public Task EntriesOfHooksAndMetrics_AreAccepted() =>
        Verify.Reports(
            RuleIds.UnusedEntry,
            """
            using Gen; using Gen.Training; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;
            return await X.RunAsync(args);
            [Experiment("x")] sealed partial class X
            {
                public int NumClasses { get; init; } = 3;
                public double Goal { get; init; } = 3;
                public int [|Unused|] { get; init; } = 3;
                public string Device { get; init; } = "cpu";
                public OptimizerConfig Optimizer { get; init; } = new OptimizerConfig.Adam();
                public ScheduleConfig? [|Schedule|] { get; init; }
                [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred, int numClasses) =>
                    yPred.argmax(1).eq(yTrue).to_type(float32).mean() * numClasses;
                [OnEpochEnd] void Stop(double accuracy, double goal) => Console.WriteLine(accuracy > goal);
                [Main] void Run()
                {
                    using var model = Linear(3, 3);
                    using var trainer = CreateTrainer(model, Optimizer.Create(model), CrossEntropyLoss());
                }
            }
            """,
            "Entry 'unused' of 'X' is never used",
            "Block 'schedule' of 'X' is never used"
        );

    [Theory]
    [InlineData("public", "", 0)]
    [InlineData("internal", "", 1)]
    [InlineData("internal", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Friend\")]", 0)]
    public async Task PublicClassOfLibrary_IsAccepted(string access, string attribute, int reported)
    {
        var compilation = Compiled.With([
            ("X.cs", $$"""{{attribute}} [Gen.Experiment("x")] {{access}} partial class X { public int A { get; init; } }"""),
        ]);
        Assert.Equal(reported, (await Verify.Diagnostics(compilation)).Count(d => d.Id == RuleIds.UnusedEntry));
    }

    [Fact]
    public Task PropertyOfInterfaceOrBase_IsAccepted() =>
        Verify.Reports(
            RuleIds.UnusedEntry,
            """
            using Gen;
            return await X.RunAsync(args);
            interface ISized { int Size { get; } }
            class Base { public virtual int Depth { get; init; } public int [|Idle|] { get; init; } public int Read { get; init; } }
            [Experiment("x")] partial class X : Base, ISized
            {
                public int Size { get; init; }
                public override int Depth { get; init; }
                [Main] int Run(int read) => read;
            }
            """,
            "Entry 'idle' of 'Base' is never used"
        );

    [Fact]
    public Task EntryReadByOtherGenerators_IsAccepted() =>
        Verify.Reports(
            RuleIds.UnusedEntry,
            """
            using Gen;
            return await X.RunAsync(args);
            [Experiment("x")] partial class X
            {
                public int A { get; init; }
                public int B { get; init; }
                public int [|C|] { get; init; }
                [Main] void Run() { }
            }
            //// Page.g.cs
            partial class X { int Shown => A; }
            //// Page.cs
            // <auto-generated/>
            partial class X { int Also => B; }
            """,
            "Entry 'c' of 'X' is never used"
        );
}
