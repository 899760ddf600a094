using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Gen.Reference;

/// <summary>Doc comments as Markdown, with links to what they mention.</summary>
internal sealed partial class DocLinks(PublicSurface surface)
{
    private static readonly Dictionary<string, string> s_keywords = new()
    {
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.Double"] = "double",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Object"] = "object",
        ["System.Single"] = "float",
        ["System.String"] = "string",
    };

    private readonly Dictionary<string, INamedTypeSymbol> _types = surface.Types.ToDictionary(t => t.GetDocumentationCommentId()![2..]);

    /// <summary>The heading's anchor, as GitHub makes it.</summary>
    public static string Anchor(INamedTypeSymbol type) =>
        Punctuation().Replace(PublicSurface.Name(type).ToLowerInvariant(), "").Replace(' ', '-');

    /// <summary>An element's content.</summary>
    /// <param name="element">The element.</param>
    /// <param name="at">The symbol whose comment it is in.</param>
    public string Markdown(XElement element, ISymbol at)
    {
        var text = new StringBuilder();
        Append(text, element, at);
        var paragraphs = BlankLines()
            .Split(text.ToString())
            .Select(p => p.StartsWith("- ", StringComparison.Ordinal) ? p.Trim() : Spaces().Replace(p, " ").Trim());
        return string.Join("\n\n", paragraphs.Where(p => p.Length > 0));
    }

    /// <summary>A link to what a <c>cref</c> names; code where the reference does not have it.</summary>
    public string Link(string cref, ISymbol at, string? shown = null)
    {
        var (kind, name) = (cref[0], cref[2..].Split('(')[0]);
        if (kind == 'T')
            return Linked(name, shown ?? (_types.TryGetValue(name, out var type) ? PublicSurface.Name(type) : ShortName(name)), at);
        var dot = name.LastIndexOf('.');
        var (owner, member) = dot < 0 ? ("", name) : (name[..dot], ShortName(name[(dot + 1)..]));
        var ownerName = _types.TryGetValue(owner, out var known) ? PublicSurface.Name(known) : ShortName(owner);
        var here = (at as INamedTypeSymbol ?? at.ContainingType)?.GetDocumentationCommentId()?[2..] == owner;
        member = member == "#ctor" ? ownerName : here ? member : $"{ownerName}.{member}";
        return here ? $"`{shown ?? member}`" : Linked(owner, shown ?? member, at);
    }

    private string Linked(string type, string shown, ISymbol at)
    {
        if (!_types.TryGetValue(type, out var target))
            return $"`{shown}`";
        var own = at as INamedTypeSymbol ?? at.ContainingType;
        var page = PublicSurface.Namespace(target) == PublicSurface.Namespace(own) ? "" : PublicSurface.Namespace(target) + ".md";
        return $"[`{shown}`]({page}#{Anchor(target)})";
    }

    private void Append(StringBuilder text, XElement element, ISymbol at)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText plain)
                text.Append(plain.Value.Replace("<", "&lt;", StringComparison.Ordinal));
            else if (node is XElement child)
                AppendElement(text, child, at);
        }
    }

    private void AppendElement(StringBuilder text, XElement child, ISymbol at)
    {
        switch (child.Name.LocalName)
        {
            case "c":
                text.Append(child.Value.Contains('`', StringComparison.Ordinal) ? $"`` {child.Value} ``" : $"`{child.Value}`");
                break;
            case "see" or "seealso" when child.Attribute("cref") is { } cref:
                text.Append(Link(cref.Value, at, child.IsEmpty || child.Value.Length == 0 ? null : child.Value));
                break;
            case "see" when child.Attribute("href") is { } href:
                text.Append($"[{(child.Value.Length > 0 ? child.Value : href.Value)}]({href.Value})");
                break;
            case "see":
                text.Append($"`{child.Attribute("langword")?.Value}`");
                break;
            case "paramref" or "typeparamref":
                text.Append($"`{child.Attribute("name")?.Value}`");
                break;
            case "para":
                text.Append("\n\n");
                Append(text, child, at);
                text.Append("\n\n");
                break;
            case "item":
                text.Append("\n\n- ");
                Append(text, child.Element("description") ?? child, at);
                break;
            case "i":
                text.Append($"*{child.Value}*");
                break;
            case "inheritdoc":
                break;
            default:
                Append(text, child, at);
                break;
        }
    }

    private static string ShortName(string name)
    {
        if (s_keywords.TryGetValue(name, out var keyword))
            return keyword;
        var last = Arity().Replace(name[(name.LastIndexOf('.') + 1)..], "");
        return last.Length > 0 ? last : name;
    }

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"\n[ \t]*\n\s*")]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("`+\\d+")]
    private static partial Regex Arity();
}
