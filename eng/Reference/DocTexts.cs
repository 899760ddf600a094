using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Gen.Reference;

/// <summary>The doc comments of all types and members, as Markdown; what is inherited is looked up.</summary>
internal sealed class DocTexts
{
    private readonly Dictionary<string, XElement> _comments = [];
    private readonly DocLinks _links;

    public DocTexts(PublicSurface surface)
    {
        _links = new(surface);
        foreach (var library in PublicSurface.Libraries)
        {
            foreach (
                var member in XDocument
                    .Load(Path.Combine(AppContext.BaseDirectory, library + ".xml"), LoadOptions.PreserveWhitespace)
                    .Descendants("member")
            )
                _comments[member.Attribute("name")!.Value] = member;
        }
    }

    public string Summary(ISymbol symbol) => Texts(symbol, "summary").FirstOrDefault("");

    public string Remarks(ISymbol symbol) => Texts(symbol, "remarks").FirstOrDefault("");

    public string Returns(ISymbol symbol) => Texts(symbol, "returns").FirstOrDefault("");

    /// <summary>What <c>value</c> says of a property: its default, unit, range.</summary>
    public string Value(ISymbol symbol) => Texts(symbol, "value").FirstOrDefault("");

    public string Parameter(ISymbol symbol, string name) => Elements(symbol, "param").Concat(Elements(symbol, "typeparam"))
        .Where(e => e.Attribute("name")?.Value == name).Select(e => _links.Markdown(e, symbol)).FirstOrDefault("");

    public IEnumerable<(string Exception, string When)> Exceptions(ISymbol symbol) =>
        Elements(symbol, "exception").Select(e => (_links.Link(e.Attribute("cref")!.Value, symbol), _links.Markdown(e, symbol)));

    private IEnumerable<string> Texts(ISymbol symbol, string element) =>
        Elements(symbol, element).Select(e => _links.Markdown(e, symbol)).Where(t => t.Length > 0);

    private IEnumerable<XElement> Elements(ISymbol symbol, string element)
    {
        var id = symbol.GetDocumentationCommentId();
        var own = id is null ? null : _comments.GetValueOrDefault(id);
        var inherit = own?.Element("inheritdoc");
        var found = own?.Elements(element).ToArray() ?? [];
        if (
            found.Length > 0
            || (own is not null && inherit is null)
            || element == "summary" && inherit is null && symbol is not IMethodSymbol and not IPropertySymbol
        )
            return found;
        if (inherit?.Attribute("cref")?.Value is { } cref)
            return _comments.GetValueOrDefault(cref)?.Elements(element) ?? [];
        if (own is not null && OfBase(symbol) is { } from)
            return from.ContainingAssembly is { } assembly && PublicSurface.Libraries.Contains(assembly.Name) ? Elements(from, element)
                : element == "summary"
                    ? [new XElement("summary", "See ", new XElement("c", $"{from.ContainingType?.Name}.{from.Name}"), ".")]
                : [];
        // A record's property is described where its parameter is.
        if (symbol is IPropertySymbol { ContainingType: { IsRecord: true } record } && element == "summary")
            return Elements(record, "param").Where(e => e.Attribute("name")?.Value == symbol.Name);
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } primary)
            return element == "summary"
                ? [new XElement("summary", $"A new {primary.ContainingType.Name}.")]
                : Elements(primary.ContainingType, element).Where(e => element == "param");
        return [];
    }

    private static ISymbol? OfBase(ISymbol symbol) =>
        symbol switch
        {
            IMethodSymbol { OverriddenMethod: { } method } => method.OriginalDefinition,
            IPropertySymbol { OverriddenProperty: { } property } => property.OriginalDefinition,
            INamedTypeSymbol { BaseType: { SpecialType: SpecialType.None } type } => type.OriginalDefinition,
            _ => symbol
                .ContainingType?.AllInterfaces.SelectMany(i => i.GetMembers())
                .FirstOrDefault(m =>
                    SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(m), symbol)
                )
                ?.OriginalDefinition,
        };
}
