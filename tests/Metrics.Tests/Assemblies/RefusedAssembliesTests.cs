using Gen.Metrics.Tests.Laws;
using Microsoft.CodeAnalysis;

namespace Gen.Metrics.Tests.Assemblies;

/// <summary>Metrics of referenced assemblies that cannot be taken in: GEN020 at the call, with the reason.</summary>
public sealed class RefusedAssembliesTests
{
    [Theory]
    [InlineData("Rates.Secret(x)", "carries no plan")]
    [InlineData("Rates.Kept(x)", "carries no plan")]
    [InlineData("Old.Mean(x)", "built with another version of Gen")]
    [InlineData("Old.Torn(x)", "cannot be read")]
    [InlineData("Rates.Twice(x, 3)", "several metrics called 'Twice'")]
    [InlineData("Rates.Columns(x, [x.sum().item<double>()])", "'weights' has to be known from config")]
    [InlineData("Rates.Twice(x.sum(dim: 0))", "'x' has to be row by row")]
    [InlineData("Rates.Twice(x.t())", "with the rows as its first axis")]
    public void ReferencedMetric_NotInlinable_IsReportedAtCall(string call, string reason)
    {
        var program = Libraries.UsingFirst($$"""
            // inputs: x real(3)
            public static partial class Refused
            {
                [Metric] public static Tensor Value(Tensor x) => 1 + {{call}};
            }
            """);
        Assert.True(!program.Problems.Any(), string.Join('\n', program.Problems));
        var reported = Assert.Single(program.Reported);
        Assert.Equal("GEN020", reported.Id);
        Assert.Contains(reason, reported.GetMessage());
        var tree = reported.Location.SourceTree!;
        Assert.Equal(call, tree.GetText().ToString(reported.Location.SourceSpan));
    }

    [Fact]
    public void ReferencedMetric_FirstOfSeveralByName_IsInlined()
    {
        var program = Libraries.UsingFirst("""
            // inputs: x real(3)
            public static partial class Taken
            {
                [Metric] public static Tensor Value(Tensor x) => 1 + Rates.Twice(x);
            }
            """);
        Assert.Empty(program.Reported);
        StreamingLawTests.Check([.. program.Formulas(program.Classes.Single())], 20, law => law.HoldsForRows());
    }

    [Fact]
    public void LibraryMetric_NotInlinableElsewhere_StreamsInLibrary()
    {
        var rates = Libraries.First.Output.GetTypeByMetadataName("Formulas.First.Rates")!;
        Assert.Contains("MetricPlan", Attributes(rates, "PrecisionState"));
        Assert.DoesNotContain("MetricPlan", Attributes(rates, "SecretState"));
        Assert.DoesNotContain("MetricPlan", Attributes(rates, "KeptState"));
        Assert.Equal(Accessibility.Public, rates.GetTypeMembers("SecretState").Single().DeclaredAccessibility);
    }

    private static string Attributes(INamedTypeSymbol type, string state) =>
        string.Join(' ', type.GetTypeMembers(state).Single().GetAttributes().Select(a => a.AttributeClass!.Name));
}
