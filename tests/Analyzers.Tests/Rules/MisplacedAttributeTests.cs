using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public partial class MisplacedAttributeTests
{
    [Fact]
    public Task MethodOutsideExperiment_IsReported() =>
        Verify.Reports(
            RuleIds.MisplacedAttribute,
            """
            using Gen;
            class Plain
            {
                [[|Captured|]] void F(Run run) { }
                [[|Main|]] void G() { }
                [[|Command|]("a")] void H() { }
                [[|Captured<Plain>|]] public static void I(Run run) { }
            }
            """,
            "Attribute [Captured] has no effect because 'Plain' is not marked [Experiment]. For a static method of another class, write "
            + "[Captured<TheExperiment>].",
            "Attribute [Main] has no effect because 'Plain' is not marked [Experiment]",
            "Attribute [Command] has no effect because 'Plain' is not marked [Experiment]",
            "Attribute [Captured<Plain>] has no effect because 'Plain' is not marked [Experiment]"
        );

    [Fact]
    public Task NamedConfigWithoutExperiment_IsReported() =>
        Verify.Reports(
            RuleIds.MisplacedAttribute,
            """
            using Gen;
            [[|NamedConfig|]] class Alone { public int A => 1; }
            class Plain { [[|NamedConfig|]] class Nested; }
            [[|NamedConfig<Plain>|]] sealed class Other { [[|FromConfig|]("a")] public int A => 1; }
            """,
            "Attribute [NamedConfig] has no effect because 'Alone' is not nested in an experiment. Elsewhere, write "
            + "[NamedConfig<TheExperiment>].",
            "Attribute [NamedConfig] has no effect because 'Nested' is not nested in an experiment. Elsewhere, write "
            + "[NamedConfig<TheExperiment>].",
            "Attribute [NamedConfig<Plain>] has no effect because 'Plain' is not marked [Experiment]",
            "Attribute [FromConfig] has no effect because 'Other' is neither a named config nor a search space of an experiment"
        );

    [Fact]
    public async Task NamedConfigOfMissingType_IsLeftToCompiler()
    {
        var compilation = Compiled.With([
            (
                "X.cs",
                "[Gen.NamedConfig<Experimnt>] class Quick { public int A => 1; } static class F { [Gen.Captured<Experimnt>] internal "
                + "static int G(int a) => a; }"
            ),
        ]);
        Assert.Equal(
            ["CS0246", "CS0246"],
            compilation.GetDiagnostics().Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(d => d.Id)
        );
        Assert.Empty(await Verify.Diagnostics(compilation));
    }

    [Fact]
    public Task NamedConfigOfExperimentInOtherProject_IsReported()
    {
        var library = Compiled.With(
            [("Lib.cs", """[Gen.Experiment("x")] public partial class X { public int A { get; init; } }""")],
            assembly: "Lib"
        );
        var marked = MarkedSource.Parse(
            """
            [[|Gen.NamedConfig<X>|]] public class Quick { public int A => 1; }
            static class Models { [Gen.Captured<X>] internal static int Build(int a) => a; static int Call(X x) => x.Build(); }
            """
        );
        return Verify.Reports(
            Compiled.With(marked.Files, references: [library.ToMetadataReference()]),
            marked,
            RuleIds.MisplacedAttribute,
            "Attribute [NamedConfig<X>] has no effect because 'X' is in another project, whose named configs are known when that is built"
        );
    }

    [Fact]
    public Task CapturedMethodThatCannotBeCalled_NamesReason() =>
        Verify.Reports(
            RuleIds.MisplacedAttribute,
            """
            using Gen;
            [Experiment("x")] partial class X { public int A { get; init; } }
            class Models
            {
                [[|Captured<X>|]] private static void F(int a) { }
                [[|Captured<X>|]] public void G(int a) { }
            }
            static class Generic<T> { [[|Captured<X>|]] public static void F(int a) { } }
            file static class Local { [[|Captured<X>|]] public static void F(int a) { } }
            """,
            "Attribute [Captured<X>] has no effect because 'F' and the classes that contain it must be internal or public",
            "Attribute [Captured<X>] has no effect because 'G' is an instance method of another class than the experiment",
            "Attribute [Captured<X>] has no effect because 'Generic' is generic and its type arguments are not known",
            "Attribute [Captured<X>] has no effect because 'Local' is file-local and the generated overload is in another file"
        );

    [Fact]
    public Task ClassThatCannotBeExperiment_IsReported() =>
        Verify.Reports(
            RuleIds.MisplacedAttribute,
            """
            using Gen;
            [[|Experiment|]("a")] static partial class A;
            [[|Experiment|]("b")] partial class B<T>;
            partial class Outer<T> { [[|Experiment|]("c")] partial class C; }
            [[|Experiment|]("d")] file partial class D { [Main] void Run() { } }
            """,
            "Attribute [Experiment] has no effect because 'A' is static, but a config is an instance of its experiment",
            "Attribute [Experiment] has no effect because 'B' is generic",
            "Attribute [Experiment] has no effect because 'Outer', which contains 'C', is generic",
            "Attribute [Experiment] has no effect because 'D' is local to its file"
        );

    [Fact]
    public Task CapturedMethodWithoutFilledParameter_IsReported() =>
        Verify.Reports(
            RuleIds.MisplacedAttribute,
            """
            using Gen;
            [Experiment("x")] partial class X
            {
                public int Epochs { get; init; }
                [[|Captured|]] void F(int size) { }
                [[|Captured|]] void G() { }
            }
            static class Models { [[|Captured<X>|]] public static void Build(int size) { } }
            """,
            "Attribute [Captured] has no effect because no parameter of 'F' is an entry of 'X' or a special value",
            "Attribute [Captured] has no effect because no parameter of 'G' is an entry of 'X' or a special value",
            "Attribute [Captured<X>] has no effect because no parameter of 'Build' is an entry of 'X' or a special value"
        );

    [Fact]
    public Task LocalFunctionOrAccessor_IsReported() =>
        Verify.Reports(
            RuleIds.MisplacedAttribute,
            """
            using Gen;
            [Experiment("x")] partial class X
            {
                public int Epochs { get; init; }
                public int Twice { [[|Captured|]] get => Epochs * 2; }
                [Main] void Run()
                {
                    Local(1);
                    var f = [[|Captured|]] (int epochs) => epochs;
                    [[|Captured|]] static void Local(int epochs) { }
                }
            }
            """,
            "Attribute [Captured] has no effect because 'get_Twice' is not an ordinary method",
            "Attribute [Captured] has no effect because a lambda is not a member of the experiment",
            "Attribute [Captured] has no effect because a local function is not a member of the experiment"
        );

    [Fact]
    public Task ParameterAttribute_IsReported() =>
        Verify.Reports(
            RuleIds.MisplacedAttribute,
            """
            using Gen;
            [Experiment("x")] partial class X
            {
                public int Epochs { get; init; }
                void F([[|FromConfig|]("epochs")] int n, [[|Seed|]] long s, [[|FromCaller|]] int epoch) { }
                [Captured] void G([[|FromConfig|]("epochs")] ref int n, int epochs) { }
                [[|FromConfig|]("epochs")] public int Size { get; init; }
            }
            """,
            "Attribute [FromConfig] has no effect because 'F' is not marked [Captured], [Main], [Command] or as a hook",
            "Attribute [Seed] has no effect because 'F' is not marked [Captured], [Main], [Command] or as a hook",
            "Attribute [FromCaller] has no effect because 'F' is not marked [Captured], [Main], [Command] or as a hook",
            "Attribute [FromConfig] has no effect because 'n' is passed by reference, 'params' or a ref struct, and such parameters are "
            + "never filled",
            "Attribute [FromConfig] has no effect because 'Size' is an entry itself"
        );

    [Fact]
    public Task SecretThatIsNotAnEntry_IsReported() =>
        Verify.Reports(
            RuleIds.MisplacedAttribute,
            """
            using Gen;
            [Experiment("x")] partial class X
            {
                [Secret] public string? Token { get; init; }
                [[|Secret|]] public Store Store { get; init; } = new();
                [[|Secret|]] internal string? Hidden { get; init; }
                [NamedConfig] public sealed class Quick { [[|Secret|]] public string Token => ""; }
            }
            [Config] sealed class Store { [Secret] public string? Password { get; init; } }
            [Config] abstract class Kinds { public sealed class A : Kinds { [Secret] public int Pin { get; init; } } }
            abstract class Base { [Secret] public int Pin { get; init; } }
            """,
            "Attribute [Secret] has no effect because 'Store' is a block. Mark the entries of 'Store' that are secret.",
            "Attribute [Secret] has no effect because 'Hidden' is not an entry",
            "Attribute [Secret] has no effect because 'Token' is not an entry"
        );

    [Fact]
    public Task UnenforcedValidationAttribute_IsReported() =>
        Verify.Reports(
            RuleIds.MisplacedAttribute,
            """
            using System.ComponentModel.DataAnnotations;
            using Gen;
            [Experiment("x")] partial class X
            {
                [[|EmailAddress|]] public string Mail { get; init; } = "a@b";
                [[|Range|](1, 2)] public string Name { get; init; } = "";
                [[|MinLength|](3)] public int Size { get; init; }
                [[|Even|]] public int Number { get; init; }
            }
            class EvenAttribute : ValidationAttribute;
            """,
            "Attribute [EmailAddress] has no effect because it is not enforced for an entry of type 'string'",
            "Attribute [Range] has no effect because it is not enforced for an entry of type 'string'",
            "Attribute [MinLength] has no effect because it is not enforced for an entry of type 'int'",
            "Attribute [Even] has no effect because it is not enforced for an entry of type 'int'"
        );

    [Fact]
    public Task EffectiveAttributes_AreAccepted() =>
        Verify.Accepts(
            """
            using System.ComponentModel.DataAnnotations;
            using Gen;
            namespace My;
            [Experiment("x")] partial class X
            {
                [Required, Range(1, 2)] public int Epochs { get; init; } = 1;
                [MaxLength, Required] public string Name { get; init; } = "";
                [Captured] private static void F(int epochs) { }
                abstract class Named { [FromConfig("epochs")] public int A => 1; }
                [NamedConfig] sealed class Quick : Named;
                [Captured<X>] internal static int Other(int epochs) => epochs;
                [Obsolete] void Old([System.ComponentModel.DataAnnotations.Range(1, 2)] int a) { }
                [Main] void Run() { F(); this.Other(); }
            }
            static class Models { [Captured<X>] internal static T Build<T>(T x, int epochs) => x; }
            """
        );

    [Fact]
    public Task MetricAttribute_IsReported() =>
        Verify.Reports(
            RuleIds.MisplacedAttribute,
            """
            using Gen; using TorchSharp; using static TorchSharp.torch;
            static partial class Mine
            {
                [[|Collect|]] static Tensor A(Tensor x) => x.sum();
                [Metric] static Tensor B([[|FromConfig|]("x")] Tensor x, [[|FromConfig|]("k")] int k) => x.sum() * k;
                static Tensor D(Tensor x)
                {
                    return Inner(x);
                    [[|Metric|]] static Tensor Inner(Tensor x) => x.sum();
                }
                static int E { [[|Metric|]] get => 1; }
            }
            [[|MetricLibrary|]] static partial class Empty;
            """,
            "Attribute [Collect] has no effect because 'A' is not marked [Metric]",
            "Attribute [FromConfig] has no effect because 'x' is a batch tensor, which each update passes",
            "Attribute [FromConfig] has no effect because 'Mine' is not marked [Experiment]. Pass config values to the constructors of "
            + "its states.",
            "Attribute [Metric] has no effect because a local function is not a member of a type",
            "Attribute [Metric] has no effect because 'get_E' is not an ordinary method",
            "Attribute [MetricLibrary] has no effect because 'Empty' has no method marked [Metric]"
        );

    [Fact]
    public Task FromConfigOfMetricParameter_IsAccepted() =>
        Verify.Accepts(
            """
            using Gen; using TorchSharp; using static TorchSharp.torch;
            [Experiment("x")] public sealed partial class X
            {
                public int NumClasses { get; init; } = 3;
                [Metric, Collect] static Tensor A(Tensor x, [FromConfig("num_classes")] int k) => x.median() * k;
            }
            """
        );
}
