using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

/// <content>Code fixes.</content>
public partial class InvalidConfigClassTests
{
    [Fact]
    public Task NoSetter_AddsInit() => VerifyFix.Fixes(
        RuleIds.InvalidConfigClass,
        """
        [Gen.Experiment("x")]
        public partial class X
        {
            /// <summary>How often.</summary>
            [Obsolete]
            public int Epochs { get; } = 5; // times
        }
        """,
        """
        [Gen.Experiment("x")]
        public partial class X
        {
            /// <summary>How often.</summary>
            [Obsolete]
            public int Epochs { get; init; } = 5; // times
        }
        """,
        title: "Add 'init' to 'Epochs'");

    [Fact]
    public Task NoSetter_GetterOnOwnLine_AddsInitOnOwnLine() => VerifyFix.Fixes(
        RuleIds.InvalidConfigClass,
        """
        [Gen.Experiment("x")] public partial record X
        {
            public int Epochs
            {
                // Never 0.
                get => field > 0 ? field : 1; // at least
            }
        }
        """,
        """
        [Gen.Experiment("x")] public partial record X
        {
            public int Epochs
            {
                // Never 0.
                get => field > 0 ? field : 1; // at least
                init;
            }
        }
        """);

    [Fact]
    public Task NonPublicSetter_BecomesPublic() =>
        VerifyFix.FixesAll(
            RuleIds.InvalidConfigClass,
            """
            //// A.cs
            [Gen.Experiment("x")] public partial class X { public int A { get; private set; } = 3; public int B { get; /* here */ internal init; } }
            //// B.cs
            public partial class X { public int C { protected internal set; get; } void Change() => A = 4; }
            """,
            """
            //// A.cs
            [Gen.Experiment("x")] public partial class X { public int A { get; set; } = 3; public int B { get; /* here */ init; } }
            //// B.cs
            public partial class X { public int C { set; get; } void Change() => A = 4; }
            """
        );

    [Fact]
    public Task Required_IsRemovedAndInitialized() => VerifyFix.FixesAll(
        RuleIds.InvalidConfigClass,
        """
        [Gen.Config] public record Block { public int Size { get; init; } }
        [Gen.Config] public record Other { required public int Size { get; init; } }
        [Gen.Experiment("x")]
        public partial class X
        {
            // Where.
            public required string Path { get; init; } // a folder

            [Obsolete]
            required public int[] Layers { get; init; }
            public required Block Block { get; init; }
            public required IReadOnlyDictionary<string, int> Sizes { get; init; }
            public required string? Name { get; init; }
            public required string Other { get; init; } = "a";
        }
        """,
        """
        [Gen.Config] public record Block { public int Size { get; init; } }
        [Gen.Config] public record Other { public int Size { get; init; } }
        [Gen.Experiment("x")]
        public partial class X
        {
            // Where.
            public string Path { get; init; } = ""; // a folder

            [Obsolete]
            public int[] Layers { get; init; } = [];
            public Block Block { get; init; } = new();
            public IReadOnlyDictionary<string, int> Sizes { get; init; } = new Dictionary<string, int>();
            public string? Name { get; init; }
            public string Other { get; init; } = "a";
        }
        """);

    [Fact]
    public Task GenericBase_InitBecomesSet() => VerifyFix.Fixes(
        RuleIds.InvalidConfigClass,
        """
        //// Base.cs
        public class Base<T> { public int A { get; init; } = 3; }
        //// X.cs
        [Gen.Experiment("x")] partial class X : Base<int>;
        """,
        """
        //// Base.cs
        public class Base<T> { public int A { get; set; } = 3; }

        """,
        title: "Change 'init' of 'A' to 'set'");

    [Fact]
    public Task FixAll_InThreeProjects() => VerifyFix.FixesAll(
        RuleIds.InvalidConfigClass,
        """
        //// Lib/A.cs
        [Gen.Config] public class A { public int N { get; } public string S { get; } = ""; }
        //// App/B.cs
        [Gen.Experiment("b")] partial class B { public int A { get; } = 3; }
        //// Tools/C.cs
        [Gen.Experiment("c")] partial class C { public A A { get; init; } = new(); public int M { get; } }
        """,
        """
        //// Lib/A.cs
        [Gen.Config] public class A { public int N { get; init; } public string S { get; init; } = ""; }
        //// App/B.cs
        [Gen.Experiment("b")] partial class B { public int A { get; init; } = 3; }
        //// Tools/C.cs
        [Gen.Experiment("c")] partial class C { public A A { get; init; } = new(); public int M { get; init; } }
        """);

    [Fact]
    public Task NoFix_ForClassOrOverriddenProperty() => VerifyFix.OffersNothing(
        RuleIds.InvalidConfigClass,
        """
        using Gen;
        abstract class Named { public abstract int Size { get; } }
        class Open<T> { public virtual int Width { get; init; } }
        [Experiment("a")] abstract partial class A;
        [Experiment("b")] partial class B : Named { public override int Size { get; } = 3; public List<int> Layers { get; init; } = []; }
        [Experiment("c")] partial class C : Open<int>;
        """);
}
