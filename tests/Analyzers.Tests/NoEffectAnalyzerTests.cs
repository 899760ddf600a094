using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class NoEffectAnalyzerTests
{
    [Fact]
    public Task WhenAMethodIsMarkedOutsideAnExperimentTheAttributeIsMarked() => Verify.Reports(
        "GEN017",
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
        "[Captured] has no effect here: 'Plain' is not marked [Experiment]; for a static method of another class write [Captured<TheExperiment>]",
        "[Main] has no effect here: 'Plain' is not marked [Experiment]",
        "[Command] has no effect here: 'Plain' is not marked [Experiment]",
        "[Captured<Plain>] has no effect here: 'Plain' is not marked [Experiment]");

    [Fact]
    public Task WhenANamedConfigBelongsToNoExperimentTheAttributeIsMarked() => Verify.Reports(
        "GEN017",
        """
        using Gen;
        [[|NamedConfig|]] class Alone { public int A => 1; }
        class Plain { [[|NamedConfig|]] class Nested; }
        [[|NamedConfig<Plain>|]] sealed class Other { [[|FromConfig|]("a")] public int A => 1; }
        """,
        "[NamedConfig] has no effect here: 'Alone' is not nested in an experiment; elsewhere write [NamedConfig<TheExperiment>]",
        "[NamedConfig] has no effect here: 'Nested' is not nested in an experiment; elsewhere write [NamedConfig<TheExperiment>]",
        "[NamedConfig<Plain>] has no effect here: 'Plain' is not marked [Experiment]",
        "[FromConfig] has no effect here: 'Other' is not a named config of an experiment");

    [Fact]
    public async Task WhenTheExperimentOfANamedConfigDoesNotExistItIsLeftToTheCompiler()
    {
        var compilation = Compiled.With([("X.cs", "[Gen.NamedConfig<Experimnt>] class Quick { public int A => 1; } static class F { [Gen.Captured<Experimnt>] internal static int G(int a) => a; }")]);
        Assert.Equal(["CS0246", "CS0246"], compilation.GetDiagnostics().Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(d => d.Id));
        Assert.Empty(await Verify.Diagnostics(compilation));
    }

    [Fact]
    public Task WhenTheExperimentOfANamedConfigIsInAnotherProjectTheAttributeIsMarked()
    {
        var library = Compiled.With([("Lib.cs", """[Gen.Experiment("x")] public partial class X { public int A { get; init; } }""")], assembly: "Lib");
        var marked = MarkedSource.Parse("""
            [[|Gen.NamedConfig<X>|]] public class Quick { public int A => 1; }
            static class Models { [Gen.Captured<X>] internal static int Build(int a) => a; static int Call(X x) => x.Build(); }
            """);
        return Verify.Reports(
            Compiled.With(marked.Files, references: [library.ToMetadataReference()]),
            marked,
            "GEN017",
            "[NamedConfig<X>] has no effect here: 'X' is in another project, and its named configs are fixed when that is built");
    }

    [Fact]
    public Task WhenAnExtensionCannotCallTheMethodTheReasonIsGiven() => Verify.Reports(
        "GEN017",
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
        "[Captured<X>] has no effect here: 'F' must be visible in the whole project, internal or public, and so must the classes around it",
        "[Captured<X>] has no effect here: 'G' is an instance method, which only the experiment's own methods marked [Captured] may be",
        "[Captured<X>] has no effect here: 'Generic' is generic, and its type arguments could not be known",
        "[Captured<X>] has no effect here: 'Local' is local to its file, which the generated overload is not in");

    [Fact]
    public Task WhenAClassCannotBeAnExperimentTheAttributeIsMarked() => Verify.Reports(
        "GEN017",
        """
        using Gen;
        [[|Experiment|]("a")] static partial class A;
        [[|Experiment|]("b")] partial class B<T>;
        partial class Outer<T> { [[|Experiment|]("c")] partial class C; }
        [[|Experiment|]("d")] file partial class D { [Main] void Run() { } }
        """,
        "[Experiment] has no effect here: 'A' is static, but a config is an instance of its experiment",
        "[Experiment] has no effect here: 'B' is generic",
        "[Experiment] has no effect here: 'Outer', which contains 'C', is generic",
        "[Experiment] has no effect here: 'D' is local to its file");

    [Fact]
    public Task WhenNothingOfACapturedMethodIsFilledTheAttributeIsMarked() => Verify.Reports(
        "GEN017",
        """
        using Gen;
        [Experiment("x")] partial class X { public int Epochs { get; init; } [[|Captured|]] void F(int size) { } [[|Captured|]] void G() { } }
        static class Models { [[|Captured<X>|]] public static void Build(int size) { } }
        """,
        "[Captured] has no effect here: no parameter of 'F' is an entry of 'X' or a special value, so there is nothing to fill",
        "[Captured] has no effect here: no parameter of 'G' is an entry of 'X' or a special value, so there is nothing to fill",
        "[Captured<X>] has no effect here: no parameter of 'Build' is an entry of 'X' or a special value, so there is nothing to fill");

    [Fact]
    public Task WhenALocalFunctionOrAnAccessorIsMarkedItIsNoMember() => Verify.Reports(
        "GEN017",
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
        "[Captured] has no effect here: 'get_Twice' is not an ordinary method",
        "[Captured] has no effect here: a lambda is not a member of the experiment",
        "[Captured] has no effect here: a local function is not a member of the experiment");

    [Fact]
    public Task WhenAParametersAttributeIsReadByNobodyItIsMarked() => Verify.Reports(
        "GEN017",
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
        "[FromConfig] has no effect here: 'F' is not marked [Captured], [Main] or [Command], nor as a hook",
        "[Seed] has no effect here: 'F' is not marked [Captured], [Main] or [Command], nor as a hook",
        "[FromCaller] has no effect here: 'F' is not marked [Captured], [Main] or [Command], nor as a hook",
        "[FromConfig] has no effect here: 'n' is passed by reference, 'params' or a ref struct, and such parameters are never filled",
        "[FromConfig] has no effect here: 'Size' is an entry itself");

    [Fact]
    public Task WhenAValidationAttributeIsNotEnforcedItIsMarked() => Verify.Reports(
        "GEN017",
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
        "[EmailAddress] has no effect here: it is not enforced for an entry of type 'string'",
        "[Range] has no effect here: it is not enforced for an entry of type 'string'",
        "[MinLength] has no effect here: it is not enforced for an entry of type 'int'",
        "[Even] has no effect here: it is not enforced for an entry of type 'int'");

    [Fact]
    public Task WhenAttributesDoWhatTheySayNothingIsReported() => Verify.Accepts(
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
        """);

    [Fact]
    public Task WhenAnAttributeOfMetricsDoesNothingItIsMarked() => Verify.Reports(
        "GEN017",
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
        "[Collect] has no effect here: 'A' is not marked [Metric]",
        "[FromConfig] has no effect here: 'x' is a batch tensor, which each update gives",
        "[FromConfig] has no effect here: 'Mine' is not marked [Experiment], so its metrics' config values are given to their states' constructors",
        "[Metric] has no effect here: a local function is not a member of a type",
        "[Metric] has no effect here: 'get_E' is not an ordinary method",
        "[MetricLibrary] has no effect here: 'Empty' has no method marked [Metric]");

    [Fact]
    public Task WhenAConfigParameterOfAnExperimentsMetricNamesItsEntryNothingIsReported() => Verify.Accepts(
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        [Experiment("x")] public sealed partial class X
        {
            public int NumClasses { get; init; } = 3;
            [Metric, Collect] static Tensor A(Tensor x, [FromConfig("num_classes")] int k) => x.median() * k;
        }
        """);
}
