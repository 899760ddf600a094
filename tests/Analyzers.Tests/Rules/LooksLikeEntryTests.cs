using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public partial class LooksLikeEntryTests
{
    [Fact]
    public Task SearchSpaceMember_ThatVariesNothing_IsReported() => Verify.Reports(
        RuleIds.LooksLikeEntry,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public double Rate { get; init; }
            public int Size { get; init; }
            public int Depth { get; init; }
            [NamedConfig] public class Quick { public int Epochs => 1; }
            [Main] double Run() => Epochs * Rate * Size * Depth;
        }
        [SearchSpace<X>] public class Tuning
        {
            private readonly Choice<int> _depths = new(1, 2);
            public Choice<int> [|Epochs|] = new(1, 2);
            internal Interval<double> [|rate|] => new(1, 2);
            public static Choice<int> [|Size|] => new(1);
            public NamedConfigs [|Config|] = new("quick");
            public Choice<int> Depth => _depths;
        }
        """,
        "'Epochs' of search space 'Tuning' does not vary entry 'epochs' because it is a field. Only public instance properties do.",
        "'rate' of search space 'Tuning' does not vary entry 'rate' because it is not public. Only public instance properties do.",
        "'Size' of search space 'Tuning' does not vary entry 'size' because it is static. Only public instance properties do.",
        "'Config' of search space 'Tuning' does not vary the named config because it is a field. Only public instance properties do.");

    [Fact]
    public Task NamedConfigMember_ThatSetsNothing_IsReported() => Verify.Reports(
        RuleIds.LooksLikeEntry,
        """
        using Gen;
        public interface IRate { double Rate { get; } }
        [Config] public class Data { public string Path { get; init; } = ""; }
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public double Rate { get; init; }
            public int BatchSize { get; init; }
            public string Name { get; init; } = "";
            public bool Fast { get; init; }
            public Data Data { get; init; } = new();
            [NamedConfig] public class Quick : IRate
            {
                public int [|Epochs|] = 3;
                double IRate.[|Rate|] => 0.5;
                internal int [|batch_size|] => 8;
                public const string [|Name|] = "quick";
                public static bool [|Fast|] => true;
                private Data [|Data|] => new();
                [FromConfig("data.path")] protected string [|Where|] => "here";
                private long [|Seed|] => 3;
            }
            [Main] void Run() { }
        }
        """,
        "'Epochs' of named config 'Quick' does not set entry 'epochs' because it is a field. Only public instance properties do.",
        "'Rate' of named config 'Quick' does not set entry 'rate' because it implements an interface explicitly. Only public instance "
            + "properties do.",
        "'batch_size' of named config 'Quick' does not set entry 'batch_size' because it is not public. Only public instance properties "
            + "do.",
        "'Name' of named config 'Quick' does not set entry 'name' because it is a constant. Only public instance properties do.",
        "'Fast' of named config 'Quick' does not set entry 'fast' because it is static. Only public instance properties do.",
        "'Data' of named config 'Quick' does not set entry 'data' because it is not public. Only public instance properties do.",
        "'Where' of named config 'Quick' does not set entry 'data.path' because it is not public. Only public instance properties do.",
        "'Seed' of named config 'Quick' does not set entry 'seed' because it is not public. Only public instance properties do.");

    [Fact]
    public Task NamedConfigElsewhere_AndItsBaseClass_AreReported() => Verify.Reports(
        RuleIds.LooksLikeEntry,
        """
        using Gen;
        [Experiment("x")] partial class X { public int Epochs { get; init; } public int Size { get; init; } [Main] void Run() { } }
        public abstract class Both { public int [|Epochs|] = 3; }
        [NamedConfig<X>] public sealed class Quick : Both { public int [|Size|] { private get; init; } = 4; }
        """,
        "'Epochs' of named config 'Quick' does not set entry 'epochs' because it is a field. Only public instance properties do.",
        "'Size' of named config 'Quick' does not set entry 'size' because its getter is not public. Only public instance properties do.");

    [Fact]
    public Task NamedConfigMember_OfOtherPurpose_IsAccepted() => Verify.Accepts(
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public int Size { get; init; }
            public int Steps => Epochs * 2;
            [NamedConfig] public class Quick
            {
                private readonly int _epochs = 3;
                private const int Size = 4;
                public readonly string? Text = null;
                internal static readonly int Steps = 3;
                public static Quick Default { get; } = new();
                public int Epochs => _epochs + Size;
            }
            [NamedConfig] public record Other(int Epochs) { public Other() : this(3) { } }
            [Main] void Run() { }
        }
        """);

    [Fact]
    public Task ExperimentMember_WithNameOfUnfilledParameter_IsReported() => Verify.Reports(
        RuleIds.LooksLikeEntry,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            private readonly int [|depth|] = 5;
            const double [|Rate|] = 0.5;
            internal int [|BatchSize|] { get; init; } = 8;
            static bool [|Fast|] => true;
            [Captured] double F(Run run, int depth = 3, double rate = 1) => depth * rate + Rate;
            [Captured] int G(Run run, int batchSize = 1) => batchSize;
            [Main] double Run() => F() + G() + Models.Double(this) + (Fast ? depth : 0);
        }
        static class Models
        {
            [Captured<X>] public static int H(Run run, bool fast = false) => fast ? 1 : 0;
            public static int Double(X x) => 2 * x.H();
        }
        """,
        "'depth' of 'X' does not fill parameter 'depth' of 'F' because it is a field. Only public instance properties are entries.",
        "'Rate' of 'X' does not fill parameter 'rate' of 'F' because it is a constant. Only public instance properties are entries.",
        "'BatchSize' of 'X' does not fill parameter 'batchSize' of 'G' because it is not public. Only public instance properties are "
            + "entries.",
        "'Fast' of 'X' does not fill parameter 'fast' of 'H' because it is static. Only public instance properties are entries.");

    [Fact]
    public Task ExperimentMember_WithoutDefaultToFallBackOn_IsAccepted() => Verify.Accepts(
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Size { get; init; }
            private const int Depth = 3;
            private const int Width = 4;
            private const int Height = 5;
            private int count;
            private int _rate = 3;
            private string name = "";
            internal int Given { get; init; } = 3;
            internal int Needed { get; init; } = 3;
            [Captured] int F(int size, int depth = Depth, int width = 1, int count = 1, int rate = 1, int name = 1) => size + depth + width;
            [Captured] int G(int size, [FromCaller] int given = 1, int needed = 1) => size;
            [Captured] int H(int size, int height) => size;
            [Main] int Run()
            {
                count++;
                return F(width: Width) + G(needed: Needed) + H(Height) + _rate + name.Length + count + Given;
            }
        }
        """);

    [Fact]
    public Task MemberOfBlock_ThatFromConfigNames_IsReported() => Verify.ReportsBesideRules(
        RuleIds.LooksLikeEntry,
        [RuleIds.FromConfigUnknownKey],
        """
        using Gen;
        [Config] public class Data { internal int [|Size|] { get; init; } = 3; }
        [Experiment("x")] partial class X
        {
            public Data Data { get; init; } = new();
            internal static int [|Depth|] = 3;
            [Captured] int F([FromConfig("data.size")] int size, [FromConfig("depth")] int d) => size + d;
            [Main] int Run() => F();
        }
        """,
        "'Size' of 'Data' does not fill parameter 'size' of 'F' because it is not public. Only public instance properties are entries.",
        "'Depth' of 'X' does not fill parameter 'd' of 'F' because it is a field. Only public instance properties are entries.");

    [Fact]
    public Task MemberWithNameOfMainParameter_IsReported() => Verify.ReportsBesideRules(
        RuleIds.LooksLikeEntry,
        [RuleIds.Command],
        """
        using Gen;
        [Experiment("x")] partial class X { protected int [|Epochs|] { get; set; } = 3; [Main] int Run(int epochs) => epochs; }
        """,
        "'Epochs' of 'X' does not fill parameter 'epochs' of 'Run' because it is not public. Only public instance properties are entries.");
}
