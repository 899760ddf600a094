namespace Gen.Generators.Tests.Experiments;

/// <summary>Blocks that are one of several kinds, wherever their classes are declared.</summary>
[Collection(nameof(ProcessWide))]
public sealed class BlockKindTests
{
    private static readonly GeneratedProgram s_library = GeneratedProgram.Of("""
        namespace Library;
        [Config] public abstract record Optim
        {
            /// <summary>How fast.</summary>
            public double Rate { get; init; } = 0.1;
            public sealed record Sgd : Optim { [Range(0, 1)] public double Momentum { get; init; } }
            /// <summary>Moments.</summary>
            public sealed record Adam : Optim { public Beta Beta { get; init; } = new(); }
        }
        [Config] public record Beta { public double First { get; init; } = 0.9; }
        public sealed record Lion : Optim { public int Pride { get; init; } = 3; }
        """);

    private static readonly GeneratedProgram s_program = GeneratedProgram.With(s_library, """
        [Experiment("e")] public partial record E
        {
            [Kind<Library.Lion>, Kind<Own>] public Library.Optim Optimizer { get; init; } = new Library.Optim.Sgd();
            private Model Net { get; init; } = new Model.Small();
            [Kind<Own>] public Library.Optim? Other { get; set; }
            [Captured] public string F(Library.Optim optimizer) => optimizer.GetType().Name;
            [Main] public string M() => F();
            [Config] private abstract record Model { public sealed record Small : Model; }
        }
        public sealed record Own : Library.Optim { public string Name { get; init; } = "own"; public int @class { get; init; } }
        """);

    [Theory]
    [InlineData("Sgd")]
    [InlineData("Sgd", "optimizer.momentum=0.5")]
    [InlineData("Adam", "optimizer=adam", "optimizer.beta.first=0.5")]
    [InlineData("Lion", "optimizer=lion", "optimizer.pride=4")]
    [InlineData("Own", "optimizer=own", "optimizer.name=x", "optimizer.class=4", "optimizer.rate=2")]
    public void Choice_OfKindsFromEverywhere_IsMade(string kind, params string[] updates)
    {
        var config = s_program.Parse("E", updates);
        Assert.Equal(kind, (string)config.F());
    }

    [Fact]
    public void Violation_OfAKindElsewhere_IsReported() => Assert.Contains(
        "Entry 'optimizer.momentum' must be from 0 to 1, but was 2.",
        Assert.Throws<ConfigException>(() => s_program.Parse("E", "optimizer.momentum=2")).Message);

    [Fact]
    public void Schema_OfAnotherAssembly_IsReferredTo()
    {
        var code = Assert.Single(s_program.Files, f => f.Key.EndsWith("E.Experiment.g.cs")).Value;
        Assert.Contains("global::Library.GeneratedSchema_Optim.Instance", code);
        Assert.DoesNotContain("\"momentum\"", code);

        // Lion's is not nested in its block, and so has no schema of its own.
        Assert.Contains("class GeneratedKind_Lion ", code);
    }

    [Fact]
    public void BlocksNestedInTheirExperiment_AreChosen()
    {
        var program = GeneratedProgram.Of("""
            [Experiment("e")] public partial record E
            {
                public Holder Held { get; init; } = new();
                [Config] public record Holder { public Inner Model { get; init; } = new Inner.Small(); }
                [Config] public abstract record Inner
                {
                    public sealed record Small : Inner;
                    public sealed record Large : Inner { public int Size { get; init; } = 9; }
                }
                [Main] int M(Holder held) => 1;
            }
            """);
        var config = program.Parse("E", "held.model.size=4", "held.model=large");
        Assert.Equal("Large { Size = 4 }", config.Held.Model.ToString());
    }

    [Fact]
    public void PrivateBlockOfAnInternalExperiment_HasItsSchemaInTheExperiment()
    {
        var program = GeneratedProgram.Of("""
            public static partial class Outer
            {
                public static string Parsed() => Inner.Parse("net=large", "net.size=5").ToString();
                [Experiment("e")] internal sealed partial record Inner
                {
                    public Net Net { get; init; } = new Net.Small();
                    [Captured] static int F(Net net) => 1;
                    [Main] int M() => F();
                }
                [Config] internal abstract record Net
                {
                    internal sealed record Small : Net;
                    internal sealed record Large : Net { public int Size { get; init; } = 9; }
                }
            }
            """);
        Assert.Contains("Net = Large { Size = 5 }", (string)program.Call("Outer.Parsed")!);
    }
}
