namespace Gen.Generators.Tests.Experiments;

/// <content>Base classes, records, partial declarations, and user-defined members.</content>
public sealed partial class DeclarationTests
{
    [Fact]
    public void Entries_OfBaseClasses_AreIncluded()
    {
        var program = GeneratedProgram.Of("""
            public abstract class Root
            {
                public int Epochs { get; init; } = 1;
                public virtual int Rate { get; init; } = 1;
                public virtual int Size { get; init; } = 1;
                public int Hidden { get; init; }
            }
            public class Middle<T> : Root { public T? Extra { get; set; } public int FromGeneric { get; set; } = 3; }
            [Experiment("e")] public partial class E : Middle<string>
            {
                public override int Rate { get; init; } = 2;
                public override int Size => Epochs * 10;
                public new int Hidden { get; init; } = 5;
                [Captured] public int Sum(int epochs, int rate, int size, int fromGeneric, int hidden) =>
                    epochs + rate + size + fromGeneric + hidden;
            }
            public static class T { public static int Sum(string[] updates) => E.Parse(updates).Sum(); }
            """);
        Assert.Equal(1 + 2 + 10 + 3 + 5, program.Call("T.Sum", [new string[0]]));
        Assert.Equal(4 + 3 + 40 + 6 + 7, program.Call("T.Sum", [new[] { "epochs=4", "rate=3", "from_generic=6", "hidden=7", "extra=a" }]));
        var error = Assert.Throws<ConfigException>(() => program.Call("T.Sum", [new[] { "size=3" }]));
        Assert.Equal("Entry 'size' is derived from other entries and cannot be set.", error.Message);
    }

    [Fact]
    public void Experiment_DerivedFromAnother_Works()
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
    public void Record_EqualityAndWith_IgnoreGeneratedMembers()
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
                public static bool ParsedIsEqual() => E.Parse("epochs=3") == new E { Epochs = 3 }
                && E.Parse("epochs=3").GetHashCode() == new E { Epochs = 3 }.GetHashCode();
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
    public void TwoExperiments_NamesDifferInCaseOnly_BothWork()
    {
        var program = GeneratedProgram.Of("""
            namespace N
            {
                [Experiment("a")] public partial class Net { public int A { get; init; } = 1; [Captured] public int F(int a) => a; }
            }
            namespace N
            {
                [Experiment("b")] public partial class NET { public int B { get; init; } = 2; [Captured] public int F(int b) => b; }
            }
            namespace n
            {
                [Experiment("c")] public partial class net { public int C { get; init; } = 3; [Captured] public int F(int c) => c; }
            }
            public static class T { public static int Sum() => N.Net.Parse().F() + N.NET.Parse("b=20").F() + n.net.Parse("c=300").F(); }
            """);
        Assert.Equal(321, program.Call("T.Sum"));
    }

    [Fact]
    public void Experiment_SeveralParts_IsGeneratedOnce()
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
    public void InvalidExperiment_GetsNoCodeAndNoFurtherError(string source)
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
    public void ReportedMistake_GeneratedCodeCompiles(string source) => GeneratedProgram.Of(source);

    [Fact]
    public void OwnMembers_AreNotOverwritten()
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
