namespace Gen.Analyzers.Tests.CodeFixes;

public class NamedConfigTypeFixTests
{
    [Theory]
    [InlineData("public double Rounds => 1;", "public int Rounds => 1;")]
    [InlineData("public string? Name => \"a\"; // why", "public string Name => \"a\"; // why")]
    [InlineData("public double Limit { get; } = 3;", "public int? Limit { get; } = 3;")]
    [InlineData("public long Rounds { get { if (true) return 3; else return 4; } }", "public int Rounds { get { if (true) return 3; else return 4; } }")]
    [InlineData("[FromConfig(\"data.path\")]\n        public object Where => \"here\";", "[FromConfig(\"data.path\")]\n        public string Where => \"here\";")]
    [InlineData("public object Data => new Data { Path = \"a\" };", "public Data Data => new Data { Path = \"a\" };")]
    public Task WhenAValuesTypeIsWrongTheEntrysComesInItsPlace(string property, string expected) => VerifyFix.Fixes("GEN004", Source(property), Source(expected));

    [Theory]
    [InlineData("public double Rounds => 1.5;")]
    [InlineData("public string Data => \"\";")]
    [InlineData("public string? Name => null;")]
    [InlineData("public virtual double Rounds => 1;")]
    public Task WhenTheValueDoesNotConvertNothingIsOffered(string property) => VerifyFix.OffersNothing("GEN004", Source(property));

    private const string Three = """
        //// Lib/A.cs
        using Gen;
        [Experiment("a")] public partial class A { public int Rounds { get; init; } = 9; [NamedConfig] class Few { public double Rounds => 1; } }
        //// App/B.cs
        using Gen;
        [Experiment("b")] public partial class B { public string Rounds { get; init; } = ""; }
        [NamedConfig<B>] class Many { public object Rounds => "many"; }
        //// Tools/C.cs
        using Gen;
        [Experiment("c")] public partial record C { public double Rounds { get; init; } = 9; [NamedConfig] record Few { public decimal Rounds => 1; } }

        """;

    [Fact]
    public Task WhenThreeProjectsHaveWrongTypesFixAllChangesThem() =>
        VerifyFix.FixesAll("GEN004", Three, Three.Replace("double Rounds =>", "int Rounds =>").Replace("object", "string").Replace("decimal", "double"));

    private static string Source(string property) => $$"""
        using Gen;
        [Config] public class Data { public string Path { get; init; } = ""; }
        [Experiment("x")] public partial class X
        {
            public int Rounds { get; init; } = 30;
            public string Name { get; init; } = "";
            public int? Limit { get; init; }
            public Data Data { get; init; } = new();
            [NamedConfig] public class Quick
            {
                {{property}}
            }
        }
        """;
}
