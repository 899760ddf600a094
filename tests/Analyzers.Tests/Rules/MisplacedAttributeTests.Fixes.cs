using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

/// <content>Code fixes.</content>
public partial class MisplacedAttributeTests
{
    [Fact]
    public Task Fix_RemovesLineOfSoleAttribute() =>
        VerifyFix.Fixes(
            RuleIds.MisplacedAttribute,
            """
            using Gen;
            class Plain
            {
                int _a;

                /// <summary>What it does.</summary>
                [Captured]
                [Obsolete] // no longer
                void F(Run run) => _a++;
            }
            """,
            """
            using Gen;
            class Plain
            {
                int _a;

                /// <summary>What it does.</summary>
                [Obsolete] // no longer
                void F(Run run) => _a++;
            }
            """,
            title: "Remove [Captured]"
        );

    [Fact]
    public Task Fix_KeepsComments() =>
        VerifyFix.Fixes(
            RuleIds.MisplacedAttribute,
            """
            using Gen;
            class Plain
            {
                // Before.
                [Captured] // of the run
                // After.
                void F(Run run) { }
            }
            """,
            """
            using Gen;
            class Plain
            {
                // Before.
                // of the run
                // After.
                void F(Run run) { }
            }
            """
        );

    [Fact]
    public Task Fix_KeepsOtherAttributes() =>
        VerifyFix.Fixes(
            RuleIds.MisplacedAttribute,
            "using Gen;\nclass Plain { [Obsolete(\"a\"), Main, CLSCompliant(false)] void F(Run run) { } }",
            "using Gen;\nclass Plain { [Obsolete(\"a\"), CLSCompliant(false)] void F(Run run) { } }"
        );

    [Fact]
    public Task FixAll_RemovesAttributesOfEveryKind() =>
        VerifyFix.FixesAll(
            RuleIds.MisplacedAttribute,
            """
            //// Lib/A.cs
            using System.ComponentModel.DataAnnotations;
            using Gen;
            public static class Plain
            {
                [Captured, Main] [Command("a")]
                static void F(int n)
                {
                    [Main] void Local() { }
                    Local();
                    var f = [Captured] (int epochs) => epochs;
                }

                static void G([FromConfig("epochs")] int n, [Seed] long s) { }
            }

            [NamedConfig]
            public class Alone
            {
                public int A => 1;
            }
            //// App/B.cs
            using System.ComponentModel.DataAnnotations;
            using Gen;
            [Experiment("x")] partial class X
            {
                [EmailAddress, Required, Range(1, 2)]
                public string Name { get; init; } = "";

                [MinLength(3)]
                public int Size { get; init; }
                public int Twice { [Captured] get => Size * 2; }
            }
            //// Tools/C.cs
            using Gen;
            [Experiment("a")]
            static partial class A;
            """,
            """
            //// Lib/A.cs
            using System.ComponentModel.DataAnnotations;
            using Gen;
            public static class Plain
            {
                static void F(int n)
                {
                    void Local() { }
                    Local();
                    var f = (int epochs) => epochs;
                }

                static void G(int n, long s) { }
            }

            public class Alone
            {
                public int A => 1;
            }
            //// App/B.cs
            using System.ComponentModel.DataAnnotations;
            using Gen;
            [Experiment("x")] partial class X
            {
                [Required]
                public string Name { get; init; } = "";

                public int Size { get; init; }
                public int Twice { get => Size * 2; }
            }
            //// Tools/C.cs
            using Gen;
            static partial class A;
            """
        );
}
