using Gen.Generators.Tests.Support;

namespace Gen.Generators.Tests.Experiments;

/// <summary>The members of all experiments, which are the same for classes and records, wherever they are declared and called.</summary>
public class ExtensionMembersTests
{
    private const string Usings = "using System;\nusing Gen;\n";

    [Theory]
    [InlineData("class E")]
    [InlineData("class E : IDisposable", "public void Dispose() { }")]
    [InlineData("record E")]
    [InlineData("record E : OtherRecord")]
    [InlineData("class E : Other")]
    [InlineData("class E", "public long? Seed { get; init; }")]
    [InlineData("class E", "public ulong? SEED { get; init; }")]
    [InlineData("class E", "private static int Restore(double x) => 1;")]
    [InlineData("class E", "public static E Parse(int number) => new(); public string ToJson(int indent) => \"\";")]
    [InlineData("class E", "[Captured] private static int FromJson(int a, int epochs) => a + epochs;")]
    [InlineData("class E", "[Captured] public int Parse(string text, int epochs) => epochs;")]
    public async Task AnyExperiment_HasAllMembers(string declaration, string member = "")
    {
        var program = GeneratedProgram.Of(Usings + $$"""
            public class Other;
            public record OtherRecord;
            public static class Test
            {
                public static string Value(string[] updates)
                {
                    var config = E.Parse(new RunOptions(), updates);
                    var run = E.RunAsync(config, new RunOptions { Unobserved = true }).Result;
                    return $"{E.FromJson(config.ToJson()).Epochs} {run.Result}";
                }

                public static System.Threading.Tasks.Task<int> Run(string[] args) => E.RunAsync(args);
            }

            [Experiment("e")]
            public partial {{declaration}}
            {
                public int Epochs { get; init; } = 5;

                {{member}}

                [Main] private string Train(Run run, int epochs, [Seed] long drawn) => epochs + " " + run.Seed;
            }
            """);

        Assert.Equal("7 7 11", program.Call("Test.Value", [(string[])["epochs=7", "seed=11"]]));
        Assert.Equal(0, await (Task<int>)program.Call("Test.Run", [(string[])["--unobserved", "with", "seed=3"]])!);
        Assert.Equal(2, await (Task<int>)program.Call("Test.Run", [(string[])["with", "sed=3"]])!);
    }

    [Theory]
    [InlineData(
        "public static partial class Outer { public partial struct Middle { $ internal sealed partial record E",
        "} }",
        "Outer.Middle.E"
    )]
    [InlineData("namespace Deep.Down { public partial interface IOuter { $ public partial class E", "} }", "Deep.Down.IOuter.E")]
    [InlineData("$ internal partial record E", "", "E")]
    public void AnyNamespaceOrOuterType_HasAllMembers(string open, string close, string name)
    {
        var program = GeneratedProgram.Of(Usings + $$"""
            public static class Test
            {
                public static string Value() => Caller<int>.Value();
                public static int Code() => Caller<int>.Code();
            }

            file static class Caller<T>
            {
                public static string Value() => {{name}}.Parse("epochs=3").ToJson();
                public static int Code()
                {
                    Func<string[], RunOptions?, System.Threading.Tasks.Task<int>> run = {{name}}.RunAsync;
                    return run(["--unobserved"], Quiet.Options).Result;
                }
            }

            {{open}} { public int Epochs { get; init; } = 5; [Main] private int Train(int epochs) => epochs; } {{close}}
            """.Replace("$", "[Experiment(\"e\")]"));

        Assert.Contains("\"epochs\": 3", (string)program.Call("Test.Value")!, StringComparison.Ordinal);
        Assert.Equal(0, program.Call("Test.Code"));
    }

