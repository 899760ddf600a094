namespace Gen.Analyzers.Tests.CodeFixes;

public class UpdateStringFixTests
{
    private const string Experiment = """
        [Gen.Config] public class Block { public string Path { get; init; } = ""; }
        [Gen.Experiment("x")] public partial class X
        {
            public int BatchSize { get; init; }
            public Block Data { get; init; } = new();
            [Gen.NamedConfig] public class TrainableEmbed { public int BatchSize => 3; }
        }

        """;

    [Fact]
    public Task WhenAKeyIsMisspeltItIsCorrectedAndItsValueStays() => VerifyFix.Fixes(
        "GEN013",
        Experiment + """class C { X A => X.Parse(/* why */ "bach_size= 1_0" /* this */, "batch_size=2"); }""",
        "//// Program.cs\n" + Experiment + """class C { X A => X.Parse(/* why */ "batch_size= 1_0" /* this */, "batch_size=2"); }""",
        title: "Change to 'batch_size'");

    [Fact]
    public Task WhenANamedConfigIsMisspeltItIsCorrected() => VerifyFix.Fixes(
        "GEN013",
        Experiment + """class C { X A => X.Parse("trainable_embd"); }""",
        Experiment + """class C { X A => X.Parse("trainable_embed"); }""",
        title: "Change to 'trainable_embed'");

    [Fact]
    public Task WhenTheTextIsWrittenInOtherWaysItStaysSo() => VerifyFix.FixesAll(
        "GEN013",
        Experiment + """"
        class C
        {
            X A => X.Parse(@"data.paht=C:\x", """data.paht="x" """, "data.paht=\t", "data.pat" + "=1");
            X B => X.Parse("""
                data.paht=two
                lines
                """);
            X D => X.Parse([ "data.p\u0061ht=3" ]);
        }
        """",
        Experiment + """"
        class C
        {
            X A => X.Parse(@"data.path=C:\x", """data.path="x" """, "data.path=\t", "data.path" + "=1");
            X B => X.Parse("""
                data.path=two
                lines
                """);
            X D => X.Parse([ "data.path=3" ]);
        }
        """");

    [Fact]
    public Task WhenThreeProjectsParseFixAllMendsThem() => VerifyFix.FixesAll(
        "GEN013",
        "//// Lib/X.cs\n" + Experiment + """
        class A { X B => X.Parse("bach_size=1"); }
        //// App/B.cs
        class B { X C => X.Parse("batch_size=1", "seeed=1", "data.pth=x"); }
        //// Tools/C.cs
        class C { X D => X.Parse(new[] { "bachsize=1" }); }
        """,
        "//// Lib/X.cs\n" + Experiment + """
        class A { X B => X.Parse("batch_size=1"); }
        //// App/B.cs
        class B { X C => X.Parse("batch_size=1", "seed=1", "data.path=x"); }
        //// Tools/C.cs
        class C { X D => X.Parse(new[] { "batch_size=1" }); }
        """);

    [Fact]
    public Task WhenNothingIsNearOrTheTextStandsElsewhereNothingIsOffered() => VerifyFix.OffersNothing(
        "GEN013",
        Experiment + """
        class C
        {
            const string Update = "bach_size=1";
            X A => X.Parse("temperature=1", "=1", "batch_size=many", "fast", Update);
        }
        """);
}
