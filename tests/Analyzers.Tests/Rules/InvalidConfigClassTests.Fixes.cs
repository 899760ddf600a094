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
    public Task RequiredWithValue_IsMadeOptional() => VerifyFix.FixesAll(
        RuleIds.InvalidConfigClass,
        """
        [Gen.Experiment("x")]
        public partial class X
        {
            // Who.
            public required string? Name { get; init; } // a person
            [Obsolete]
            required public string Other { get; init; } = "a";
            public required int? Size { get; init; }
        }
        """,
        """
        [Gen.Experiment("x")]
        public partial class X
        {
            // Who.
            public string? Name { get; init; } // a person
            [Obsolete]
            public string Other { get; init; } = "a";
            public int? Size { get; init; }
        }
        """);

    [Theory]
    [InlineData("public required string A { get; init; } // a folder", "public string A { get; init; } = \"\"; // a folder")]
    [InlineData("required public int[] A { get; init; }", "public int[] A { get; init; } = [];")]
    [InlineData("public required int A { get; init; }", "public int A { get; init; } = 0;")]
    [InlineData("public required DayOfWeek A { get; init; }", "public DayOfWeek A { get; init; } = DayOfWeek.Sunday;")]
    [InlineData("public required Block A { get; init; }", "public Block A { get; init; } = new();")]
    [InlineData(
        "public required IReadOnlyDictionary<string, int> A { get; init; }",
        "public IReadOnlyDictionary<string, int> A { get; init; } = new Dictionary<string, int>();")]
    public async Task RequiredWithoutValue_IsGivenVisibleDefault_OneAtATime(string property, string changed)
    {
        static string Source(string property) => $$"""
            [Gen.Config] public record Block { public int Size { get; init; } }
            [Gen.Experiment("x")]
            public partial class X
            {
                // The first.
                {{property}}
            }
            """;
        await VerifyFix.Fixes(RuleIds.InvalidConfigClass, Source(property), Source(changed));
        await VerifyFix.OffersOneAtATime(RuleIds.InvalidConfigClass, Source(property));
    }

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
