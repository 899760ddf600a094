using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class NamedConfigTypeTests
{
    [Fact]
    public Task Mismatch_NamesBothTypes() => Verify.Reports(
        RuleIds.NamedConfigType,
        """
        using Gen;
        return await X.RunAsync(args);
        [Config] public sealed class Dataset { public string Path { get; init; } = ""; }
        [Experiment("x")] partial class X
        {
            public int Rounds { get; init; } = 3;
            public string Name { get; init; } = "";
            public Dataset Data { get; init; } = new();
            [NamedConfig] public sealed class Quick
            {
                public double [|Rounds|] => 1;
                public string? [|Name|] => null;
                public string [|Data|] => "";
                [FromConfig("data.path")] public int [|Where|] => 1;
            }
            [Main] void Run() { }
        }
        """,
        "Property 'Rounds' of named config 'Quick' has type 'double', but entry 'rounds' has type 'int'",
        "Property 'Name' of named config 'Quick' has type 'string?', but entry 'name' has type 'string'",
        "Property 'Data' of named config 'Quick' has type 'string', but block 'data' has type 'Dataset'",
        "Property 'Where' of named config 'Quick' has type 'int', but entry 'data.path' has type 'string'");

    [Fact]
    public Task ConfigInOtherClass_IsReportedThere() => Verify.Reports(
        RuleIds.NamedConfigType,
        """
        [Gen.Experiment("x")] partial class X { public int Rounds { get; init; } }
        //// Elsewhere.cs
        [Gen.NamedConfig<X>] public class Other { public string [|Rounds|] => "1"; }
        """,
        "Property 'Rounds' of named config 'Other' has type 'string', but entry 'rounds' has type 'int'");

    [Fact]
    public Task WideningValue_IsAccepted() => Verify.Accepts(
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public double Rate { get; init; }
            public string? Name { get; init; }
            [NamedConfig] sealed class Quick { public int Rate => 1; public string Name => "a"; public int? Seed => 1; }
        }
        """);

    [Fact]
    public Task NullOrInexactValue_IsReported() => Verify.Reports(
        RuleIds.NamedConfigType,
        """
        using Gen;
        [Config] public sealed class Data { public int A { get; init; } }
        [Experiment("x")] partial class X
        {
            public float Rate { get; init; }
            public double? Share { get; init; }
            public string[] Names { get; init; } = [];
            public Data Data { get; init; } = new();
            public Data? Other { get; init; }
            [NamedConfig] sealed class Quick
            {
                public int [|Rate|] => 16777217;
                public long [|Share|] => 9007199254740993;
                public string?[] [|Names|] => [null];
                public Data? [|Data|] => null;
                public Data? Other => null;
            }
        }
        """,
        "Property 'Rate' of named config 'Quick' has type 'int', but entry 'rate' has type 'float'",
        "Property 'Share' of named config 'Quick' has type 'long', but entry 'share' has type 'double?'",
        "Property 'Names' of named config 'Quick' has type 'string?[]', but entry 'names' has type 'string[]'",
        "Property 'Data' of named config 'Quick' has type 'Data?', but block 'data' has type 'Data'");

    [Theory]
    [InlineData("public double Rounds => 1;", "public int Rounds => 1;")]
    [InlineData("public string? Name => \"a\"; // why", "public string Name => \"a\"; // why")]
    [InlineData("public double Limit { get; } = 3;", "public int? Limit { get; } = 3;")]
    [InlineData(
        "public long Rounds { get { if (true) return 3; else return 4; } }",
        "public int Rounds { get { if (true) return 3; else return 4; } }"
    )]
    [InlineData(
        "[FromConfig(\"data.path\")]\n        public object Where => \"here\";",
        "[FromConfig(\"data.path\")]\n        public string Where => \"here\";"
    )]
    [InlineData("public object Data => new Data { Path = \"a\" };", "public Data Data => new Data { Path = \"a\" };")]
    [InlineData("public string Rounds => \"2\"; // why", "public int Rounds => 2; // why")]
    [InlineData("public string Rounds { get; } = \" -2 \";", "public int Rounds { get; } = -2;")]
    [InlineData("public int Name => 0x2;", "public string Name => \"0x2\";")]
    public Task Fix_UsesTypeOfEntry(string property, string expected) =>
        VerifyFix.Fixes(RuleIds.NamedConfigType, Source(property), Source(expected));

    [Theory]
    [InlineData("public double Rounds => 1.5;")]
    [InlineData("public string Rounds => \"2.5\";")]
    [InlineData("public string Rounds => \"two\";")]
    [InlineData("public string Rounds => \"2; // 3\";")]
    [InlineData("public string Data => \"\";")]
    [InlineData("public string? Name => null;")]
    [InlineData("public virtual double Rounds => 1;")]
    public Task NoFix_WhenValueDoesNotConvert(string property) => VerifyFix.OffersNothing(RuleIds.NamedConfigType, Source(property));

    private const string Three = """
        //// Lib/A.cs
        using Gen;
        [Experiment("a")] public partial class A
        {
            public int Rounds { get; init; } = 9;
            [NamedConfig] class Few { public double Rounds => 1; }
        }
        //// App/B.cs
        using Gen;
        [Experiment("b")] public partial class B { public string Rounds { get; init; } = ""; }
        [NamedConfig<B>] class Many { public object Rounds => "many"; }
        //// Tools/C.cs
        using Gen;
        [Experiment("c")] public partial record C
        {
            public double Rounds { get; init; } = 9;
            [NamedConfig] record Few { public decimal Rounds => 1; }
        }

        """;

    [Fact]
    public Task FixAll_InThreeProjects() =>
        VerifyFix.FixesAll(
            RuleIds.NamedConfigType,
            Three,
            Three.Replace("double Rounds =>", "int Rounds =>").Replace("object", "string").Replace("decimal", "double")
        );

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
