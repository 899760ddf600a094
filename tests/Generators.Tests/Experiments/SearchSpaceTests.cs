namespace Gen.Generators.Tests.Experiments;

/// <summary>Search spaces outside of their experiments: in its own project, and in one that references it.</summary>
public sealed class SearchSpaceTests : IDisposable
{
    private const string Experiment = """
        namespace Models;
        [Experiment("e")] public partial class E
        {
            public int Epochs { get; init; } = 5;
            public double Rate { get; init; } = 0.5;
            public Part Part { get; init; } = new();
            [NamedConfig] public sealed class Long { public int Epochs => 40; }
            [SearchSpace] public sealed class Nested { public Choice<int> Epochs => new(1, 2); }
            [Main] private double Train(Run run)
            {
                run.LogScalar("steps", Epochs * Part.Width);
                return Epochs * Rate;
            }
        }
        [Config] public sealed class Part { public int Width { get; init; } = 1; }
        """;

    private const string Spaces = """
        using Models;
        using Wanted = Objectives.Names;
        public static class Objectives
        {
            public const string Steps = "steps";
            public static class Names { public const string Result = "result"; }
        }
        namespace Studies
        {
            /// <summary>All kinds of values.</summary>
            [SearchSpace<E>(Maximize = Objectives.Steps)] public sealed class Wide
            {
                public Choice<int> Epochs => new(3, 4);
                [FromConfig("part.width")] public Choice<int> Width => new(10, 20);
                public NamedConfigs Config => new("default", "long");
            }
            public static class Group
            {
                public abstract class Shared { public Choice<int> Epochs => new(7, Largest); public int Largest { get; init; } = 8; }
                [SearchSpace<Models.E>(Minimize = Wanted.Result)] internal sealed class Inherited : Shared
                {
                    public Choice<double> Rate { get { return new Choice<double>([2, 1]); } }
                }
            }
            [SearchSpace<E>] public record Recorded { public Choice<int> Epochs => new(6); }
        }
        public static class T
        {
            public static async Task<string> Show<TResult>(Task<Sweep<E, TResult>> running)
            {
                var sweep = await running;
                return $"{sweep.Trials[0].Value} of {sweep.Trials.Count}: {string.Join(' ', sweep.Trials[0].Updates)}";
            }

            public static SweepOptions In(string directory) => new() { Runs = new() { RunsDirectory = directory, Capture = CaptureMode.No } };

            public static Task<string> Wide(string directory) => Show(E.SweepAsync(new Studies.Wide(), In(directory)));

            internal static Task<string> Inherited(string directory, int largest) =>
                Show(E.SweepAsync(new Studies.Group.Inherited { Largest = largest }, In(directory)));

            public static Task<string> Two(string directory) => Inherited(directory, 9);

            public static Task<string> Nested(string directory) => Show(E.SweepAsync(new E.Nested(), In(directory)));

            public static Task<int> Command(string directory, string space) =>
                E.RunAsync(["sweep", space, "--runs", directory, "--capture", "no", "--no-progress"]);
        }
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("gen").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public Task SpacesOfTheSameProject_AreUsedInCode() => AreUsedInCode(GeneratedProgram.OfFiles(Experiment, Spaces));

    [Fact]
    public Task SpacesOfAnotherProject_AreUsedInCode() =>
        AreUsedInCode(GeneratedProgram.With(GeneratedProgram.Of(Experiment), Spaces));

    private async Task AreUsedInCode(GeneratedProgram program)
    {
        Assert.Equal("80 of 8: epochs=4 part.width=20", await Show(program, "T.Wide"));
        Assert.Equal("7 of 4: rate=1 epochs=7", await Show(program, "T.Two"));
        Assert.Equal("0.5 of 2: epochs=1", await Show(program, "T.Nested"));
    }

    [Theory]
    [InlineData("wide", 0)]
    [InlineData("Inherited", 0)]
    [InlineData("recorded", 0)]
    [InlineData("nested", 0)]
    [InlineData("shared", 2)]
    public async Task SpacesOfTheSameProject_AreFoundByName(string space, int exitCode) =>
        Assert.Equal(exitCode, await (Task<int>)GeneratedProgram.OfFiles(Experiment, Spaces).Call("T.Command", _directory, space)!);

    // By name they are the experiment's own, which its project is built with.
    [Fact]
    public async Task SpaceOfAnotherProject_HasNoName() => Assert.Equal(
        2, await (Task<int>)GeneratedProgram.With(GeneratedProgram.Of(Experiment), Spaces).Call("T.Command", _directory, "wide")!);

    [Fact]
    public void ObjectiveOfLogs_IsThatOfTheExperiment()
    {
        var files = GeneratedProgram.OfTorch(
            """
            namespace Models
            {
                [Experiment("e")] public partial class E
                {
                    public int Epochs { get; init; } = 5;
                    [Metric] static TorchSharp.torch.Tensor Score(TorchSharp.torch.Tensor yPred) => yPred.mean();
                    [Main] int Train() => 0;
                }
            }
            """,
            """
            using Models;
            using L = Models.E.Logs.Names;
            using static Models.E;
            [SearchSpace<E>(Minimize = E.Logs.Names.ValLoss)] public class A { public Choice<int> Epochs => new(1); }
            [SearchSpace<E>(Maximize = L.ValScore)] public class B { public Choice<int> Epochs => new(1); }
            [SearchSpace<E>(Maximize = Logs.Names.Score)] public class C { public Choice<int> Epochs => new(1); }
            """).Files["Models.E.Experiment.g.cs"];
        Assert.Contains("global::Models.E.Logs.Names.ValLoss, null", files, StringComparison.Ordinal);
        Assert.Contains("null, global::Models.E.Logs.Names.ValScore", files, StringComparison.Ordinal);
        Assert.Contains("null, Logs.Names.Score", files, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public int SweepAsync { get; }")]
    [InlineData("public static int SweepAsync(Space space, SweepOptions? options = null, CancellationToken token = default) => 1;")]
    public void MemberOfTheUser_IsKept(string member) => GeneratedProgram.Of($$"""
        [Experiment("e")] public partial class E { public int Epochs { get; init; } {{member}} [Main] int Run() => 1; }
        [SearchSpace<E>] public class Space { public Choice<int> Epochs => new(1); }
        """);

    private async Task<string> Show(GeneratedProgram program, string method)
    {
        var folder = Path.Combine(_directory, method);
        return await (Task<string>)program.Call(method, folder)!;
    }
}
