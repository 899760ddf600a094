namespace Gen.Generators.Tests.Experiments;

/// <summary>Blocks of a referenced assembly, whose metadata have no doc comments and initializers.</summary>
[Collection(nameof(ProcessWide))]
public sealed class ReferencedBlockTests
{
    private static readonly GeneratedProgram s_library = GeneratedProgram.Of("""
        namespace Library;
        /// <summary>Where data lie.</summary>
        [Config] public record Data : Part, IValidatableObject
        {
            /// <summary>The "path"; see <see cref="Mode"/>.</summary>
            public string Path { get; init; } = "here";
            /// <summary>How to read.</summary>
            public Mode Mode { get; set; }
            [Range(0, 1, MinimumIsExclusive = true)] public double? Share { get; init; }
            [AllowedValues("a", "b")] public string Letter { get; init; } = "a";
            [RegularExpression("[0-9]+")] public string Digits { get; init; } = "0";
            public double[]? Weights { get; init; } = [1.5, 2];
            internal int Hidden { get; set; }
            public int Double => Count * 2;

            public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
            {
                if (Mode == Mode.Slow && Count > 5)
                    yield return new ValidationResult("slow data are few", [nameof(Count), nameof(Mode)]);
                if (Path.Length == 0)
                    yield return new ValidationResult("there is nothing");
            }
        }
        [Config] public record Part { /// <summary>How many.</summary>
            public int Count { get; init; } = 3; }
        public enum Mode { Fast, Slow }
        [Config] internal class Internal { public int Size { get; init; } = 1; }
        """);

    private static readonly GeneratedProgram s_program = GeneratedProgram.With(s_library, """
        [Experiment("e")] public partial class E
        {
            public Library.Data Data { get; init; } = new();
            [Captured] public string Where(Library.Data data, [FromConfig("data.path")] string path) => path + data.Mode + data.Count;
            [Main] public string M(Library.Data data) => Where();
        }
        public static class T
        {
            public static string Help() => Written(() => E.RunAsync(["--help"]).Wait());
            public static string Print() => Written(() => E.RunAsync(["print-config", "data.mode=slow"]).Wait());
            public static string Saved() => Written(() => E.RunAsync(["save-config", "-", "data.mode=slow", "data.share=0.5"]).Wait());
            private static string Written(Action action)
            {
                lock (typeof(Console))
                {
                    var before = Console.Out;
                    using var text = new StringWriter();
                    Console.SetOut(text);
                    action();
                    Console.SetOut(before);
                    return text.ToString();
                }
            }
        }
        """);

    [Fact]
    public void Entries_InitSetters_AreSetAndPassedToMethods()
    {
        var config = s_program.Parse("E", "data.path=there", "data.mode=slow", "data.count=4", "data.share=0.5", "data.weights=3,4");
        Assert.Equal("thereSlow4", (string)config.Where());
        Assert.Equal((0.5, 8), ((double)config.Data.Share, (int)config.Data.Double));
        Assert.Equal([3.0, 4.0], (double[])config.Data.Weights);
    }

    [Theory]
    [InlineData("  data.path (string = here)")]
    [InlineData("The \"path\"; see Mode.")]
    [InlineData("  data.mode (Fast|Slow = Fast)")]
    [InlineData("How to read.")]
    [InlineData("  data.count (int = 3)")]
    [InlineData("How many.")]
    [InlineData("  data.share (double?)")]
    [InlineData("  data.weights (double[]? = [1.5,2.0])")]
    public void Help_EqualsThatOfSource(string text) => Assert.Contains(text, (string)s_program.Call("T.Help")!);

    [Fact]
    public void PrintAndSave_HaveDefaults()
    {
        var shown = (string)s_program.Call("T.Print")!;
        Assert.Contains("here", shown);
        Assert.Contains("Slow", shown);
        Assert.Equal("""{"data":{"mode":"Slow","share":0.5}}""", ((string)s_program.Call("T.Saved")!).Replace(" ", "").Replace("\n", ""));
    }

    [Theory]
    [InlineData("data.share=0", "Entry 'data.share' must be more than 0 and at most 1, but was 0.")]
    [InlineData("data.letter=c", "Entry 'data.letter' must be one of a, b, but was 'c'.")]
    [InlineData("data.digits=x", "Entry 'data.digits' must match [0-9]+, but was 'x'.")]
    [InlineData("data.mode=fats", "Fast")]
    [InlineData("data.hidden=1", "Entry 'data.hidden' does not exist")]
    [InlineData("data.path=", "data: there is nothing")]
    public void InvalidValue_Throws(string update, string message) =>
        Assert.Contains(message, Assert.Throws<ConfigException>(() => s_program.Parse("E", update)).Message);

    [Fact]
    public void ValidatableBlock_IsValidatedWithAttributes()
    {
        var message = Assert.Throws<ConfigException>(() => s_program.Parse("E", "data.mode=slow", "data.count=6", "data.share=2")).Message;
        Assert.Contains("Entry 'data.share' must be more than 0 and at most 1, but was 2.", message);
        Assert.Contains("data.count, data.mode: slow data are few", message);
    }

    [Fact]
    public void Schema_IsEmittedWithTheBlockOnly()
    {
        Assert.Contains("public sealed class GeneratedSchema_Data ", s_library.Files["Library.Data.Schema.g.cs"]);
        Assert.Contains("internal sealed class GeneratedSchema_Internal ", s_library.Files["Library.Internal.Schema.g.cs"]);
        var experiment = Assert.Single(s_program.Files, f => f.Key.EndsWith("E.Experiment.g.cs")).Value;
        Assert.Contains("new(\"data\", global::Library.GeneratedSchema_Data.Instance)", experiment);
        Assert.DoesNotContain("\"path\"", experiment);
    }

    [Fact]
    public async Task ValidatableExperiment_IsValidated()
    {
        var program = GeneratedProgram.Of("""
            [Config] public class Part { public int Size { get; init; } = 1; }
            [Experiment("e")] public partial class E : IValidatableObject
            {
                public int Low { get; init; } = 1;
                public int HighEnd { get; init; } = 2;
                public Part? Part { get; init; }
                IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext context) =>
                    Low > HighEnd ? [new("it is below low", [nameof(HighEnd)]), ValidationResult.Success!] : [];
                [Main] public int M() => Low;
            }
            public static class T { public static Task Run() => E.RunAsync(new E { Low = 9 }, Quiet.Options); }
            """);
        Assert.Equal(2, (int)program.Parse("E").HighEnd);
        Assert.Equal("high_end: it is below low", Assert.Throws<ConfigException>(() => program.Parse("E", "low=3")).Message);
        await Assert.ThrowsAsync<ConfigException>(() => (Task)program.Call("T.Run")!);
    }
}
