using Gen.Generators.Tests.Support;

namespace Gen.Generators.Tests.Experiments;

/// <summary>Which experiments inherit the members that users call, and that those that do not have the same ones.</summary>
public class InheritedMembersTests
{
    private const string Usings = "using System;\nusing Gen;\n";
    private const string Base = "global::Gen.Configuration.ExperimentBase<";

    [Theory]
    [InlineData("class E", true)]
    [InlineData("class E : IDisposable", true, "public void Dispose() { }")]
    [InlineData("record E", false)]
    [InlineData("class E : Other", false)]
    [InlineData("class E", false, "public long? Seed { get; init; }")]
    [InlineData("class E", false, "public int SEED { get; init; } = 3;")]
    [InlineData("class E", false, "private static int Restore(double x) => 1;")]
    [InlineData("class E", false, "[Captured] private static int FromJson(int a, int epochs) => a + epochs;")]
    public async Task AnExperimentInheritsItsMembersUnlessItsBaseClassOrANameIsTaken(string declaration, bool inherits, string member = "")
    {
        var program = GeneratedProgram.Of(Usings + $$"""
            public class Other;
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

        var file = program.Files["E.Experiment.g.cs"];
        Assert.Equal(inherits, file.Contains(Base, StringComparison.Ordinal));
        Assert.Equal(!inherits, file.Contains(" ResumeAsync(", StringComparison.Ordinal));
        Assert.Equal("7 7 11", program.Call("Test.Value", [(string[])["epochs=7", "seed=11"]]));
        Assert.Equal(0, await (Task<int>)program.Call("Test.Run", [(string[])["--unobserved", "with", "seed=3"]])!);
        Assert.Equal(2, await (Task<int>)program.Call("Test.Run", [(string[])["with", "sed=3"]])!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnExperimentThatDerivesFromOneThatInheritsHasItsOwnMembersAndTheSeedOfBoth(bool elsewhere)
    {
        const string First = "[Experiment(\"a\")] public partial class A { public int Epochs { get; init; } = 5; }\n";
        const string Second = """
            [Experiment("b")] public partial class B : A
            {
                public int Depth { get; init; } = 2;
                [NamedConfig] public sealed class Fixed { public long? Seed => 99; }
                [Main] private string Train(Run run, int epochs) => $"{epochs} {Depth} {run.Seed}";
            }
            public static class Test
            {
                public static string Run(string[] updates) => B.RunAsync(B.Parse(updates), new RunOptions { Unobserved = true }).Result.Result;
                public static string Seeds() => $"{((A)B.Parse("seed=5")).Seed} {A.Parse("seed=6").Seed} {new B { Seed = 7 }.ToJson().Contains("\"seed\": 7")}";
            }
            """;
        var program = elsewhere ? GeneratedProgram.With(GeneratedProgram.Of(Usings + First), Usings + Second) : GeneratedProgram.Of(Usings + First + Second);

        Assert.Contains("new static", program.Files["B.Experiment.g.cs"], StringComparison.Ordinal);
        Assert.Contains("GiveSeed(config, ", program.Files["B.Experiment.g.cs"], StringComparison.Ordinal);
        Assert.Equal("8 3 17", program.Call("Test.Run", [(string[])["epochs=8", "depth=3", "seed=17"]]));
        Assert.Equal("5 2 99", program.Call("Test.Run", [(string[])["fixed"]]));
        Assert.Equal("5 6 True", program.Call("Test.Seeds"));
    }

    [Fact]
    public void ADrawnSeedIsGivenToAnExperimentThatInheritsIt()
    {
        var program = GeneratedProgram.Of(Usings + """
            [Experiment("e")] public partial class E { [Main] private bool Train(Run run) => Seed == run.Seed; }
            public static class Test { public static bool Run() => E.RunAsync(new E(), new RunOptions { Unobserved = true }).Result.Result; }
            """);

        Assert.Equal(true, program.Call("Test.Run"));
    }
}
