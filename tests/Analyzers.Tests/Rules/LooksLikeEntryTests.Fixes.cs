using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public partial class LooksLikeEntryTests
{
    [Theory]
    [InlineData("public int Epochs = 3; // few", "public int Epochs => 3; // few")]
    [InlineData("private const int epochs = 3;", "public int Epochs => 3;")]
    [InlineData("[Obsolete] /* a */ internal static readonly int Epochs = 3;", "[Obsolete] /* a */ public int Epochs => 3;")]
    [InlineData("/// <summary>Few.</summary>\n    int Epochs;", "/// <summary>Few.</summary>\n    public int Epochs { get; init; }")]
    [InlineData("internal int Epochs => 3;", "public int Epochs => 3;")]
    [InlineData("protected internal static int Epochs { get; } = 3;", "public int Epochs { get; } = 3;")]
    [InlineData("int IEpochs.Epochs => 3;", "public int Epochs => 3;")]
    [InlineData("public int Epochs { internal get; init; } = 3;", "public int Epochs { get; init; } = 3;")]
    [InlineData("public int[] Sizes = { 1, 2 };", "public int[] Sizes { get; init; } = { 1, 2 };")]
    public Task Fix_InNamedConfig_MakesPublicProperty(string member, string expected) =>
        VerifyFix.Fixes(RuleIds.LooksLikeEntry, Named(member), Named(expected));

    [Theory]
    [InlineData("private readonly int width = 8;", "public int Width { get; init; } = 8;")]
    [InlineData("const int Width = 8;", "public int Width { get; init; } = 8;")]
    [InlineData("internal int Width { get; } = 8;", "public int Width { get; init; } = 8;")]
    [InlineData("protected int Width { get; private set; } = 8;", "public int Width { get; set; } = 8;")]
    [InlineData("static int Width => 8;", "public int Width => 8;")]
    public Task Fix_InExperiment_MakesEntry(string member, string expected) =>
        VerifyFix.Fixes(RuleIds.LooksLikeEntry, Experiment(member), Experiment(expected), title: "Make 'Width' a public property");

    [Fact]
    public Task Fix_RenamesReferences() => VerifyFix.Fixes(
        RuleIds.LooksLikeEntry,
        Experiment("private readonly int width = 8; int Twice() => 2 * this.width + width;"),
        Experiment("public int Width { get; init; } = 8; int Twice() => 2 * this.Width + Width;"));

    [Theory]
    [InlineData("private readonly int width = 8, other = 3;")]
    [InlineData("private readonly int width = 8; object Width() => this;")]
    [InlineData("const int Width = 8; static int Twice() => 2 * Width;")]
    public Task NoFix_WhenMemberCannotBeProperty(string member) => VerifyFix.OffersNothing(RuleIds.LooksLikeEntry, Experiment(member));

    [Fact]
    public Task FixAll_InThreeProjects() => VerifyFix.FixesAll(
        RuleIds.LooksLikeEntry,
        """
        //// Lib/A.cs
        using Gen;
        [Experiment("a")] public partial class A
        {
            public int Epochs { get; init; }
            public int Size { get; init; }
            [NamedConfig] public class Quick { public int Epochs = 1; internal int Size => 2; }
        }
        //// App/B.cs
        using Gen;
        [Experiment("b")] public partial class B { const int Depth = 3; [Captured] int F(A.Quick quick, Run run, int depth = 1) => depth; }
        //// Tools/C.cs
        using Gen;
        [Experiment("c")] public partial class C { public int Epochs { get; init; } [NamedConfig] public class Quick { int Epochs => 1; } }
        """,
        """
        //// Lib/A.cs
        using Gen;
        [Experiment("a")] public partial class A
        {
            public int Epochs { get; init; }
            public int Size { get; init; }
            [NamedConfig] public class Quick { public int Epochs => 1; public int Size => 2; }
        }
        //// App/B.cs
        using Gen;
        [Experiment("b")] public partial class B { public int Depth { get; init; } = 3; [Captured] int F(A.Quick quick, Run run, int depth = 1) => depth; }
        //// Tools/C.cs
        using Gen;
        [Experiment("c")] public partial class C { public int Epochs { get; init; } [NamedConfig] public class Quick { public int Epochs => 1; } }
        """);

    private static string Named(string member) => $$"""
        using Gen;
        public interface IEpochs { int Epochs => 5; }
        [Experiment("x")] public partial class X
        {
            public int Epochs { get; init; }
            public int[] Sizes { get; init; } = [];
            [NamedConfig] public class Quick : IEpochs
            {
                {{member}}
            }
        }
        """;

    private static string Experiment(string member) => $$"""
        using Gen;
        [Experiment("x")] public partial class X
        {
            {{member}}
            [Captured] int F(Run run, int width = 1) => width;
        }
        """;
}