    [Fact]
    public void GenericMethod_CallsMembersOfAnyExperiment()
    {
        var program = GeneratedProgram.Of(Usings + """
            using Gen.Configuration;
            [Experiment("a")] public partial class A { public int Epochs { get; init; } = 5; }
            [Experiment("b")] public sealed partial record B { public int Depth { get; init; } = 2; }
            public static class Test
            {
                public static string Both() => Json(new A { Epochs = 8 }) + Json(new B());
                private static string Json<T>(T config) where T : class, IExperiment<T> => config.ToJson();
            }
            """);

        var json = (string)program.Call("Test.Both")!;
        Assert.Contains("\"epochs\": 8", json, StringComparison.Ordinal);
        Assert.Contains("\"depth\": 2", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class", false)]
    [InlineData("class", true)]
    [InlineData("record", false)]
    [InlineData("record", true)]
    public void DerivedExperiment_HasOwnMembersAndSharedSeed(string kind, bool elsewhere)
    {
        var first =
            $"[Experiment(\"a\")] public partial {kind} A {{ public int Epochs {{ get; init; }} = 5; [Main] private int Train(int epochs) "
            + $"=> epochs; }}\n";
        var second = $$"""
            [Experiment("b")] public partial {{kind}} B : A
            {
                public int Depth { get; init; } = 2;
                [NamedConfig] public sealed class Fixed { public long? Seed => 99; }
                [Main] private string Train(Run run, int epochs) => $"{epochs} {Depth} {run.Seed}";
            }
            public static class Test
            {
                public static string Run(string[] updates) =>
                    B.RunAsync(B.Parse(updates), new RunOptions { Unobserved = true }).Result.Result;
                public static string Seeds() => $"{((A)B.Parse("seed=5")).Seed} {A.Parse("seed=6").Seed} "
                    + $"{new B { Seed = 7 }.ToJson().Contains("\"seed\": 7")}";
                public static string Copies() => $"{new B().With(new B.Fixed()).Seed} "
                    + $"{((A)new B { Epochs = 4 }).ToJson().Contains("depth")}";
            }
            """;
        var program = elsewhere
            ? GeneratedProgram.With(GeneratedProgram.Of(Usings + first), Usings + second)
            : GeneratedProgram.Of(Usings + first + second);

        Assert.Equal("8 3 17", program.Call("Test.Run", [(string[])["epochs=8", "depth=3", "seed=17"]]));
        Assert.Equal("5 2 99", program.Call("Test.Run", [(string[])["fixed"]]));
        Assert.Equal("5 6 True", program.Call("Test.Seeds"));
        Assert.Equal("99 False", program.Call("Test.Copies"));
    }

    [Fact]
    public void ExperimentOfOtherAssembly_HasAllMembers()
    {
        var library = GeneratedProgram.Of(
            Usings
                + "[Experiment(\"a\")] public partial record A { public int Epochs { get; init; } = 5; [NamedConfig] public class Long { "
                + "public int Epochs => 50; } [Main] private int Train(int epochs) => epochs; }"
        );
        var program = GeneratedProgram.With(
            library,
            Usings
                + """
                public static class Test
                {
                    public static int Run() => A.RunAsync(A.Parse("epochs=3") with { Seed = 1 }, Quiet.Options).Result.Result;
                    public static int Long() => new A().With(new A.Long()).Epochs;
                    public static int Code() => A.RunAsync(["--unobserved"], Quiet.Options).Result;
                }
                """
        );

        Assert.Equal(3, program.Call("Test.Run"));
        Assert.Equal(50, program.Call("Test.Long"));
        Assert.Equal(0, program.Call("Test.Code"));
    }

    [Theory]
    [InlineData("class")]
    [InlineData("record")]
    public void DrawnSeed_IsSetInConfig(string kind)
    {
        var program = GeneratedProgram.Of(
            Usings
                + $$"""
                [Experiment("e")] public partial {{kind}} E { [Main] private bool Train(Run run) => Seed == run.Seed; }
                public static class Test
                {
                    public static bool Run() => E.RunAsync(new E(), new RunOptions { Unobserved = true }).Result.Result;
                }
                """
        );

        Assert.Equal(true, program.Call("Test.Run"));
    }
}
