using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public partial class ParameterTypeTests
{
    [Theory]
    [InlineData("int rate", "double rate", "Change type to 'double'")]
    [InlineData("int rate = 3", "double rate = 3", "Change type to 'double'")]
    [InlineData(
        "[FromConfig(\"rate\")] /* fast */ string r /* slow */ ",
        "[FromConfig(\"rate\")] /* fast */ double r /* slow */ ",
        "Change type to 'double'"
    )]
    [InlineData("string name = \"\"", "string? name = \"\"", "Change type to 'string?'")]
    [InlineData("int limit", "int? limit", "Change type to 'int?'")]
    [InlineData("int[] sizes", "IReadOnlyList<int> sizes", "Change type to 'IReadOnlyList<int>'")]
    [InlineData("string day", "DayOfWeek day", "Change type to 'DayOfWeek'")]
    [InlineData("[FromConfig(\"data\")] string d", "[FromConfig(\"data\")] Data d", "Change type to 'Data'")]
    [InlineData("int seed", "long seed", "Change type to 'long'")]
    [InlineData("[Seed] int s", "[Seed] long s", "Change type to 'long'")]
    [InlineData("Block block", "Block? block", "Change type to 'Block?'")]
    [InlineData("[FromConfig(\"block.a\")] int n", "[FromConfig(\"block.a\")] int? n", "Change type to 'int?'")]
    [InlineData("string[] labels", "string?[] labels", "Change type to 'string?[]'")]
    public Task Fix_UsesTypeOfEntry(string parameter, string expected, string title) =>
        VerifyFix.Fixes(RuleIds.ParameterType, Source(parameter), Source(expected), title: title);

    [Theory]
    [InlineData("string rate = \"3\"")]
    [InlineData("int sizes = 3")]
    public Task NoFix_WhenDefaultDoesNotConvert(string parameter) => VerifyFix.OffersNothing(RuleIds.ParameterType, Source(parameter));

    [Fact]
    public Task NoFix_WhenInterfaceRequiresType() => VerifyFix.OffersNothing(
        RuleIds.ParameterType,
        """
        using Gen;
        public interface I { void Run(int rate); }
        [Experiment("x")] public partial class X : I { public double Rate { get; init; } [Main] public void Run(int rate) { } }
        """);

    [Fact]
    public Task NoFix_WhenTypeParameterIsUsedElsewhere() => VerifyFix.OffersNothing(
        RuleIds.ParameterType,
        """
        using Gen;
        [Experiment("x")] public partial class X { public double Rate { get; init; } [Captured] static T F<T>(T rate, T other) => other; }
        """);

    [Fact]
    public Task Fix_ForTwoExperiments_UsesWiderType() => VerifyFix.Fixes(
        RuleIds.ParameterType,
        """
        using Gen;
        [Experiment("a")] public partial class A { public int Depth { get; init; } }
        [Experiment("b")] public partial class B { public long Depth { get; init; } }
        static class Models { [Captured<A>, Captured<B>] public static long Build(int depth) => depth; }
        """,
        """
        using Gen;
        [Experiment("a")] public partial class A { public int Depth { get; init; } }
        [Experiment("b")] public partial class B { public long Depth { get; init; } }
        static class Models { [Captured<A>, Captured<B>] public static long Build(long depth) => depth; }
        """);

    [Fact]
    public Task Fix_ImportsNamespace() => VerifyFix.Fixes(
        RuleIds.ParameterType,
        """
        //// A.cs
        using Gen;

        namespace Models;

        static class Models { [Captured<Lib.X>] public static void Build(string mode) { } }
        //// X.cs
        namespace Lib.Modes { public enum Mode { Slow, Fast } }
        namespace Lib { [Gen.Experiment("x")] public partial class X { public Modes.Mode? Mode { get; init; } } }
        """,
        """
        //// A.cs
        using Gen;
        using Lib.Modes;

        namespace Models;

        static class Models { [Captured<Lib.X>] public static void Build(Mode? mode) { } }

        """);

    private const string Three = """
        //// Lib/A.cs
        using Gen;
        [Experiment("a")] public partial class A
        {
            public double Rate { get; init; }
            public string? Name { get; init; }
            [Captured] public static string Size(int rate, object name) => $"{rate}{name}";
            [Main] void Run(int[] rate) { }
        }
        //// App/B.cs
        using Gen;
        public static class B { [Captured<A>] public static string Half(float rate, int? seed) => $"{rate}{seed}"; }
        //// Tools/C.cs
        static class C { [Gen.Captured<A>] public static string Half(bool name) => $"{name}"; }

        """;

    [Fact]
    public Task FixAll_InThreeProjects() =>
        VerifyFix.FixesAll(
            RuleIds.ParameterType,
            Three,
            Three
                .Replace("int rate, object name", "double rate, string? name")
                .Replace("int[] rate", "double rate")
                .Replace("float rate, int? seed", "double rate, long seed")
                .Replace("bool name", "string? name")
        );

    private static string Source(string parameter) => $$"""
        using Gen;
        [Config] public class Data { public int A { get; init; } }
        [Config] public class Block { public int A { get; init; } }
        [Experiment("x")] public partial class X
        {
            public Block? Block { get; init; }
            public string?[] Labels { get; init; } = [];
            public double Rate { get; init; }
            public string? Name { get; init; }
            public int? Limit { get; init; }
            public IReadOnlyList<int> Sizes { get; init; } = [];
            public DayOfWeek Day { get; init; }
            public Data Data { get; init; } = new();
            [Captured] static void Build(int a, {{parameter}}) { }
        }
        """;
}
