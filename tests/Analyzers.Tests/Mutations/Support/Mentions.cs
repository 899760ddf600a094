using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>Where an entry is named by something that C# does not know to mean it.</summary>
internal static class Mentions
{
    /// <summary>Parameters of some methods that have its name.</summary>
    public static IEnumerable<SyntaxNodeOrToken> Parameters(this Subject subject, IPropertySymbol entry, Func<IMethodSymbol, bool> methods) =>
        subject.FilledByName(methods).Where(f => SymbolEqualityComparer.Default.Equals(f.Entry, entry)).Select(f => (SyntaxNodeOrToken)f.Syntax.Identifier);

    /// <summary>Properties of named configs that set it.</summary>
    public static IEnumerable<SyntaxNodeOrToken> Settings(this Subject subject, IPropertySymbol entry) => subject.NamedValues()
        .Where(v => v.Property.Name == entry.Name && !v.Property.Has("FromConfig") && SymbolEqualityComparer.Default.Equals(v.Property.ContainingType.Experiment(), entry.ContainingType))
        .Select(v => (SyntaxNodeOrToken)v.Syntax.Identifier);

    /// <summary>Texts in <c>[FromConfig]</c> that are its key.</summary>
    public static IEnumerable<SyntaxNodeOrToken> Keys(this Subject subject, IPropertySymbol entry) => subject.Nodes<AttributeSyntax>()
        .Where(a => a.Name.ToString() == "FromConfig" && a.ArgumentList!.Arguments[0].Expression is LiteralExpressionSyntax literal && IsKey(literal.Token.ValueText, entry))
        .Select(a => (SyntaxNodeOrToken)a.ArgumentList!.Arguments[0].Expression);

    /// <summary>Constant texts given to <c>Parse</c> that set it.</summary>
    public static IEnumerable<SyntaxNodeOrToken> Updates(this Subject subject, IPropertySymbol entry) => subject.GeneratedCalls("Parse")
        .SelectMany(c => c.ArgumentList.Arguments.Select(a => a.Expression).OfType<LiteralExpressionSyntax>())
        .Where(l => l.Token.ValueText.Contains('=') && (IsKey(l.Token.ValueText.Split('=')[0], entry) || IsItem(l.Token.ValueText.Split('=')[0], entry)))
        .Select(l => (SyntaxNodeOrToken)l);

    private static bool IsKey(string key, IPropertySymbol entry)
    {
        var parts = key.Split('.');
        return Misspelling.Plain(parts[^1]) == Misspelling.Plain(entry.Name) && parts.Length == (entry.ContainingType.Has("Experiment") ? 1 : 2);
    }

    /// <summary>True for an item of a dictionary.</summary>
    private static bool IsItem(string key, IPropertySymbol entry) =>
        entry.Type.Name == "IReadOnlyDictionary" && key.Split('.') is [var dictionary, _] && Misspelling.Plain(dictionary) == Misspelling.Plain(entry.Name);
}
