using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Entries that are right by themselves and do not fit any more what names them elsewhere.</summary>
internal static class ChangedEntryMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
    [
        new("entry misspelt, with parameters that name it", (s, r) => Misspelt(s, r, "GEN001", (e, c) => FilledBy(s, e, c, IsCalled))),
        new("entry misspelt, with hooks that name it", (s, r) => Misspelt(s, r, "GEN030", (e, c) => FilledBy(s, e, c, IsTrained))),
        new("entry misspelt, with named configs that set it", (s, r) => Misspelt(s, r, "GEN003", (e, c) => SetBy(s, e, c))),
        new("entry misspelt, with [FromConfig] that names it", (s, r) => Misspelt(s, r, "GEN010", (e, c) => KeysOf(s, e, c))),
        new("entry misspelt, with update strings that set it", (s, r) => Misspelt(s, r, "GEN013", (e, c) => UpdatesOf(s, e, c))),
        new("entry retyped, with parameters that name it", (s, _) => Retyped(s, "GEN002", (e, c) => FilledBy(s, e, c, m => IsCalled(m) || IsTrained(m)))),
        new("entry retyped, with named configs that set it", (s, _) => Retyped(s, "GEN004", (e, c) => SetBy(s, e, c))),
        new("entry dropped, with commands that name it", (s, _) => Dropped(s, "GEN012", (e, c) => FilledBy(s, e, c, IsCommand))),
        new("entry dropped, with metrics that name it", (s, _) => Dropped(s, "GEN021", (e, c) => FilledBy(s, e, c, m => m.Has("Metric")))),
        new("entry dropped, with hooks that name it", (s, _) => Dropped(s, "GEN030", (e, c) => FilledBy(s, e, c, IsTrained))),
        new("entry dropped, with named configs that set it", (s, _) => Dropped(s, "GEN003", (e, c) => SetBy(s, e, c))),
        new("entry made static, with commands that name it", (s, _) => With(s, "static ", "GEN012", (e, c) => FilledBy(s, e, c, IsCommand))),
        new("entry made internal, with commands that name it", (s, _) => With(s, "internal ", "GEN012", (e, c) => FilledBy(s, e, c, IsCommand))),
    ];

    private static bool IsCommand(IMethodSymbol method) => method.Has("Main") || method.Has("Command");

    private static bool IsCalled(IMethodSymbol method) => IsCommand(method) || method.Has("Captured") || method.Has("Metric");

    private static bool IsTrained(IMethodSymbol method) => method.IsHook();

    private static IEnumerable<Mistake> Misspelt(Subject subject, Random random, string id, Func<IPropertySymbol, Change, int> mark) =>
        from entry in subject.Entries()
        let name = Misspelling.Of(entry.Property.Name, random, entry.Property.ContainingType.Names())
        where name is not null
        let change = new Change()
        where mark(entry.Property, change) > 0
        select new Mistake(id, change.Rename(subject, entry.Property, name));

    private static IEnumerable<Mistake> Retyped(Subject subject, string id, Func<IPropertySymbol, Change, int> mark) =>
        from entry in subject.Entries()
        let change = new Change()
        where mark(entry.Property, change) > 0
        select new Mistake(id, change.Replace(entry.Syntax.Type, WrongTypes.Source(entry.Property.Type)).WithDefault(entry.Syntax.Initializer));

    private static IEnumerable<Mistake> Dropped(Subject subject, string id, Func<IPropertySymbol, Change, int> mark) =>
        from entry in subject.Entries()
        let change = new Change()
        where mark(entry.Property, change) > 0
        select new Mistake(id, change.Remove(entry.Syntax));

    private static IEnumerable<Mistake> With(Subject subject, string modifier, string id, Func<IPropertySymbol, Change, int> mark) =>
        from entry in subject.Entries()
        let change = new Change()
        where mark(entry.Property, change) > 0
        let access = entry.Syntax.Modifiers.First(m => m.IsKind(SyntaxKind.PublicKeyword))
        select new Mistake(id, modifier == "internal " ? change.Replace(access, "internal") : change.InsertBefore(entry.Syntax.Type, modifier));

    private static int FilledBy(Subject subject, IPropertySymbol entry, Change change, Func<IMethodSymbol, bool> methods) =>
        Mark(change, subject.FilledByName(methods).Where(f => SymbolEqualityComparer.Default.Equals(f.Entry, entry)).Select(f => (SyntaxNodeOrToken)f.Syntax.Identifier));

    private static int SetBy(Subject subject, IPropertySymbol entry, Change change) => Mark(change, subject.NamedValues()
        .Where(v => v.Property.Name == entry.Name && !v.Property.Has("FromConfig") && SymbolEqualityComparer.Default.Equals(v.Property.ContainingType.Experiment(), entry.ContainingType))
        .Select(v => (SyntaxNodeOrToken)v.Syntax.Identifier));

    private static int KeysOf(Subject subject, IPropertySymbol entry, Change change) => Mark(change, subject.Nodes<AttributeSyntax>()
        .Where(a => a.Name.ToString() == "FromConfig" && a.ArgumentList!.Arguments[0].Expression is LiteralExpressionSyntax literal && IsKey(literal.Token.ValueText, entry))
        .Select(a => (SyntaxNodeOrToken)a.ArgumentList!.Arguments[0].Expression));

    private static int UpdatesOf(Subject subject, IPropertySymbol entry, Change change) => Mark(change, subject.GeneratedCalls("Parse")
        .SelectMany(c => c.ArgumentList.Arguments.Select(a => a.Expression).OfType<LiteralExpressionSyntax>())
        .Where(l => l.Token.ValueText.Contains('=') && IsKey(l.Token.ValueText.Split('=')[0], entry))
        .Select(l => (SyntaxNodeOrToken)l));

    private static bool IsKey(string key, IPropertySymbol entry)
    {
        var parts = key.Split('.');
        return Misspelling.Plain(parts[^1]) == Misspelling.Plain(entry.Name) && parts.Length == (entry.ContainingType.Has("Experiment") ? 1 : 2);
    }

    private static int Mark(Change change, IEnumerable<SyntaxNodeOrToken> places)
    {
        var all = places.ToArray();
        foreach (var place in all)
            change.Mark(place);
        return all.Length;
    }
}
