namespace Gen.Generators.Tests.Experiments;

/// <summary>The declarations of experiments.</summary>
public sealed partial class DeclarationTests
{
    [Theory]
    [InlineData("public sealed partial class E { public int Epochs { get; init; } = 5; }", "E")]
    [InlineData("public partial record E { public int Epochs { get; init; } = 5; }", "E")]
    [InlineData("public sealed partial record class E { public int Epochs { get; set; } = 5; }", "E")]
    [InlineData("internal partial class E { public int Epochs { get; init; } = 5; }", "E")]
    public void Experiment_ClassOrRecord_AnyAccessibility(string declaration, string name)
    {
        var program = GeneratedProgram.Of($$"""
            [Experiment("e")] {{declaration}}
            public static class T { public static int Epochs() => {{name}}.Parse("epochs=7").Epochs; }
            """);
        Assert.Equal(7, program.Call("T.Epochs"));
    }

    [Theory]
    [InlineData("namespace A.B;", "", "", "A.B.T", "A.B.E")]
    [InlineData("namespace A.@class;", "", "", "A.class.T", "A.@class.E")]
    [InlineData("", "public partial class Outer { public partial struct Middle {", "} }", "T", "Outer.Middle.E")]
    [InlineData(
        "",
        "internal static partial class Outer { internal partial record Middle { internal partial interface Inner {",
        "} } }",
        "T",
        "Outer.Middle.Inner.E"
    )]
    [InlineData("", "internal partial record struct @event {", "}", "T", "@event.E")]
    [InlineData("namespace Gen.Configuration;", "", "", "Gen.Configuration.T", "E")]
    [InlineData("namespace My.System;", "", "", "My.System.T", "E")]
    [InlineData("namespace My.Gen;", "", "", "My.Gen.T", "E")]
    public void Experiment_AnyNamespaceOrPartialType(string ns, string open, string close, string test, string name)
    {
        var program = GeneratedProgram.Of($$"""
            {{ns}}
            {{open}}
            [Experiment("e")] internal partial class E
            {
                [Range(1, 9)] public int Epochs { get; init; } = 5;
                [Captured] int Twice(int epochs, Random random, int factor = 2) => epochs * factor;
                [NamedConfig] class Long { public int Epochs => 9; }
                internal int Call() => Twice();
            }
            {{close}}
            public static class T { public static int Value() => {{name}}.Parse("long").Call(); }
            """);
        Assert.Equal(18, program.Call(test + ".Value"));
    }

    [Fact]
    public void Names_KeywordsAndNonAscii_Compile()
    {
        var program = GeneratedProgram.Of("""
            [Experiment("e")] public partial class @class
            {
                public int @int { get; init; } = 1;
                public int @event { get; set; } = 2;
                public Größe Größe { get; init; } = new();
                public @enum Art { get; init; }
                public int 学習率 { get; init; } = 4;
                public int @record { get; init; } = 5;
                [NamedConfig] public class @static { public int @int => 10; public int @event => 20; }
                [Captured] public int @void(int @int, int @event, int @this, int 学習率, int @record = 3) =>
                    @int + @event + @this + 学習率 + @record;
                [Captured] public static T @new<@T>(T @out, int @int) => @out;
                [Main] public int @return(@class @struct, int @int, @enum art) => @int + (int)art;
            }
            [Config] public class Größe { public int @long { get; init; } = 3; public int Öl { get; set; } }
            public enum @enum { @public, @private }
            public static class T
            {
                public static int Value(string[] updates) => @class.Parse(updates).@void(1000);
                public static int Generic() => new @class().@new(8);
                public static int Block(string[] updates) => @class.Parse(updates).Größe.@long;
                public static int Run(string[] updates) => @class.RunAsync(@class.Parse(updates), Quiet.Options).Result.Result;
            }
            """);
        Assert.Equal(1012, program.Call("T.Value", [new string[0]]));
        Assert.Equal(1039, program.Call("T.Value", [new[] { "static" }]));
        Assert.Equal(1014, program.Call("T.Value", [new[] { "int=2", "学習率=5" }]));
        Assert.Equal(7, program.Call("T.Block", [new[] { "größe.long=7" }]));
        Assert.Equal(8, program.Call("T.Generic"));
        Assert.Equal(2, program.Call("T.Run", [new[] { "art=private" }]));
    }

