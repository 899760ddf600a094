using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public partial class CapturedCallTests
{
    [Fact]
    public Task MixedCall_IsReportedAtMethodName() =>
        Verify.Reports(
            RuleIds.CapturedCall,
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
            "Call of 'F' passes 'epochs' but leaves 'size' at its default, which overrides entry 'size'. Pass 'size' too, or leave out "
            + "both.",
            "Call of 'F' passes 'size' but leaves 'epochs' at its default, which overrides entry 'epochs'. Pass 'epochs' too, or leave "
            + "out both.",
            "Call of 'G' passes 'epochs' but leaves 'run' at its default, which overrides the value of the run. Pass 'run' too, or leave "
            + "out both."
        );

    [Fact]
    public Task MixedCall_OfMethodInOtherClass_IsReported() =>
        Verify.Reports(
            RuleIds.CapturedCall,
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
            "Call of 'Build' passes 'epochs' but leaves 'data' at its default, which overrides block 'data'. Pass 'data' too, or leave "
            + "out both.",
            "Call of 'Build' passes 'epochs' but leaves 'data' at its default, which overrides block 'data'. Pass 'data' too, or leave "
            + "out both."
        );

    [Fact]
    public Task CallWithAllOrNoArguments_IsAccepted() => Verify.Accepts(
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public int Size { get; init; }
            [Captured] static int F(long x, int epochs = 3, int size = 4, int other = 5) => epochs;
            int G(int epochs = 3, int size = 4) => epochs;
            [Main] int Run() => F(1) + F(1, 2, 3) + F(1, other: 2) + F(1, 2, 3, 4) + G(3);
            static int With(X x) => x.F(1) + F(1, 2, 3);
        }
        """);

    [Fact]
    public Task CallWithoutExperiment_IsReported() =>
        Verify.Reports(
            RuleIds.CapturedCall,
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
            "Call of 'F' is not made on an instance of 'X' and leaves 'epochs' at its default, which overrides entry 'epochs'. Call it on "
            + "an instance, or pass 'epochs'.",
            "Call of 'F' is not made on an instance of 'X' and leaves 'epochs' at its default, which overrides entry 'epochs'. Call it on "
            + "an instance, or pass 'epochs'.",
            "Call of 'Build' is not made on an instance of 'X' and leaves 'epochs' at its default, which overrides entry 'epochs'. Call "
            + "it on an instance, or pass 'epochs'."
        );

    [Fact]
    public Task Fix_InExperiment_PassesEntry() => VerifyFix.Fixes(
        RuleIds.CapturedCall,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public int Size { get; init; }
            [Captured] static int F(long x, int epochs = 3, int size = 4, int other = 5) => epochs;
            [Main] int Run() => F(
                1, // one
                epochs: 2); // two
        }
        """,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public int Size { get; init; }
            [Captured] static int F(long x, int epochs = 3, int size = 4, int other = 5) => epochs;
            [Main] int Run() => F(
                1, // one
                epochs: 2, size: Size); // two
        }
        """,
        title: "Pass 'size'");

    [Fact]
    public Task Fix_WhenNameIsShadowed_QualifiesEntry() =>
        VerifyFix.Fixes(
            RuleIds.CapturedCall,
            """
            using Gen;
            [Config] public class Block { public string Path { get; init; } = ""; }
            [Experiment("x")] partial class X
            {
                public int Size { get; init; }
                public Block Data { get; init; } = new();
                public Block? Other { get; init; }
                [Captured] int F(long x, int size = 4, [FromConfig("data.path")] string path = "", [FromConfig("other.path")] string? second = null, X? self = null) => size;
                [Main] int Run() { var Data = 3; return this.F(Data, 1); }
            }
            """,
            """
            using Gen;
            [Config] public class Block { public string Path { get; init; } = ""; }
            [Experiment("x")] partial class X
            {
                public int Size { get; init; }
                public Block Data { get; init; } = new();
                public Block? Other { get; init; }
                [Captured] int F(long x, int size = 4, [FromConfig("data.path")] string path = "", [FromConfig("other.path")] string? second = null, X? self = null) => size;
                [Main] int Run() { var Data = 3; return this.F(Data, 1, path: this.Data.Path, second: Other?.Path, self: this); }
            }
            """,
            title: "Pass 'path' and 'second' and 'self'"
        );

    [Fact]
    public Task Fix_PassesSpecialValuesFromRun() =>
        VerifyFix.FixesAll(
            RuleIds.CapturedCall,
            """
            using Gen;
            using Microsoft.Extensions.Logging;
            [Experiment("x")] partial class X
            {
                public int Epochs { get; init; }
                [Captured] int F(int epochs = 3, Run? run = null, CancellationToken stop = default, ILogger? log = null, Random? random = null) => epochs;
                [Captured] int G(int epochs = 3, CancellationToken stop = default) => epochs;
                [Main] int Run(Run run) => F(1);
                [Command("other")] int Other(CancellationToken token) => G(1);
                [Captured] int H(int epochs = 3, IServiceProvider? services = null) => epochs;
                [Command("hosted")] int Hosted(IServiceProvider? provider) => H(1);
                [Command("both")] int Both(Run run) => H(1);
            }
            """,
            """
            using Gen;
            using Microsoft.Extensions.Logging;
            [Experiment("x")] partial class X
            {
                public int Epochs { get; init; }
                [Captured] int F(int epochs = 3, Run? run = null, CancellationToken stop = default, ILogger? log = null, Random? random = null) => epochs;
                [Captured] int G(int epochs = 3, CancellationToken stop = default) => epochs;
                [Main] int Run(Run run) => F(1, run: run, stop: run.CancellationToken, log: run.Log, random: run.CreateRandom("X.F"));
                [Command("other")] int Other(CancellationToken token) => G(1, stop: token);
                [Captured] int H(int epochs = 3, IServiceProvider? services = null) => epochs;
                [Command("hosted")] int Hosted(IServiceProvider? provider) => H(1, services: provider);
                [Command("both")] int Both(Run run) => H(1, services: run.Services);
            }
            """
        );

    [Fact]
    public Task FixAll_InThreeProjects() =>
        VerifyFix.FixesAll(
            RuleIds.CapturedCall,
            """
            //// Lib/A.cs
            using Gen;
            [Experiment("x")] public partial class X
            {
                public int Epochs { get; init; }
                public int Size { get; init; }
                [Captured] public int F(int x, int epochs = 3, int size = 4) => epochs;
                int Twice() => F(F(1, 2), size: 3);
            }
            //// App/B.cs
            using Gen;
            public class Holder { public X X { get; } = new(); }
            public static class Models
            {
                [Captured<X>] public static int Build(this int width, int epochs = 3, int size = 4) => width;
                static int Own(X x) => Build(1, epochs: 3) + 3.Build(size: 2) + Models.Build(2);
                static int Of(Holder holder, X other) => holder.X.F(1, epochs: 2);
            }
            //// Tools/C.cs
            static class C { static int Call(X first, X second) { var sum = first.F(1, 2); return sum + second.F(2, size: 3); } }
            """,
            """
            //// Lib/A.cs
            using Gen;
            [Experiment("x")] public partial class X
            {
                public int Epochs { get; init; }
                public int Size { get; init; }
                [Captured] public int F(int x, int epochs = 3, int size = 4) => epochs;
                int Twice() => F(F(1, 2, size: Size), size: 3, epochs: Epochs);
            }
            //// App/B.cs
            using Gen;
            public class Holder { public X X { get; } = new(); }
            public static class Models
            {
                [Captured<X>] public static int Build(this int width, int epochs = 3, int size = 4) => width;
                static int Own(X x) => Build(1, epochs: 3, size: x.Size) + 3.Build(size: 2, epochs: x.Epochs) + Models.Build(2, epochs: x.Epochs, size: x.Size);
                static int Of(Holder holder, X other) => holder.X.F(1, epochs: 2, size: holder.X.Size);
            }
            //// Tools/C.cs
            static class C { static int Call(X first, X second) { var sum = first.F(1, 2, size: first.Size); return sum + second.F(2, size: 3, epochs: second.Epochs); } }
            """
        );

    [Fact]
    public Task NoFix_WithoutExperimentOrRunInScope() => VerifyFix.OffersNothing(
        RuleIds.CapturedCall,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public int Size { get; init; }
            [Captured] static int F(long x, int epochs = 3) => epochs;
            [Captured] int G(int epochs = 3, int size = 4) => epochs;
            [Captured] int H(int epochs = 3, Run? run = null) => epochs;
            static int Without() => F(1) + Make().G(2);
            static int? Maybe(X? x) => x?.G(2);
            static X Make() => new();
            static int Several(X a, X b) => F(1);
            int Run() => H(3);
        }
        """);
}
