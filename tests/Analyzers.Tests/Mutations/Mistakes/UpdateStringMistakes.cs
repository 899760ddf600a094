using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Updates as constant texts, those that a program has and new ones for each entry.</summary>
internal static class UpdateStringMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
        [
            new("update string misspelt", Changed),
            new(
                "update string with a misspelt key",
                (s, r) =>
                    Added(s, (key, entry) => Misspelling.Create(key, r, entry.ContainingType.Names()) is { } wrong ? wrong + "=1" : null)
            ),
            new(
                "update string with a value of another type",
                (s, _) => Added(s, (key, entry) => TakesAnyText(entry.Type) ? null : key + "=many!")
            ),
            new("update string that sets a derived entry", Derived),
            new("update string that names no named config", NoNamedConfig),
        ];

    private static IEnumerable<Mistake> Changed(TestProgram program, Random random) =>
        from call in program.GeneratedCalls("Parse")
        from argument in call.ArgumentList.Arguments
        let literal = argument.Expression as LiteralExpressionSyntax
        where literal is not null
        let text = literal.Token.ValueText
        from attempt in Enumerable.Range(0, 3)
        let key = text.Split('=')[0].Split('.')[0]
        let wrong = Misspelling.Create(key, random, [])
        where wrong is not null
        select new Mistake("GEN013", new Change().Replace(literal, $"$$\"{wrong}{text[key.Length..]}\""));

    private static IEnumerable<Mistake> Added(TestProgram program, Func<string, IPropertySymbol, string?> update) =>
        from entry in program.Entries()
        where entry.Property.ContainingType.Has("Experiment")
        let text = update(entry.Property.Name, entry.Property)
        where text is not null
        select Parsed(entry.Syntax, text);

    // A text, or a list of one.
    private static bool TakesAnyText(ITypeSymbol type) =>
        type
            is { SpecialType: SpecialType.System_String }
                or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String }
                or INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }] };

    private static IEnumerable<Mistake> Derived(TestProgram program, Random random) =>
        from property in program.Properties()
        where
            property.Property is { SetMethod: null, DeclaredAccessibility: Accessibility.Public }
            && property.Property.ContainingType.Has("Experiment")
        select Parsed(property.Syntax, property.Property.Name + "=1");

    private static IEnumerable<Mistake> NoNamedConfig(TestProgram program, Random random) =>
        from type in program.Types()
        where type.Type.Has("NamedConfig") && type.Type.ContainingType is not null
        let name = Misspelling.Create(type.Type.Name, random, [])
        where name is not null
        select Parsed(type.Syntax, name);

    private static Mistake Parsed(SyntaxNode member, string text) =>
        new(
            "GEN013",
            new Change().InsertAfter(
                member,
                $"\n\n    private static object Preset() => {((TypeDeclarationSyntax)member.Parent!).Identifier}.Parse($$\"{text}\");\n"
            )
        );
}
