using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class CapturedCallAnalyzerTests
{
    [Fact]
    public Task WhenACallGivesOneFilledParameterAndLeavesAnotherItsNameIsMarked() => Verify.Reports(
        "GEN015",
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public int Size { get; init; }
            [Captured] int F(long x, int epochs = 3, int size = 4) => epochs;
            [Captured] static T G<T>(T x, int epochs = 3, Run? run = null) => x;
            [Main] int Run() => [|F|](1, 2) + this.[|F|](1, size: 3) + [|G<int>|](1, epochs: 2);
        }
        """,
        "This call of 'F' gives 'epochs' and leaves 'size' to its default, which would beat entry 'size'; give 'size' too, or leave out both",
        "This call of 'F' gives 'size' and leaves 'epochs' to its default, which would beat entry 'epochs'; give 'epochs' too, or leave out both",
        "This call of 'G' gives 'epochs' and leaves 'run' to its default, which would beat the run's own; give 'run' too, or leave out both");

    [Fact]
    public Task WhenAMethodElsewhereIsCalledItIsTheSame() => Verify.Reports(
        "GEN015",
        """
        using Gen;
        [Config] public class Block { public int A { get; init; } }
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public Block Data { get; init; } = new();
            [Main] int Run() => Models.[|Build|](1, epochs: 3) + 3.[|Build|](epochs: 3);
        }
        static class Models { [Captured<X>] public static int Build(this int width, int epochs, Block? data = null) => width; }
        """,
        "This call of 'Build' gives 'epochs' and leaves 'data' to its default, which would beat block 'data'; give 'data' too, or leave out both",
        "This call of 'Build' gives 'epochs' and leaves 'data' to its default, which would beat block 'data'; give 'data' too, or leave out both");

    [Fact]
    public Task WhenACallGivesAllOrNoneNothingIsReported() => Verify.Accepts(
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public int Size { get; init; }
            [Captured] static int F(long x, int epochs = 3, int size = 4, int other = 5) => epochs;
            int G(int epochs = 3, int size = 4) => epochs;
            [Main] int Run() => F(1, 7) + F(1, 2, 3) + F(1, other: 2) + F(1, 2, 3, 4) + G(3);
            static int With(X x) => x.F(1) + F(1, 2, 3);
        }
        """);

    [Fact]
    public Task WhenThereIsNoExperimentToCallItOnTheDefaultIsMarked() => Verify.Reports(
        "GEN015",
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            [Captured] static int F(long x, int epochs = 3) => epochs;
            static int Without() => [|F|](1);
            [Main] int Run() => F(1) + X.[|F|](1) + Models.[|Build|](2);
        }
        static class Models { [Captured<X>] public static int Build(int width, int epochs = 3) => width; }
        """,
        "This call of 'F' has no X to fill parameters from and leaves 'epochs' to its default, which would beat entry 'epochs'; call it on an instance, or give 'epochs'",
        "This call of 'F' has no X to fill parameters from and leaves 'epochs' to its default, which would beat entry 'epochs'; call it on an instance, or give 'epochs'",
        "This call of 'Build' has no X to fill parameters from and leaves 'epochs' to its default, which would beat entry 'epochs'; call it on an instance, or give 'epochs'");
}
