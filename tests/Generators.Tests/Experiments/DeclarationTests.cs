namespace Gen.Generators.Tests.Experiments;

/// <summary>Where and how an experiment may be declared.</summary>
public sealed class DeclarationTests
{
    [Theory]
    [InlineData("public sealed partial class E { public int Epochs { get; init; } = 5; }", "E")]
    [InlineData("public partial record E { public int Epochs { get; init; } = 5; }", "E")]
    [InlineData("public sealed partial record class E { public int Epochs { get; set; } = 5; }", "E")]
    [InlineData("internal partial class E { public int Epochs { get; init; } = 5; }", "E")]
    public void AnExperimentIsAClassOrRecordOfAnyAccessibility(string declaration, string name)
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
    public void AnExperimentStandsInAnyNamespaceOrPartialType(string ns, string open, string close, string test, string name)
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
    public void NamesThatAreKeywordsOrNotAsciiWork()
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
                [Captured] public int @void(int @int, int @event, int @this, int 学習率, int @record = 3) => @int + @event + @this + 学習率 + @record;
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
    public void TheImplicitSeedOfAnExperimentIsReplacedByTheUsersOwn()
    {
        var program = GeneratedProgram.Of("""
            [Experiment("a")] public partial class Fixed { public long Seed { get; init; } = 5; [Main] long M(Run run) => run.Seed; }
            [Experiment("b")] public partial class Small { public int Seed { get; set; } = 6; [Main] long M(Run run) => run.Seed; }
            [Experiment("c")] public partial class Derived { public long Seed => 7; [Main] long M(Run run) => run.Seed; }
            [Experiment("d")] public partial class Drawn { public int? Seed { get; init; } [Main] bool M(Run run, int? seed) => run.Seed == seed && seed > 0; }
            [Experiment("e")] public partial class Text { public string Seed { get; init; } = "x"; [Main] string M(string seed) => seed; }
            [Experiment("f")] public partial class Unsigned { public ulong? Seed { get; init; } [Main] bool M(Run run, ulong? seed) => (ulong)run.Seed == seed; }
            [Experiment("g")] public partial class Constant { private const int Seed = 42; [Main] long M(Run run) => Seed; }
            [Experiment("h")] public partial class Method { public int Device(int seed) => seed; static int Seed() => 1; [Main] long M(Run run) => Seed() + Device(2); }
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
                public static bool ImplicitGiven() => Implicit.RunAsync(new Implicit { Seed = 3 }, s_options).Result is { Result: true, Seed: 3 };
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

    [Fact]
    public void EntriesOfBaseClassesAreEntriesToo()
    {
        var program = GeneratedProgram.Of("""
            public abstract class Root { public int Epochs { get; init; } = 1; public virtual int Rate { get; init; } = 1; public virtual int Size { get; init; } = 1; public int Hidden { get; init; } }
            public class Middle<T> : Root { public T? Extra { get; set; } public int FromGeneric { get; set; } = 3; }
            [Experiment("e")] public partial class E : Middle<string>
            {
                public override int Rate { get; init; } = 2;
                public override int Size => Epochs * 10;
                public new int Hidden { get; init; } = 5;
                [Captured] public int Sum(int epochs, int rate, int size, int fromGeneric, int hidden) => epochs + rate + size + fromGeneric + hidden;
            }
            public static class T { public static int Sum(string[] updates) => E.Parse(updates).Sum(); }
            """);
        Assert.Equal(1 + 2 + 10 + 3 + 5, program.Call("T.Sum", [new string[0]]));
        Assert.Equal(4 + 3 + 40 + 6 + 7, program.Call("T.Sum", [new[] { "epochs=4", "rate=3", "from_generic=6", "hidden=7", "extra=a" }]));
        var error = Assert.Throws<ConfigException>(() => program.Call("T.Sum", [new[] { "size=3" }]));
        Assert.Equal("size is derived from other entries and can't be set", error.Message);
    }

    [Fact]
    public void AnExperimentMayDeriveFromAnother()
    {
        var program = GeneratedProgram.Of("""
            [Experiment("base")] public partial class Base
            {
                public int Epochs { get; init; } = 1;
                [Captured] protected int Twice(int epochs, long seed) => epochs * 2;
                [Main] public int Run1() => Twice();
            }
            [Experiment("derived")] public partial class Derived : Base
            {
                public int More { get; init; } = 10;
                [Captured] int Both(int epochs, int more) => epochs + more;
                [Main] public int Run2(Run run, long seed) => run.Seed == seed && Seed == seed ? Both() + Twice() : -1;
            }
            public static class T
            {
                public static int RunDerived(string[] updates) => Derived.RunAsync(Derived.Parse(updates), Quiet.Options).Result.Result;
                public static int RunBase(string[] updates) => Base.RunAsync(Base.Parse(updates), Quiet.Options).Result.Result;
                public static long? BaseSeed() => ((Base)Derived.Parse("seed=4")).Seed;
            }
            """);
        Assert.Equal(3 + 10 + 6, program.Call("T.RunDerived", [new[] { "epochs=3" }]));
        Assert.Equal(3 + 10 + 6, program.Call("T.RunDerived", [new[] { "epochs=3", "seed=8" }]));
        Assert.Equal(8, program.Call("T.RunBase", [new[] { "epochs=4" }]));
        Assert.Equal(4L, program.Call("T.BaseSeed"));
    }

    [Fact]
    public void ARecordsEqualityAndWithKnowNothingOfGen()
    {
        var program = GeneratedProgram.Of("""
            [Experiment("e")] public partial record E
            {
                public int Epochs { get; init; } = 5;
                public double Rate { get; init; } = 0.5;
                [Main] int M(Random random) => random.Next();
            }
            public static class T
            {
                public static bool ParsedIsEqual() => E.Parse("epochs=3") == new E { Epochs = 3 } && E.Parse("epochs=3").GetHashCode() == new E { Epochs = 3 }.GetHashCode();
                public static bool WithCopies() => E.Parse("epochs=3") with { Rate = 2 } == new E { Epochs = 3, Rate = 2 };
                public static bool Differs() => E.Parse("epochs=3") != new E();
                public static string Text() => new E { Seed = 1 }.ToString();
                public static bool UnchangedByARun()
                {
                    var config = new E { Epochs = 3 };
                    E.RunAsync(config, Quiet.Options).Wait();
                    return config == new E { Epochs = 3 } && config.Seed is null;
                }
            }
            """);
        Assert.Equal(true, program.Call("T.ParsedIsEqual"));
        Assert.Equal(true, program.Call("T.WithCopies"));
        Assert.Equal(true, program.Call("T.Differs"));
        Assert.Equal(true, program.Call("T.UnchangedByARun"));
        Assert.Equal("E { Epochs = 5, Rate = 0.5, Seed = 1 }", program.Call("T.Text"));
    }

    [Fact]
    public void TwoExperimentsWhoseNamesDifferInCaseOnlyBothWork()
    {
        var program = GeneratedProgram.Of("""
            namespace N { [Experiment("a")] public partial class Net { public int A { get; init; } = 1; [Captured] public int F(int a) => a; } }
            namespace N { [Experiment("b")] public partial class NET { public int B { get; init; } = 2; [Captured] public int F(int b) => b; } }
            namespace n { [Experiment("c")] public partial class net { public int C { get; init; } = 3; [Captured] public int F(int c) => c; } }
            public static class T { public static int Sum() => N.Net.Parse().F() + N.NET.Parse("b=20").F() + n.net.Parse("c=300").F(); }
            """);
        Assert.Equal(321, program.Call("T.Sum"));
    }

    [Fact]
    public void AnExperimentInSeveralPartsIsGeneratedOnce()
    {
        var program = GeneratedProgram.OfFiles(
            "[Experiment(\"e\")] public partial class E { public int A { get; init; } = 1; }",
            "public partial class E { public int B { get; init; } = 2; [Captured] public int Sum(int a, int b) => a + b; }",
            "public static class T { public static int Sum() => E.Parse(\"b=5\").Sum(); }");
        Assert.Equal(6, program.Call("T.Sum"));
    }

    [Theory]
    [InlineData("[Experiment(\"e\")] public class NotPartial { public int A { get; init; } }")]
    [InlineData("public class Outer { [Experiment(\"e\")] public partial class E { public int A { get; init; } } }")]
    [InlineData("[Experiment(\"e\")] public partial class E<T> { public int A { get; init; } }")]
    [InlineData("public partial class Outer<T> { [Experiment(\"e\")] public partial class E { public int A { get; init; } } }")]
    [InlineData("[Experiment(\"e\")] public static partial class E { }")]
    [InlineData("[Experiment(\"e\")] file partial class E { public int A { get; init; } }")]
    [InlineData("file partial class Outer { [Experiment(\"e\")] public partial class E { public int A { get; init; } } }")]
    public void WhatCannotBeAnExperimentGetsNothingAndNoFurtherError(string source)
    {
        var program = GeneratedProgram.Of(source);
        Assert.Empty(program.Files);
    }

    [Theory]
    [InlineData("[Experiment(\"e\")] public abstract partial class E { public int A { get; init; } [Main] void M() { } }")]
    [InlineData(
        "[Experiment(\"e\")] public partial class E(int a) { public int A { get; init; } = a; [NamedConfig] class N { public int A => 2; "
        + "} }"
    )]
    [InlineData("[Experiment(\"e\")] public partial record E(int A);")]
    [InlineData("[Experiment(\"e\")] public partial class E { public required int A { get; init; } [Main] void M() { } }")]
    [InlineData(
        "[Experiment(\"e\")] public partial class E { public B B { get; init; } = new() { A = 1 }; } [Config] public class B { public "
        + "required int A { get; init; } }"
    )]
    [InlineData(
        "[Experiment(\"e\")] public partial class E { public B B { get; init; } = B.New(); } [Config] public class B { private B() { } "
        + "public static B New() => new(); }"
    )]
    [InlineData(
        "[Experiment(\"e\")] public partial class E { public B<int> B { get; init; } = new(); } [Config] public class B<T> { public T? X "
        + "{ get; init; } }"
    )]
    [InlineData(
        "[Experiment(\"e\")] public partial class E { public B B { get; init; } = new(); } [Config] public class B { public B? Next { "
        + "get; init; } public int X { get; init; } }"
    )]
    [InlineData(
        "[Experiment(\"e\")] public partial class E { public System.Net.IPAddress? A { get; init; } public int Only { get; } public int "
        + "Half { get; private set; } }"
    )]
    public void GeneratedCodeCompilesWhereAnAnalyzerReportsAnError(string source) => GeneratedProgram.Of(source);

    [Fact]
    public void MembersOfTheUsersOwnAreNotOverwritten()
    {
        var program = GeneratedProgram.Of("""
            [Experiment("e")] public partial class E
            {
                public int A { get; init; } = 1;
                public static int Parse(params string[] updates) => -1;
                public string ToJson() => "mine";
                public static string FromJson(string json) => "mine";
                public static int RunAsync(string[] args) => -2;
                public static int RunAsync(E config) => -3;
                [Main] int M(int a) => a;
            }
            public static class T { public static string All() => $"{E.Parse()} {new E().ToJson()} {E.FromJson("")} "
                + $"{E.RunAsync(Array.Empty<string>())} {E.RunAsync(new E())}"; }
            """);
        Assert.Equal("-1 mine mine -2 -3", program.Call("T.All"));
    }
}
