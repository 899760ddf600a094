using System.Globalization;
using Gen.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Metrics.Tests.Support;

/// <summary>
/// A class of formulas in a corpus file, and what the comments above it declare: <c>inputs:</c> the batch tensors' kinds
/// (<see cref="InputKind"/>), <c>config:</c> the config values, <c>rows:</c> the fewest distinct rows that give a number,
/// <c>weights: finite</c> where a dropped row must still hold numbers, <c>reason:</c> a word of the refusal, <c>source:</c> where it was
/// posted.
/// </summary>
internal sealed record FormulaClass(
    string Name,
    IReadOnlyDictionary<string, string> Declared,
    IReadOnlyList<string> Metrics,
    ClassDeclarationSyntax Syntax
)
{
    public IReadOnlyDictionary<string, InputKind> Inputs { get; } =
        Pairs(Declared.GetValueOrDefault("inputs", ""), ' ').ToDictionary(p => p.Key, p => InputKind.Parse(p.Value));

    /// <summary>Config values as C# literals.</summary>
    public IReadOnlyDictionary<string, string> Config { get; } = Pairs(Declared.GetValueOrDefault("config", ""), '=').ToDictionary();

    public int FewestRows { get; } = int.Parse(Declared.GetValueOrDefault("rows", "1"), CultureInfo.InvariantCulture);

    /// <summary>Words of which the refusal must have one.</summary>
    public string[] Reasons { get; } =
        Declared.GetValueOrDefault("reason", "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public bool DroppedRowsMayBeNaN => Declared.GetValueOrDefault("weights") != "finite";

    /// <summary>The classes of a file that have metrics.</summary>
    public static IReadOnlyList<FormulaClass> In(string text) =>
        [.. Sources.Parse(text).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Select(Read).Where(c => c.Metrics.Count > 0)];

    private static FormulaClass Read(ClassDeclarationSyntax syntax)
    {
        var declared = syntax.GetLeadingTrivia().Where(t => t.ToString().StartsWith("//", StringComparison.Ordinal))
            .Select(t => t.ToString()[2..].Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(p => p.Length == 2)
            .ToDictionary(p => p[0], p => p[1]);
        var metrics = syntax.Members.OfType<MethodDeclarationSyntax>()
            .Where(m => m.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString() == "Metric"))
            .Select(m => m.Identifier.ValueText);
        return new(syntax.Identifier.ValueText, declared, [.. metrics], syntax);
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string text, char separator) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(p => p.Split(separator, 2, StringSplitOptions.TrimEntries))
            .Select(p => new KeyValuePair<string, string>(p[0], p[1]));
}
