using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;

namespace Gen.Analyzers.Tests.Completion;

/// <summary>Completion as an editor asks for it, with the provider that the project's analyzer reference brings.</summary>
public class KeyCompletionTests
{
    private static string Source(string member) => $$"""
        using Gen;
        [Config] public record Files { public string Path { get; init; } = ""; }
        [Config] public abstract record Step { public sealed record Fast : Step { public int Speed { get; init; } } }
        [Experiment("x")] public partial class X
        {
            public int HiddenUnits { get; init; }
            public Files Data { get; init; } = new();
            public Step Step { get; init; } = new Step.Fast();
            public int Twice => HiddenUnits * 2;
            [NamedConfig] public class VeryWide { public int HiddenUnits => 3; }
            [NamedConfig] public class Other { {{(IsNamedValue(member) ? member : "")}} }
            [SearchSpace] public class Nested { {{(IsVaried(member) ? member : "")}} }
            {{(IsNamedValue(member) || IsVaried(member) ? "" : member)}}
        }
        [SearchSpace<X>] public class Elsewhere { {{(IsVaried(member) ? member : "")}} }
        """;

    private static bool IsNamedValue(string member) => member.StartsWith("[From", StringComparison.Ordinal) && !IsVaried(member);

    private static bool IsVaried(string member) => member.Contains("Choice<") || member.Contains("NamedConfigs");

    [Theory]
    [InlineData("[Main] void Run([FromConfig(\"|\")] int x) { }", "data data.path hidden_units seed step twice")]
    [InlineData("[Main] void Run([FromConfig(\"data.|\")] int x) { }", "data data.path hidden_units seed step twice")]
    [InlineData("[Captured] void Run([FromConfig(\"hid|\")", "data data.path hidden_units seed step twice")]
    [InlineData("[FromConfig(\"|\")] public int A => 3;", "data data.path hidden_units seed step")]
    [InlineData("[FromConfig(\"|\")] public Choice<int> A => new(3);", "data data.path hidden_units seed step step.speed")]
    [InlineData("public Choice<string> Step => new(\"|\");", "fast")]
    [InlineData("public NamedConfigs A => new(\"|\");", "default other very_wide")]
    [InlineData("X A => X.Parse(\"|\");", "data.path= hidden_units= other seed= step.speed= step= very_wide")]
    [InlineData("X A => X.Parse(\"very_wide\", \"hi|", "data.path= hidden_units= other seed= step.speed= step= very_wide")]
    [InlineData("object A => X.RunAsync([\"with\", \"|\"]);", "data.path= hidden_units= other seed= step.speed= step= very_wide")]
    public async Task KeysAreOffered(string member, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await Offered(Source(member))).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("X A => X.Parse(\"hidden_units=|\");")]
    [InlineData("X A => X.Parse(\"a\"|);")]
    [InlineData("string A => string.Concat(\"|\", \"b\");")]
    [InlineData("[Obsolete(\"|\")] void Run() { }")]
    public async Task ElsewhereNothingIsOffered(string member) =>
        Assert.DoesNotContain("hidden_units", string.Join(' ', await Offered(Source(member))));

    [Theory]
    [InlineData("[FromConfig(\"|\")] public Choice<int> A => new(3);")]
    [InlineData("public NamedConfigs A => new(\"|\");")]
    [InlineData("public Choice<string> Step => new(\"|\");")]
    public async Task SearchSpaceElsewhere_OffersTheSame(string member)
    {
        var source = Source(member);
        var nested = source.IndexOf('|', StringComparison.Ordinal);
        Assert.Equal((await Offered(source)).Order(), (await Offered(source.Remove(nested, 1))).Order());
    }

    private static async Task<IEnumerable<string>> Offered(string source)
    {
        var position = source.IndexOf('|', StringComparison.Ordinal);
        using var workspace = new FixWorkspace(source.Remove(position, 1).Replace("|", ""));
        var document = workspace.CurrentSolution.Projects.Single().Documents.Single(d => d.Name != FixWorkspace.Usings);
        var list = await CompletionService.GetService(document)!
            .GetCompletionsAsync(document, position, CompletionTrigger.CreateInsertionTrigger('"'));
        return list.ItemsList.Select(i => i.DisplayText);
    }
}
