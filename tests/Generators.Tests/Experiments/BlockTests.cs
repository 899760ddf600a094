namespace Gen.Generators.Tests.Experiments;

/// <summary>Blocks of entries: <c>[Config]</c> classes.</summary>
public sealed class BlockTests
{
    private const string Blocks = """
        namespace First { [Config] public class Opt { public int X { get; init; } = 1; public int Y { get; set; } = 2; } }
        namespace Second { [Config] public record Opt { public int X { get; init; } = 3; public Inner Inner { get; init; } = new(); } }
        [Config] public class Inner { public int Depth { get; init; } = 4; public string? Note { get; set; } }
        [Experiment("e")] public partial class E
        {
            public First.Opt A { get; init; } = new();
            public Second.Opt B { get; set; } = new() { X = 30 };
            public Inner? Maybe { get; init; }
            public Inner Fixed { get; } = new() { Note = "fixed" };
            public Inner Alias => B.Inner;
            [Captured] public int Depths(Inner? maybe, [FromConfig("b.inner")] Inner inner, [FromConfig("fixed.depth")] int depth,
                First.Opt opt) =>
                (maybe!.Depth * 1000) + (inner.Depth * 100) + (depth * 10) + opt.X;
            [Main] public int M(Second.Opt anyName, First.Opt a) => anyName.X + a.Y;
        }
        """;

    private static readonly GeneratedProgram s_program = GeneratedProgram.Of(Blocks + """
        public static class T
        {
            public static string Json(E config) => config.ToJson().Replace(" ", "").Replace("\n", "");
            public static string NewJson() => Json(new E());
            public static int RunNew() => E.RunAsync(new E(), Quiet.Options).Result.Result;
            public static E FromJson(string json) => E.FromJson(json);
        }
        """);

    [Fact]
    public void Blocks_TypesWithSameName_AreSeparate()
    {
        var config = s_program.Parse("E", "a.x=5", "b.x=6", "a.y=7");
        Assert.Equal((5, 7, 6), ((int)config.A.X, (int)config.A.Y, (int)config.B.X));
    }

    [Fact]
    public void Blocks_NestedNullOrGetOnly_AreSet()
    {
        var config = s_program.Parse("E", "b.inner.depth=5", "maybe.depth=6", "fixed.depth=7", "Fixed.Note=new");
        Assert.Equal(6571, (int)config.Depths());
        Assert.Equal("new", config.Fixed.Note);
        Assert.Equal(30, (int)config.B.X);
    }

    [Fact]
    public void NullBlock_IsRecordedWithDefaults()
    {
        Assert.Equal(
            """{"a":{"x":1,"y":2},"b":{"inner":{"depth":4,"note":null},"x":30},"fixed":{"depth":4,"note":"fixed"}"""
                + ""","maybe":{"depth":4,"note":null},"seed":null}""",
            s_program.Call("T.NewJson"));
        Assert.Equal(32, s_program.Call("T.RunNew"));
    }

    [Fact]
    public void Blocks_RoundTripThroughJson()
    {
        var config = s_program.Parse("E", "b.inner.depth=5", "b.inner.note=say \"a.b\"", "maybe.depth=6", "fixed.depth=7", "a.y=8");
        var json = (string)s_program.Call("T.Json", [config])!;
        Assert.Equal(json, s_program.Call("T.Json", [s_program.Call("T.FromJson", [json])]));
    }

    [Theory]
    [InlineData("alias.depth=3", "Entry 'alias.depth' does not exist")]
    [InlineData("b.inner.dept=3", "Did you mean 'b.inner.depth'?")]
    [InlineData("b.inner=3", "'b.inner' is a block and cannot be set as a whole. Its entries are b.inner.depth, b.inner.note.")]
    public void UnknownKey_InBlock_SuggestsNearest(string update, string message) =>
        Assert.Contains(message, Assert.Throws<ConfigException>(() => s_program.Parse("E", update)).Message);

    [Fact]
    public void Block_OfOtherAssembly_Works()
    {
        var library = GeneratedProgram.Of("""
            namespace Library;
            /// <summary>Where data lie.</summary>
            [Config] public class Data { /// <summary>The path.</summary>
                public string Path { get; init; } = "here";
                public Mode Mode { get; set; }
                [Range(1, 5)] public int Count { get; init; } = 1;
                internal int Hidden { get; set; }
                }
            public enum Mode { Fast, Slow }
            """);
        var program = GeneratedProgram.With(library, """
            [Experiment("e")] public partial class E
            {
                public Library.Data Data { get; init; } = new();
                [Captured] public string Where(Library.Data data, [FromConfig("data.path")] string path) => path + data.Mode + data.Count;
            }
            """);
        Assert.Equal("thereSlow4", (string)program.Parse("E", "data.path=there", "data.mode=slow", "data.count=4").Where());
        Assert.Equal(
            "Entry 'data.count' must be from 1 to 5, but was 6.",
            Assert.Throws<ConfigException>(() => program.Parse("E", "data.count=6")).Message
        );
    }

    [Fact]
    public void EntryOfSharedBlock_Set_DoesNotChangeOtherConfigs()
    {
        var program = GeneratedProgram.Of("""
            [Config] public class Data
            {
                public int Size { get; init; } = 1;
                public Part Part { get; init; } = Shared;
                public static readonly Part Shared = new();
            }
            [Config] public class Part { public int Count { get; set; } = 1; }
            [Experiment("e")] public partial class E
            {
                private static readonly Data s_preset = new() { Size = 2 };
                private static readonly Data s_large = new() { Size = 3 };
                public Data Data { get; init; } = s_preset;
                [NamedConfig] public class Large { public Data Data => s_large; }
                [Main] public int M(Data data) => data.Part.Count += 100;
                public static string Presets() => $"{s_preset.Size} {s_large.Size} {s_large.Part.Count} {Data.Shared.Count}";
            }
            public static class T
            {
                public static int RunTwice()
                {
                    var config = new E();
                    return E.RunAsync(config, Quiet.Options).Result.Result + E.RunAsync(config, Quiet.Options).Result.Result;
                }
            }
            """);
        var config = program.Parse("E", "large", "data.size=9", "data.part.count=8");
        Assert.Equal((9, 8), ((int)config.Data.Size, (int)config.Data.Part.Count));
        program.Parse("E", "data.size=9");
        Assert.Equal("2 3 1 1", program.Call("E.Presets"));
        Assert.Equal(202, program.Call("T.RunTwice"));
        Assert.Equal("2 3 1 1", program.Call("E.Presets"));
    }

    [Fact]
    public void GetOnlyBlock_KeepsNestedBlocks()
    {
        var program = GeneratedProgram.Of("""
            [Config] public class Data { public Part Part { get; init; } = new(); public Part? Other { get; init; } }
            [Config] public class Part { public int Count { get; set; } = 1; }
            [Experiment("e")] public partial class E { public Data Data { get; } = new(); }
            public static class T
            {
                public static bool Same()
                {
                    var e = new E();
                    var part = e.Data.Part;
                    return e.ToJson().Contains("other") && ReferenceEquals(part, e.Data.Part);
                }
            }
            """);
        Assert.Equal(true, program.Call("T.Same"));
        Assert.Equal(5, (int)program.Parse("E", "data.other.count=5").Data.Other.Count);
    }
}
