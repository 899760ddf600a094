using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Analyzers.Tests.Builds;

/// <summary>Every rule follows <c>.editorconfig</c>, by its id and by the category.</summary>
public class SeverityTests
{
    private static readonly (string Text, DiagnosticSeverity Severity)[] s_severities =
    [
        ("error", DiagnosticSeverity.Error),
        ("warning", DiagnosticSeverity.Warning),
        ("suggestion", DiagnosticSeverity.Info),
        ("silent", DiagnosticSeverity.Hidden),
    ];

    public static TheoryData<string> Ids => RuleConventionsTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task EditorConfig_SetsSeverity(string id)
    {
        var wrong = Wrong(id);
        foreach (var (text, severity) in s_severities)
        {
            await Expect(wrong, $"[*.cs]\ndotnet_diagnostic.{id}.severity = {text}", id, severity);
            await Expect(wrong, $"[*.cs]\ndotnet_analyzer_diagnostic.category-Gen.severity = {text}", id, severity);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task EditorConfig_SuppressesRule(string id)
    {
        var wrong = Wrong(id);
        await Expect(wrong, $"[*.cs]\ndotnet_diagnostic.{id}.severity = none", id, null);
        await Expect(wrong, "[*.cs]\ndotnet_analyzer_diagnostic.category-Gen.severity = none", id, null);
        await Expect(wrong, $"[Wrong.cs]\ndotnet_diagnostic.{id}.severity = none", id, null);
        await Expect(
            wrong,
            $"[Other.cs]\ndotnet_diagnostic.{id}.severity = none",
            id,
            RuleConventionsTests.All.Single(d => d.Id == id).DefaultSeverity
        );
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task EditorConfig_CategoryOff_OneRuleCanStayOn(string id) =>
        await Expect(
            Wrong(id),
            $"[*.cs]\ndotnet_analyzer_diagnostic.category-Gen.severity = none\ndotnet_diagnostic.{id}.severity = warning",
            id,
            DiagnosticSeverity.Warning
        );

    private static CSharpCompilation Wrong(string id) => Compiled.With([("Wrong.cs", DocumentationPage.Read(id).Wrong)]);

    private static async Task Expect(CSharpCompilation wrong, string config, string id, DiagnosticSeverity? severity)
    {
        var reported = await new EditorConfig(config).Diagnostics(wrong);
        Assert.All(reported, d => Assert.Equal(id, d.Id));
        if (severity is null)
            Assert.Empty(reported.Select(d => $"{config}: {d}"));
        else
            Assert.Equal((config, severity.Value), (config, Assert.Single(reported.Select(d => d.Severity).Distinct())));
    }
}
