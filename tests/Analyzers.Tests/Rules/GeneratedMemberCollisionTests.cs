using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public partial class GeneratedMemberCollisionTests
{
    [Fact]
    public Task MemberWithGeneratedName_IsReported() => Verify.Reports(
        RuleIds.GeneratedMemberCollision,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public static X [|Parse|](params string[] updates) => new();
            public string [|ToJson|]() => "";
            public static X [|FromJson|](string json) => new();
            private static Task<int> [|RunAsync|](string[] args) => Task.FromResult(0);
            private static Task<int> [|RunAsync|](X config) => Task.FromResult(0);
            private static Task [|ResumeAsync|](string run) => Task.CompletedTask;
            private static int [|Seed|]() => 3;
            public int Epochs { get; init; }
            [Main] void Run() { }
        }
        """,
        "Member 'Parse' of 'X' conflicts with member 'Parse', which is generated for the experiment. Use another name.",
        "Member 'ToJson' of 'X' conflicts with member 'ToJson', which is generated for the experiment. Use another name.",
        "Member 'FromJson' of 'X' conflicts with member 'FromJson', which is generated for the experiment. Use another name.",
        "Member 'RunAsync' of 'X' conflicts with member 'RunAsync(string[])', which is generated for the experiment. Use another name.",
        "Member 'RunAsync' of 'X' conflicts with member 'RunAsync(config)', which is generated for the experiment. Use another name.",
        "Member 'ResumeAsync' of 'X' conflicts with member 'ResumeAsync', which is generated for the experiment. Use another name.",
        "Member 'Seed' of 'X' conflicts with member 'Seed', which is generated for the experiment. Use another name.");

    [Fact]
    public Task MemberThatHidesAnExtensionMember_IsReported() =>
        Verify.Reports(
            RuleIds.GeneratedMemberCollision,
            """
            using Gen;
            class Base
            {
                private protected static object Parse(params object[] updates) => updates;
                public static int ResumeAsync(int run) => run;
            }
            [Experiment("w")] partial class [|W|] : Base { public int Epochs { get; init; } }
            class Other
            {
                public string ToJson(bool indented = false) => "";
                private static int Restore(string run) => 3;
                public int RunAsync(string[] args) => 3;
            }
            [Experiment("x")] partial class [|X|] : Other { public int Epochs { get; init; } }
            [Experiment("y")] partial record Y
            {
                public int Epochs { get; init; }
                public static T [|FromJson|]<T>(T json) => json;
                public static T Restore<T>(string run) => default!;
                public static int [|Parse|] => 3;
                public string ToJson(int indent) => "";
            }
            """,
            "Member 'Parse' of 'W' conflicts with member 'Parse', which is generated for the experiment. Use another name.",
            "Member 'ToJson' of 'X' conflicts with member 'ToJson', which is generated for the experiment. Use another name.",
            "Member 'FromJson' of 'Y' conflicts with member 'FromJson', which is generated for the experiment. Use another name.",
            "Member 'Parse' of 'Y' conflicts with member 'Parse', which is generated for the experiment. Use another name."
        );

    [Fact]
    public Task MemberThatStandsWhereWithIsGenerated_IsReported() =>
        Verify.Reports(
            RuleIds.GeneratedMemberCollision,
            """
            using Gen;
            [Experiment("x")] partial class X
            {
                public int Epochs { get; init; }
                public X [|With|](Fast values) => this;
                public X With(int epochs) => this;
                [Captured] public X [|With|](Slow values, int epochs) => this;
                [NamedConfig] public class Fast { public int Epochs => 1; }
                [NamedConfig] public class Slow { public int Epochs => 100; }
            }
            [Experiment("y")] partial class Y
            {
                public int Epochs { get; init; }
                public int [|With|] => 3;
                [NamedConfig] public class Fast { public int Epochs => 1; }
            }
            [Experiment("z")] partial class Z { public int Epochs { get; init; } public int With => 3; }
            """,
            "Member 'With' of 'X' conflicts with member 'With(fast)', which is generated for the experiment. Use another name.",
            "Generated overload 'With(Slow)' of captured method 'With' conflicts with another generated member of 'X'",
            "Member 'With' of 'Y' conflicts with member 'With', which is generated for the experiment. Use another name."
        );

    [Fact]
    public Task HostOverload_IsReported() => Verify.Reports(
        RuleIds.GeneratedMemberCollision,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public static X [|Parse|](RunOptions options) => new();
            public static int Parse(RunOptions options, int first, int second) => 3;
            public static Task<int> [|RunAsync|](string[] args, RunOptions? options, CancellationToken token) => Task.FromResult(0);
            public int Epochs { get; init; }
            [Main] void Run() { }
        }
        """,
        "Member 'Parse' of 'X' conflicts with member 'Parse(RunOptions)', which is generated for the experiment. Use another name.",
        "Member 'RunAsync' of 'X' conflicts with member 'RunAsync(string[])', which is generated for the experiment. Use another name.");

    [Fact]
    public Task ReservedName_StopsGenerationAndIsReported() =>
        Verify.ReportsBeside(
            ["CS0311"],
            RuleIds.GeneratedMemberCollision,
            """
            return await X.RunAsync(args);
            [Gen.Experiment("x")] partial class X { public const int [|GeneratedSchema|] = 1; [Gen.Main] void Run() { } }
            """,
            "Member 'GeneratedSchema' of 'X' conflicts with member 'GeneratedSchema', which is generated for the experiment. Use another "
            + "name."
        );

    [Fact]
    public Task OwnOverloadWithSameParameters_IsReported() => Verify.Reports(
        RuleIds.GeneratedMemberCollision,
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            [Captured] int [|F|](long x, int epochs) => epochs;
            int F(long y) => 3;
            [Captured] T [|G|]<T>(T[] x, int epochs) => x[0];
            TOther G<TOther>(TOther[] x) => x[0];
            [Main] int Run() => F(3) + G(new[] { 1 });
        }
        """,
        "Generated overload 'F(long)' of captured method 'F' conflicts with a method of 'X' that has the same parameters",
        "Generated overload 'G(T[])' of captured method 'G' conflicts with a method of 'X' that has the same parameters");
}
