using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public partial class InvalidConfigClassTests
{
    private const string IsNotSupported =
        "is not supported. Supported types are bool, numbers, string, enums, DateTime, DateTimeOffset, TimeSpan, Guid, "
        + "arrays, IReadOnlyList and IReadOnlyDictionary<string, ...> of these, and [Config] classes.";

    [Fact]
    public Task UnsupportedType_ListsSupportedTypes() => Verify.Reports(
        RuleIds.InvalidConfigClass,
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
        $"Property 'Layers' cannot be an entry because type 'List<int>' {IsNotSupported}",
        $"Property 'Home' cannot be an entry because type 'Uri?' {IsNotSupported}",
        $"Property 'Grid' cannot be an entry because type 'int[][]' {IsNotSupported}");

    [Fact]
    public Task NoSetter_IsReported() =>
        Verify.Reports(
            RuleIds.InvalidConfigClass,
            """
            [Gen.Experiment("x")] partial class X { public int [|A|] { get; } = 3; public int [|B|] { get; private set; } = 3; public int [|C|] { get; internal init; } = 3; }
            """,
            "Entry 'A' cannot be set. Add a public 'init' or 'set' accessor, or a getter body if it is derived from other entries.",
            "Entry 'B' cannot be set. Add a public 'init' or 'set' accessor, or a getter body if it is derived from other entries.",
            "Entry 'C' cannot be set. Add a public 'init' or 'set' accessor, or a getter body if it is derived from other entries."
        );

    [Fact]
    public Task ClassThatCannotBeCreated_NamesReason() => Verify.Reports(
        RuleIds.InvalidConfigClass,
        """
        using Gen;
        [Experiment("a")] abstract partial class [|A|];
        [Experiment("b")] partial class [|B|](int n) { public int N => n; }
        [Experiment("c")] partial record [|C|](int N);
        [Config] public class [|Block|](int n) { public int N => n; }
        [Config] public class [|Generic|]<T> { public int N { get; set; } }
        [Experiment("d")] partial class D { public Block B { get; init; } = new(1); private D() { } }
        """,
        "Generated code cannot create 'A' because it is abstract",
        "Generated code cannot create 'B' because it has no parameterless constructor",
        "Generated code cannot create 'C' because it has no parameterless constructor",
        "Generated code cannot create 'Block' because it has no parameterless constructor",
        "Generated code cannot create 'Generic' because it is generic");

    [Fact]
    public Task RequiredProperty_IsReported() => Verify.Reports(
        RuleIds.InvalidConfigClass,
        """
        [Gen.Experiment("x")] partial class X { public required int [|A|] { get; init; } }
        """,
        "Property 'A' cannot be 'required' because generated code creates 'X' before it sets the entries");

    [Fact]
    public Task RecursiveBlocks_AreReportedOnceEach() => Verify.Reports(
        RuleIds.InvalidConfigClass,
        """
        using Gen;
        [Config] public class A { public B? [|ToB|] { get; init; } }
        [Config] public class B { public A? [|ToA|] { get; init; } }
        [Config] public class Self { public Self? [|Again|] { get; init; } }
        [Experiment("x")] partial class X { public A First { get; init; } = new(); public Self Second { get; init; } = new(); }
        [Experiment("y")] partial class Y { public A First { get; init; } = new(); }
        """,
        "Block 'ToB' contains itself because it is inside 'B'",
        "Block 'ToA' contains itself because it is inside 'A'",
        "Block 'Again' contains itself because it is inside 'Self'");

    [Fact]
    public Task InfinitelyGenericBlock_IsReportedAsRecursive() => Verify.Reports(
        RuleIds.InvalidConfigClass,
        """
        [Gen.Config] public class [|Grow|]<T> { public Grow<Grow<T>> [|Deeper|] { get; set; } = null!; public int A { get; set; } }
        [Gen.Experiment("x")] partial class X { public Grow<int> Block { get; init; } = new(); }
        """,
        "Generated code cannot create 'Grow' because it is generic",
        "Block 'Deeper' contains itself because it is inside 'Grow'");

    [Fact]
    public Task InitOfGenericBase_IsReported() => Verify.Reports(
        RuleIds.InvalidConfigClass,
        """
        public class Base<T> { public int [|A|] { get; init; } public int B { get; set; } }
        [Gen.Experiment("x")] partial class X : Base<int>;
        """,
        "Entry 'A' of generic class 'Base' cannot be set. Use 'set' instead of 'init'.");

    [Fact]
    public Task NamedConfigThatCannotBeCreated_NamesReason() =>
        Verify.Reports(
            RuleIds.InvalidConfigClass,
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
            "Generated code cannot create named config 'Abstract' because it is abstract",
            "Generated code cannot create named config 'Static' because it is static",
            "Generated code cannot create named config 'Wants' because it needs an accessible constructor without parameters, or with one "
            + "of type 'X'",
            "Generated code cannot create named config 'Private' because it needs an accessible constructor without parameters, or with "
            + "one of type 'X'",
            "Generated code cannot create named config 'Required' because its property 'A' is required",
            "Generated code cannot create named config 'Hidden' because it is not accessible from 'X'"
        );

    [Fact]
    public Task BaseClassInOtherAssembly_IsReportedAtExperiment()
    {
        var library = Compiled.With(
            [("Lib.cs", "public class Base { public System.Collections.Generic.List<int> Items { get; set; } = []; }")],
            assembly: "Lib"
        );
        var marked = MarkedSource.Parse("""[Gen.Experiment("x")] partial class [|X|] : Base;""");
        return Verify.Reports(
            Compiled.With(marked.Files, references: [library.ToMetadataReference()]),
            marked,
            RuleIds.InvalidConfigClass,
            $"Property 'Items' cannot be an entry because type 'List<int>' {IsNotSupported}"
        );
    }

    [Fact]
    public Task ValidClasses_AreAccepted() => Verify.Accepts(
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
