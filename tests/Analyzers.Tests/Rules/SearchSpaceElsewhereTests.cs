using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

/// <summary>Search spaces outside of their experiments.</summary>
public class SearchSpaceElsewhereTests
{
    private const string Library = """
        using System.ComponentModel.DataAnnotations; using Gen;
        namespace Models;
        [Experiment("x")] public partial class X
        {
            [Range(1, 100)] public int Rounds { get; init; } = 3;
            public double Rate { get; init; } = 0.1;
            [NamedConfig] internal sealed class Quick { public int Rounds => 1; }
            [Main] private double Run() => Rounds * Rate;
        }
        """;

    private const string Mistakes = """
        using Gen; using Models;
        [SearchSpace<X>] public sealed class Study
        {
            public Choice<int> [|Round|] => new(1);
            public Choice<int> Rounds => new(1, [|101|], [|1|]);
            public Interval<int> [|Rate|] => new(1, 2);
        }
        public abstract class Shared { public Interval<double> Rate => Interval.Log([|0.0|], 1); public Choice<int> [|Rate2|] => new(1); }
        [SearchSpace<X>] public sealed class Derived : Shared;
        """;

    private static readonly string[] s_messages =
    [
        "Search space 'Study' varies 'Round', but 'X' has no such entry. Did you mean 'Rounds'?",
        "Value 101 of 'Rounds' violates [Range] of entry 'rounds': must be from 1 to 100",
        "Value 1 of 'Rounds' is there twice",
        "Property 'Rate' of search space 'Study' has type 'Interval<int>', but entry 'rate' has type 'double'",
        "The range of 'Rate' must be above 0, where it has logarithms, but begins at 0.0",
        "Search space 'Derived' varies 'Rate2', but 'X' has no such entry. Did you mean 'Rate'?",
    ];

    private static string Source(string spaces) => "//// X.cs\n" + Library + "\n//// Spaces.cs\n" + spaces;

    [Fact]
    public Task Mistakes_AreReportedAsInNestedSpaces() => Verify.Reports(RuleIds.SearchSpace, Source(Mistakes), s_messages);

    [Fact]
    public Task Mistakes_AreReportedForExperimentsOfOtherProjects()
    {
        var marked = MarkedSource.Parse(Mistakes);
        return Verify.Reports(OtherProject(marked), marked, RuleIds.SearchSpace, s_messages);
    }

    // The metadata of the other project has no internal members.
    [Fact]
    public Task NamedConfigsOfOtherProjects_AreNotReported()
    {
        var marked = MarkedSource.Parse("""
            using Gen; using Models;
            [SearchSpace<X>] public class Study { public NamedConfigs Kind => new("quick", "any"); }
            """);
        return Verify.Reports(OtherProject(marked), marked, RuleIds.SearchSpace);
    }

    [Theory]
    [InlineData("public Choice<int> Round => new(1);", "public Choice<int> Rounds => new(1);")]
    [InlineData("[FromConfig(\"round\")] public Choice<int> R => new(1);", "[FromConfig(\"rounds\")] public Choice<int> R => new(1);")]
    [InlineData("public Choice<long> Rounds => new(1);", "public Choice<int> Rounds => new(1);")]
    [InlineData("public NamedConfigs Kind => new(\"quik\");", "public NamedConfigs Kind => new(\"quick\");")]
    public Task Fix_UsesEntryOrNearestName(string property, string expected) => VerifyFix.Fixes(
        RuleIds.SearchSpace, Source(InSpace(property)), Source(InSpace(expected)));

    [Theory]
    [InlineData("public static class [|Study|]", "it is static")]
    [InlineData("public abstract class [|Study|]", "it is abstract")]
    [InlineData("public sealed class [|Study|](int largest)", "it has no accessible constructor without parameters")]
    [InlineData("file sealed class [|Study|]", "it is not accessible from generated code")]
    public Task SpaceThatCannotBeCreated_IsReported(string declaration, string reason) => Verify.Reports(
        RuleIds.InvalidConfigClass,
        Source($$"""
            using Gen; using Models;
            [SearchSpace<X>] {{declaration}} { public {{(reason.Contains("static") ? "static " : "")}}int Limit => {{(
                reason.Contains("constructor") ? "largest" : "1")}};{{(
                reason.Contains("static") ? "" : " public Choice<int> Rounds => new(1);")}} }
            """),
        $"Generated code cannot create search space 'Study' because {reason}");

    [Fact]
    public Task RequiredProperty_IsReported() => Verify.Reports(
        RuleIds.InvalidConfigClass,
        Source("""
            using Gen; using Models;
            [SearchSpace<X>] public class [|Study|] { public required int Most { get; init; } public Choice<int> Rounds => new(1, Most); }
            """),
        "Generated code cannot create search space 'Study' because its property 'Most' is required");

    [Fact]
    public Task SpacesOfOneName_AreReported() => Verify.Reports(
        RuleIds.KeyCollision,
        Source("""
            using Gen; using Models;
            namespace A { [SearchSpace<X>] public class Study { public Choice<int> Rounds => new(1); } }
            namespace B { [SearchSpace<X>] public class [|STUDY|] { public Choice<int> Rounds => new(1); } }
            """),
        "Search spaces 'A.Study' and 'B.STUDY' of 'X' have the same name 'study'");

    [Fact]
    public Task AttributeWithoutExperiment_HasNoEffect() => Verify.Reports(
        RuleIds.MisplacedAttribute,
        """
        using Gen;
        [[|SearchSpace|]] public sealed class Alone { public Choice<int> Rounds => new(1); }
        [[|SearchSpace<Alone>|]] public sealed class Other { public Choice<int> Rounds => new(1); }
        """,
        "Attribute [SearchSpace] has no effect because 'Alone' is not nested in an experiment. Elsewhere, write "
            + "[SearchSpace<TheExperiment>].",
        "Attribute [SearchSpace<Alone>] has no effect because 'Alone' is not marked [Experiment]");

    private static string InSpace(string property) => $$"""
        using Gen; using Models;
        [SearchSpace<X>] public class Study { {{property}} }
        """;

    private static Microsoft.CodeAnalysis.CSharp.CSharpCompilation OtherProject(MarkedSource marked) => Compiled.With(
        marked.Files,
        references:
        [
            Microsoft.CodeAnalysis.MetadataReference.CreateFromStream(new MemoryStream(ReferenceAssembly())),
        ]);

    private static byte[] ReferenceAssembly()
    {
        using var stream = new MemoryStream();
        var options = new Microsoft.CodeAnalysis.Emit.EmitOptions(metadataOnly: true, includePrivateMembers: false);
        Assert.True(Compiled.With([("X.cs", Library)], assembly: "Lib").Emit(stream, options: options).Success);
        return stream.ToArray();
    }
}
