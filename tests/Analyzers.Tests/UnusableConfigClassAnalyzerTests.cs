using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class UnusableConfigClassAnalyzerTests
{
    private const string Types = "bool, numbers, string, enums, DateTime, DateTimeOffset, TimeSpan, Guid, arrays, IReadOnlyList and IReadOnlyDictionary<string, ...> of these, and [Config] classes";

    [Fact]
    public Task WhenATypeIsNotSupportedTheSupportedOnesAreListed() => Verify.Reports(
        "GEN008",
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X
        {
            public List<int> [|Layers|] { get; init; } = [];
            public Uri? [|Home|] { get; init; }
            public int[][] [|Grid|] { get; set; } = [];
            [Main] void Run() { }
        }
        """,
        $"Property 'Layers' can't be a config entry: 'List<int>' is not among {Types}",
        $"Property 'Home' can't be a config entry: 'Uri?' is not among {Types}",
        $"Property 'Grid' can't be a config entry: 'int[][]' is not among {Types}");

    [Fact]
    public Task WhenNothingCanSetAnEntryInitIsAskedFor() => Verify.Reports(
        "GEN008",
        """
        [Gen.Experiment("x")] partial class X { public int [|A|] { get; } = 3; public int [|B|] { get; private set; } = 3; public int [|C|] { get; internal init; } = 3; }
        """,
        "Entry 'A' can't be set: it needs a public 'init' or 'set', or a body if it is derived from other entries",
        "Entry 'B' can't be set: it needs a public 'init' or 'set', or a body if it is derived from other entries",
        "Entry 'C' can't be set: it needs a public 'init' or 'set', or a body if it is derived from other entries");

    [Fact]
    public Task WhenAClassCannotBeMadeTheReasonIsGiven() => Verify.Reports(
        "GEN008",
        """
        using Gen;
        [Experiment("a")] abstract partial class [|A|];
        [Experiment("b")] partial class [|B|](int n) { public int N => n; }
        [Experiment("c")] partial record [|C|](int N);
        [Config] public class [|Block|](int n) { public int N => n; }
        [Config] public class [|Generic|]<T> { public int N { get; set; } }
        [Experiment("d")] partial class D { public Block B { get; init; } = new(1); private D() { } }
        """,
        "Generated code can't make 'A': it is abstract",
        "Generated code can't make 'B': it has no parameterless constructor",
        "Generated code can't make 'C': it has no parameterless constructor",
        "Generated code can't make 'Block': it has no parameterless constructor",
        "Generated code can't make 'Generic': it is generic");

    [Fact]
    public Task WhenAPropertyIsRequiredTheOrderOfThingsIsExplained() => Verify.Reports(
        "GEN008",
        """
        [Gen.Experiment("x")] partial class X { public required int [|A|] { get; init; } }
        """,
        "Property 'A' can't be 'required': generated code makes 'X' first and sets its entries after");

    [Fact]
    public Task WhenBlocksContainEachOtherEachIsToldOfOnce() => Verify.Reports(
        "GEN008",
        """
        using Gen;
        [Config] public class A { public B? [|ToB|] { get; init; } }
        [Config] public class B { public A? [|ToA|] { get; init; } }
        [Config] public class Self { public Self? [|Again|] { get; init; } }
        [Experiment("x")] partial class X { public A First { get; init; } = new(); public Self Second { get; init; } = new(); }
        [Experiment("y")] partial class Y { public A First { get; init; } = new(); }
        """,
        "Block 'ToB' contains itself: 'B' is already around it",
        "Block 'ToA' contains itself: 'A' is already around it",
        "Block 'Again' contains itself: 'Self' is already around it");

    [Fact]
    public Task WhenAGenericBlockGoesOnForEverItIsTakenForOneThatContainsItself() => Verify.Reports(
        "GEN008",
        """
        [Gen.Config] public class [|Grow|]<T> { public Grow<Grow<T>> [|Deeper|] { get; set; } = null!; public int A { get; set; } }
        [Gen.Experiment("x")] partial class X { public Grow<int> Block { get; init; } = new(); }
        """,
        "Generated code can't make 'Grow': it is generic",
        "Block 'Deeper' contains itself: 'Grow' is already around it");

    [Fact]
    public Task WhenAGenericBaseHasInitEntriesSetIsAskedFor() => Verify.Reports(
        "GEN008",
        """
        public class Base<T> { public int [|A|] { get; init; } public int B { get; set; } }
        [Gen.Experiment("x")] partial class X : Base<int>;
        """,
        "Entry 'A' of the generic class 'Base' can't be set: give it 'set' in place of 'init'");

    [Fact]
    public Task WhenANamedConfigCannotBeMadeTheReasonIsGiven() => Verify.Reports(
        "GEN008",
        """
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int A { get; init; }
            [NamedConfig] public abstract class [|Abstract|] { public int A => 1; }
            [NamedConfig] public static class [|Static|];
            [NamedConfig] public class [|Wants|](int n) { public int A => n; }
            [NamedConfig] public class [|Private|] { private Private() { } public int A => 1; }
            [NamedConfig] public class [|Required|] { public required int A { get; init; } }
        }
        public class Outer { [NamedConfig<X>] private class [|Hidden|] { public int A => 1; } }
        """,
        "Generated code can't make the named config 'Abstract': it is abstract",
        "Generated code can't make the named config 'Static': it is static",
        "Generated code can't make the named config 'Wants': it needs an accessible constructor without parameters, or with one of type 'X'",
        "Generated code can't make the named config 'Private': it needs an accessible constructor without parameters, or with one of type 'X'",
        "Generated code can't make the named config 'Required': its property 'A' is required",
        "Generated code can't make the named config 'Hidden': 'X' can't see it");

    [Fact]
    public Task WhenABaseClassOfAnotherAssemblyIsAtFaultTheExperimentIsThePlace()
    {
        var library = Compiled.With([("Lib.cs", "public class Base { public System.Collections.Generic.List<int> Items { get; set; } = []; }")], assembly: "Lib");
        var marked = MarkedSource.Parse("""[Gen.Experiment("x")] partial class [|X|] : Base;""");
        return Verify.Reports(
            Compiled.With(marked.Files, references: [library.ToMetadataReference()]), marked, "GEN008", $"Property 'Items' can't be a config entry: 'List<int>' is not among {Types}");
    }

    [Fact]
    public Task WhenEverythingIsUsableNothingIsReported() => Verify.Accepts(
        """
        using Gen;
        [Flags] public enum Side { Left = 1, Right = 2 }
        [Config] public record Block { public int? A { get; set; } public Inner Deep { get; init; } = new(); }
        [Config] public class Inner { public Guid Id { get; init; } }
        public abstract class Base { public int FromBase { get; init; } }
        [Experiment("x")] partial class X : Base
        {
            private X() { }
            public Block One { get; init; } = new();
            public Block Two { get; } = new();
            public Side Side { get; init; }
            public string[]? Names { get; init; }
            public IReadOnlyDictionary<string, double?> Map { get; init; } = new Dictionary<string, double?>();
            public Half H { get; init; }
            public int Steps { get => field > 0 ? field : 3; init; }
            public int Derived => Steps * 2;
            public List<int> Computed => [Steps];
            public static List<int> Shared { get; } = [];
            internal Uri? Private { get; set; }
        }
        """);
}
