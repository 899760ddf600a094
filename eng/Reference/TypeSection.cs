using System.Text;
using Microsoft.CodeAnalysis;

namespace Gen.Reference;

/// <summary>What a page says of a type.</summary>
internal static class TypeSection
{
    public static void Append(StringBuilder text, INamedTypeSymbol type, DocTexts texts)
    {
        text.Append($"\n## `{PublicSurface.Name(type)}`\n\n`{Signature.Of(type)}`\n\n{texts.Summary(type)}\n");
        AppendDetails(
            text,
            type,
            type.TypeParameters.Select(p => p.Name).Concat(type.DelegateInvokeMethod?.Parameters.Select(p => p.Name) ?? []),
            texts
        );
        var members = PublicSurface.Members(type).ToArray();
        if (type.TypeKind == TypeKind.Enum)
        {
            AppendTable(
                text,
                "Value",
                members
                    .Cast<IFieldSymbol>()
                    .OrderBy(f => Convert.ToInt64(f.ConstantValue, System.Globalization.CultureInfo.InvariantCulture)),
                s => s.Name,
                texts
            );
            return;
        }

        AppendMethods(text, "Constructors", members.Where(m => m is IMethodSymbol { MethodKind: MethodKind.Constructor }), texts);
        AppendTable(text, "Field", members.OfType<IFieldSymbol>(), Signature.Of, texts);
        AppendTable(text, "Property", members.OfType<IPropertySymbol>(), Signature.Of, texts);
        AppendTable(text, "Event", members.OfType<IEventSymbol>(), Signature.Of, texts);
        AppendMethods(text, "Methods", members.Where(m => m is IMethodSymbol { MethodKind: not MethodKind.Constructor }), texts);
    }

    private static void AppendTable(
        StringBuilder text,
        string kind,
        IEnumerable<ISymbol> members,
        Func<ISymbol, string> signature,
        DocTexts texts
    )
    {
        var rows = members.ToArray();
        if (rows.Length == 0)
            return;
        text.Append($"\n| {kind} | |\n| --- | --- |\n");
        foreach (var member in rows)
        {
            var thrown = texts.Exceptions(member).Select(e => $"Throws {e.Exception}: {e.When}");
            var parameters =
                (member as IPropertySymbol)
                    ?.Parameters.Select(p => (p.Name, Text: texts.Parameter(member, p.Name)))
                    .Where(p => p.Text.Length > 0)
                    .Select(p => $"`{p.Name}`: {p.Text}")
                ?? [];
            var all = new[] { texts.Summary(member), texts.Value(member), texts.Remarks(member) }
                .Concat(parameters)
                .Concat(thrown)
                .Where(t => t.Length > 0);
            text.Append($"| `{Cell(signature(member))}` | {Cell(string.Join(" ", all))} |\n");
        }
    }

    private static void AppendMethods(StringBuilder text, string title, IEnumerable<ISymbol> members, DocTexts texts)
    {
        var first = true;
        foreach (var member in members.Cast<IMethodSymbol>())
        {
            if (first)
                text.Append($"\n**{title}**\n");
            first = false;
            text.Append($"\n`{Signature.Of((ISymbol)member)}`\n\n{texts.Summary(member)}\n");
            AppendDetails(text, member, member.TypeParameters.Select(p => p.Name).Concat(member.Parameters.Select(p => p.Name)), texts);
        }
    }

    private static void AppendDetails(StringBuilder text, ISymbol symbol, IEnumerable<string> parameters, DocTexts texts)
    {
        var lines = parameters
            .Select(p => (Name: p, Text: texts.Parameter(symbol, p)))
            .Where(p => p.Text.Length > 0)
            .Select(p => $"- `{p.Name}`: {p.Text}")
            .ToList();
        if (texts.Returns(symbol) is { Length: > 0 } returns)
            lines.Add($"- Returns: {returns}");
        lines.AddRange(texts.Exceptions(symbol).Select(e => $"- Throws {e.Exception}{(e.When.Length > 0 ? ": " + e.When : "")}"));
        if (lines.Count > 0)
            text.Append('\n').AppendJoin('\n', lines.Select(l => l.Replace("\n\n", " ", StringComparison.Ordinal))).Append('\n');
        if (texts.Remarks(symbol) is { Length: > 0 } remarks)
            text.Append($"\n{remarks}\n");
    }

    // A table has one line for a row.
    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
