namespace Gen.Generators.Tests.Experiments;

/// <summary>Static methods of other classes with <c>[Captured&lt;T&gt;]</c>, which become extension methods of the experiment.</summary>
public sealed class CapturedStaticMethodTests
{
    private const string Experiment = """
        namespace App
        {
            [Experiment("e")] public partial class E { public int Epochs { get; init; } = 5; public Part Part { get; init; } = new(); }
            [Config] public class Part { public int Depth { get; init; } = 4; }
        }
        """;

    [Fact]
    public void CapturedStaticMethod_GetsExtensionMethod()
    {
        var program = GeneratedProgram.Of(
            Experiment
                + """
                namespace App.Models
                {
                    public static class Nets
                    {
                        [Captured<App.E>] public static int Build(int epochs, int x = 10) => epochs + x;
                        [Captured<App.E>] internal static T Generic<T>(T given, App.Part part, Random random, [Seed] long seed, App.E self)
                            where T : struct => given;
                        [Captured<App.E>] public static ref int Slot(int[] slots, int epochs) => ref slots[epochs];
                    }
                }
                namespace Caller
                {
                    using App;
                    public static class T
                    {
                        public static string Call(int[] slots)
                        {
                            var e = E.Parse("epochs=3");
                            e.Slot(slots) = 7;
                            return $"{e.Build()} {e.Build(20)} {e.Build(x: 30)} {e.Generic(4)} {slots[3]}";
                        }
                    }
                }
                """
        );
        Assert.Equal("13 23 33 4 7", program.Call("Caller.T.Call", [new int[4]]));
    }

    [Fact]
    public void ClassesWithSameName_AreSeparate()
    {
        var program = GeneratedProgram.Of(
            Experiment
                + """
                namespace One { public static class Nets { [Captured<App.E>] public static int F(int epochs) => epochs; } }
                namespace Two
                {
                    static class Nets { [Captured<App.E>] internal static int G(int epochs) => epochs + 1; }
                    public static class Outer
                    {
                        public static class Nets { [Captured<App.E>] public static int H(int epochs) => epochs + 2; }
                    }
                }
                namespace two { public static class Nets { [Captured<App.E>] public static int I(int epochs) => epochs + 3; } }
                namespace App
                {
                    public static class T { public static int Sum() => new E().F() + new E().G() + new E().H() + new E().I(); }
                }
                """
        );
        Assert.Equal(5 + 6 + 7 + 8, program.Call("App.T.Sum"));
    }

    [Fact]
    public void Method_CapturedBySeveralExperiments_HasOverloadForEach()
    {
        var program = GeneratedProgram.Of(
            """
            [Experiment("a")] public partial class A { public int Epochs { get; init; } = 1; }
            [Experiment("b")] public partial record B { public long Epochs { get; init; } = 2; public int Rate { get; init; } = 3; }
            public class Nets { [Captured<A>, Captured<B>] public static string F(long epochs, int rate = 9) => $"{epochs}/{rate}"; }
            public static class T { public static string Call() => new A().F() + " " + new A().F(8) + " " + new B().F(); }
            """
        );
        Assert.Equal("1/9 1/8 2/3", program.Call("T.Call"));
    }

    [Fact]
    public void Experiment_OfOtherAssembly_Works()
    {
        var library = GeneratedProgram.Of(Experiment);
        var program = GeneratedProgram.With(
            library,
            """
            public static class Nets
            {
                [Captured<App.E>] public static bool F(int epochs, long seed, Run run) => epochs == 5 && seed == run.Seed;
            }
            public static class T { public static bool Call() => App.NetsCapturedByE.F(new App.E()); }
            """
        );
        Assert.Equal(true, program.Call("T.Call"));
    }

    [Theory]
    [InlineData("public class Nets { [Captured<App.E>] public int NotStatic(int epochs) => epochs; }")]
    [InlineData("public static class Nets { [Captured<App.E>] private static int Hidden(int epochs) => epochs; }")]
    [InlineData("public static class Nets<T> { [Captured<App.E>] public static int InGeneric(int epochs) => epochs; }")]
    [InlineData("file static class Nets { [Captured<App.E>] public static int FileLocal(int epochs) => epochs; }")]
    [InlineData("public static class Nets { [Captured<string>] public static int NoExperiment(int epochs) => epochs; }")]
    [InlineData("public static class Nets { [Captured<App.E>] public static int NothingFilled(int x) => x; }")]
    [InlineData(
        "public static class Nets { public static int F() { [Captured<App.E>] static int Local(int epochs) => epochs; return Local(1); } }"
    )]
    public void InvalidMethod_GetsNoOverload(string source) =>
        Assert.DoesNotContain(GeneratedProgram.Of(Experiment + source).Files.Keys, name => name.Contains("CapturedBy"));
}
