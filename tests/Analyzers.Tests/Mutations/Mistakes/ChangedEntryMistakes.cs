using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Entries that are right by themselves and do not fit any more what names them elsewhere.</summary>
internal static class ChangedEntryMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
        [
            new(
                "entry misspelt, with parameters that name it",
                (s, r) => Misspelt(s, r, "GEN001", (e, c) => Mark(c, s.Parameters(e, IsCalled)))
            ),
            new(
                "entry misspelt, with hooks that name it",
                (s, r) => Misspelt(s, r, "GEN030", (e, c) => Mark(c, s.Parameters(e, IsTrained)))
            ),
            new("entry misspelt, with named configs that set it", (s, r) => Misspelt(s, r, "GEN003", (e, c) => Mark(c, s.Settings(e)))),
            new("entry misspelt, with [FromConfig] that names it", (s, r) => Misspelt(s, r, "GEN010", (e, c) => Mark(c, s.Keys(e)))),
            new("entry misspelt, with update strings that set it", (s, r) => Misspelt(s, r, "GEN013", (e, c) => Mark(c, s.Updates(e)))),
            new(
                "entry retyped, with parameters that name it",
                (s, _) => Retyped(s, "GEN002", (e, c) => Mark(c, s.Parameters(e, m => IsCalled(m) || IsTrained(m))))
            ),
            new("entry retyped, with named configs that set it", (s, _) => Retyped(s, "GEN004", (e, c) => Mark(c, s.Settings(e)))),
            new("entry dropped, with calls that it filled", (s, _) => Dropped(s, "GEN018", (e, c) => Mark(c, CallsFilledBy(s, e)))),
            new("entry dropped, with commands that name it", (s, _) => Dropped(s, "GEN012", (e, c) => Mark(c, s.Parameters(e, IsCommand)))),
            new(
                "entry dropped, with metrics that name it",
                (s, _) => Dropped(s, "GEN021", (e, c) => Mark(c, s.Parameters(e, m => m.Has("Metric"))))
            ),
            new("entry dropped, with hooks that name it", (s, _) => Dropped(s, "GEN030", (e, c) => Mark(c, s.Parameters(e, IsTrained)))),
            new("entry dropped, with named configs that set it", (s, _) => Dropped(s, "GEN003", (e, c) => Mark(c, s.Settings(e)))),
            new(
                "entry made static, with commands that name it",
                (s, _) => With(s, "static ", "GEN012", (e, c) => Mark(c, s.Parameters(e, IsCommand)))
            ),
            new(
                "entry made internal, with commands that name it",
                (s, _) => With(s, "internal ", "GEN012", (e, c) => Mark(c, s.Parameters(e, IsCommand)))
            ),
        ];

    private static IEnumerable<SyntaxNodeOrToken> CallsFilledBy(TestProgram program, IPropertySymbol entry) =>
        from filled in program.FilledByName(m => m.Has("Captured"))
        where SymbolEqualityComparer.Default.Equals(filled.Entry, entry) && !filled.Parameter.IsOptional
        from call in program.OverloadCalls((IMethodSymbol)filled.Parameter.ContainingSymbol)
        select (SyntaxNodeOrToken)call.Name();

    private static bool IsCommand(IMethodSymbol method) => method.Has("Main") || method.Has("Command");

    private static bool IsCalled(IMethodSymbol method) => IsCommand(method) || method.Has("Captured") || method.Has("Metric");

    private static bool IsTrained(IMethodSymbol method) => method.IsHook();

    private static IEnumerable<Mistake> Misspelt(TestProgram program, Random random, string id, Func<IPropertySymbol, Change, int> mark) =>
        from entry in program.Entries()
        let name = Misspelling.Create(entry.Property.Name, random, entry.Property.ContainingType.Names())
        where name is not null
        let change = new Change()
        where mark(entry.Property, change) > 0
        select new Mistake(id, change.Rename(program, entry.Property, name));

    private static IEnumerable<Mistake> Retyped(TestProgram program, string id, Func<IPropertySymbol, Change, int> mark) =>
        from entry in program.Entries()
        let change = new Change()
        where mark(entry.Property, change) > 0
        select new Mistake(
            id,
            change.Replace(entry.Syntax.Type, WrongTypes.Source(entry.Property.Type)).WithDefault(entry.Syntax.Initializer)
        );

    private static IEnumerable<Mistake> Dropped(TestProgram program, string id, Func<IPropertySymbol, Change, int> mark) =>
        from entry in program.Entries()
        let change = new Change()
        where mark(entry.Property, change) > 0
        select new Mistake(id, change.Remove(entry.Syntax));

    private static IEnumerable<Mistake> With(TestProgram program, string modifier, string id, Func<IPropertySymbol, Change, int> mark) =>
        from entry in program.Entries()
        let change = new Change()
        where mark(entry.Property, change) > 0
        let access = entry.Syntax.Modifiers.First(m => m.IsKind(SyntaxKind.PublicKeyword))
        select new Mistake(
            id,
            modifier == "internal " ? change.Replace(access, "internal") : change.InsertBefore(entry.Syntax.Type, modifier)
        );

    private static int Mark(Change change, IEnumerable<SyntaxNodeOrToken> places)
    {
        var all = places.ToArray();
        foreach (var place in all)
            change.Mark(place);
        return all.Length;
    }
}
