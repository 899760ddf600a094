using System.Text;
using Microsoft.CodeAnalysis;

namespace Gen.Reference;

/// <summary>The reference: a page for each namespace, and an index.</summary>
public static class ReferencePages
{
    /// <summary>The pages' texts by their file names.</summary>
    public static IReadOnlyDictionary<string, string> Make()
    {
        var surface = PublicSurface.Load();
        var texts = new DocTexts(surface);
        var pages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in surface.Types.GroupBy(PublicSurface.Namespace))
            pages[group.Key + ".md"] = NamespacePage(group.Key, [.. group], texts);
        pages["README.md"] = Index(surface, texts);
        return pages;
    }

    /// <summary>Public types and members without a summary, by their documentation ids; there should be none.</summary>
    public static IReadOnlyList<string> WithoutSummary()
    {
        var surface = PublicSurface.Load();
        var texts = new DocTexts(surface);
        return
        [
            .. surface
                .Types.SelectMany(t => PublicSurface.Members(t).Prepend(t))
                .Where(s => texts.Summary(s).Length == 0)
                .Select(s => s.GetDocumentationCommentId()!),
        ];
    }

    private static string NamespacePage(string name, IReadOnlyList<INamedTypeSymbol> types, DocTexts texts)
    {
        var text = new StringBuilder(
            $"# {name}\n\n{Origin(types[0])} Written from the doc comments by `eng/Reference`; [all namespaces](README.md).\n\n| Type | "
            + $"|\n| --- | --- |\n"
        );
        foreach (var type in types)
            text.Append(
                $"| [`{PublicSurface.Name(type)}`](#{DocLinks.Anchor(type)}) | "
                + $"{FirstSentence(texts.Summary(type)).Replace("|", "\\|", StringComparison.Ordinal)} |\n"
            );
        foreach (var type in types)
            TypeSection.Append(text, type, texts);
        return text.ToString();
    }

    private static string Index(PublicSurface surface, DocTexts texts)
    {
        var text = new StringBuilder(
            "# Reference\n\nEvery public type and member, from the doc comments. What generated code alone calls is left out, and so are "
            + "the states of the built-in metrics: a metric\n"
                + "`Precision` of a library has its state in the class `PrecisionState` beside it, with the members that "
                + "[metrics](../metrics.md#what-is-generated) lists.\n\n| Namespace | Package | Types |\n| --- | --- | --- |\n"
        );
        foreach (var group in surface.Types.GroupBy(PublicSurface.Namespace).OrderBy(g => g.Key, StringComparer.Ordinal))
            text.Append(
                $"| [{group.Key}]({group.Key}.md) | {Package(group.First())} | "
                + $"{string.Join(", ", group.Select(t => $"[`{PublicSurface.Name(t)}`]({group.Key}.md#{DocLinks.Anchor(t)})"))} |\n"
            );
        return text.ToString();
    }

    private static string Package(ISymbol type) => type.ContainingAssembly.Name == "Gen.Runtime" ? "Gen" : type.ContainingAssembly.Name;

    private static string Origin(ISymbol type) => $"In the package `{Package(type)}`.";

    private static string FirstSentence(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        if (end > 2 && text[end - 2] == '.')
            end = text.IndexOf(". ", end + 1, StringComparison.Ordinal);   // e.g.
        return (end < 0 ? text : text[..(end + 1)]).Split("\n\n")[0].ReplaceLineEndings(" ");
    }
}