    [Fact]
    public void ImplicitSeed_OwnProperty_ReplacesIt()
    {
        var program = GeneratedProgram.Of("""
            [Experiment("a")] public partial class Fixed { public long Seed { get; init; } = 5; [Main] long M(Run run) => run.Seed; }
            [Experiment("b")] public partial class Small { public int Seed { get; set; } = 6; [Main] long M(Run run) => run.Seed; }
            [Experiment("c")] public partial class Derived { public long Seed => 7; [Main] long M(Run run) => run.Seed; }
            [Experiment("d")] public partial class Drawn
            {
                public int? Seed { get; init; }
                [Main] bool M(Run run, int? seed) => run.Seed == seed && seed > 0;
            }
            [Experiment("e")] public partial class Text { public string Seed { get; init; } = "x"; [Main] string M(string seed) => seed; }
            [Experiment("f")] public partial class Unsigned
            {
                public ulong? Seed { get; init; }
                [Main] bool M(Run run, ulong? seed) => (ulong)run.Seed == seed;
            }
            [Experiment("g")] public partial class Constant { private const int Seed = 42; [Main] long M(Run run) => Seed; }
            [Experiment("h")] public partial class Method
            {
                public int Device(int seed) => seed;
                static int Seed() => 1;
                [Main] long M(Run run) => Seed() + Device(2);
            }
            [Experiment("i")] public partial class Implicit { [Main] bool M(Run run, long seed) => run.Seed == seed && Seed == seed; }
            public static class T
            {
                static readonly RunOptions s_options = Quiet.Options;
                public static long FixedSeed() => Fixed.RunAsync(Fixed.Parse(), s_options).Result.Result;
                public static long FixedSet() => Fixed.RunAsync(Fixed.Parse("seed=8"), s_options).Result.Result;
                public static long SmallSeed() => Small.RunAsync(new Small(), s_options).Result.Result;
                public static long DerivedSeed() => Derived.RunAsync(new Derived(), s_options).Result.Result;
                public static bool DrawnSeed() => Drawn.RunAsync(new Drawn(), s_options).Result.Result;
                public static string TextSeed() => Text.RunAsync(new Text(), s_options).Result.Result;
                public static bool UnsignedSeed() => Unsigned.RunAsync(new Unsigned(), s_options).Result.Result;
                public static long ConstantSeed() => Constant.RunAsync(new Constant(), s_options).Result.Result;
                public static long MethodSeed() => Method.RunAsync(new Method(), s_options).Result.Result;
                public static bool ImplicitSeed() => Implicit.RunAsync(new Implicit(), s_options).Result.Result;
                public static bool ImplicitGiven() =>
                    Implicit.RunAsync(new Implicit { Seed = 3 }, s_options).Result is { Result: true, Seed: 3 };
            }
            """);
        Assert.Equal(5L, program.Call("T.FixedSeed"));
        Assert.Equal(8L, program.Call("T.FixedSet"));
        Assert.Equal(6L, program.Call("T.SmallSeed"));
        Assert.Equal(7L, program.Call("T.DerivedSeed"));
        Assert.Equal(true, program.Call("T.DrawnSeed"));
        Assert.Equal("x", program.Call("T.TextSeed"));
        Assert.Equal(true, program.Call("T.UnsignedSeed"));
        Assert.Equal(42L, program.Call("T.ConstantSeed"));
        Assert.Equal(3L, program.Call("T.MethodSeed"));
        Assert.Equal(true, program.Call("T.ImplicitSeed"));
        Assert.Equal(true, program.Call("T.ImplicitGiven"));
    }
}
