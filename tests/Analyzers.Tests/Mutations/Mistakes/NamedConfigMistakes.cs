using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Named configs and what they set.</summary>
internal static class NamedConfigMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
        [
            new("named config's property misspelt", Misspelt),
            new(
                "named config's property of no entry",
                (s, _) => Values(s).Select(v => new Mistake("GEN003", new Change().Replace(v.Syntax.Identifier, "$$SomethingElse")))
            ),
            new("named config's property with another type", Retyped),
            new("named config's property that can be null, of an entry that cannot", CanBeNull),
            new("named config that sets a derived entry", SetsDerived),
            new("named config's property that is not public", NotPublic),
            new("named config's field or constant in place of a property", NoProperty),
            new("named config that is abstract", Abstract),
            new(
                "named config that is generic",
                (s, _) =>
                    Classes(s)
                        .Select(c => new Mistake("GEN008", new Change().Mark(c.Syntax.Identifier).InsertAfter(c.Syntax.Identifier, "<T>")))
            ),
            new("named config with a constructor nobody can call", NoConstructor),
            new("named config with a required property", Required),
            new("named config of another's name", Twice),
            new("[NamedConfig] outside the experiment", Outside),
            new("[NamedConfig<T>] of no experiment", OfNone),
            new("[NamedConfig<T>] or [Captured<T>] of an experiment that is misspelt", MisspeltExperiment),
        ];

    private static IEnumerable<(PropertyDeclarationSyntax Syntax, IPropertySymbol Property)> Values(TestProgram program) =>
        program.NamedValues().Where(v => !v.Property.Has("FromConfig"));

    private static IEnumerable<(TypeDeclarationSyntax Syntax, INamedTypeSymbol Type)> Classes(TestProgram program) =>
        program.Types().Where(t => t.Type.Has("NamedConfig"));

    private static IEnumerable<Mistake> Misspelt(TestProgram program, Random random) =>
        from value in Values(program)
        from attempt in Enumerable.Range(0, 2)
        let name = Misspelling.Create(value.Property.Name, random, value.Property.ContainingType.Experiment()!.Names())
        where name is not null
        select new Mistake("GEN003", new Change().Replace(value.Syntax.Identifier, "$$" + name));

    private static IEnumerable<Mistake> Retyped(TestProgram program, Random random) =>
        from value in program.NamedValues()
        let type = value.Property.Type.SpecialType == SpecialType.System_String ? "int"
        : random.Next(2) == 0 ? "object"
        : "string"
        select new Mistake(
            "GEN004",
            new Change()
                .Mark(value.Syntax.Identifier)
                .Replace(value.Syntax.Type, type)
                .Replace(value.Syntax.ExpressionBody!.Expression, "default!")
        );

    private static IEnumerable<Mistake> CanBeNull(TestProgram program, Random random) =>
        from value in Values(program)
        let entry = value.Property.ContainingType.Experiment()!.Entry(value.Property.Name)
        where entry is not null && entry.NullableAnnotation != NullableAnnotation.Annotated && value.Syntax.Type is not NullableTypeSyntax
        select new Mistake("GEN004", new Change().Mark(value.Syntax.Identifier).InsertAfter(value.Syntax.Type, "?"));

    private static IEnumerable<Mistake> NotPublic(TestProgram program, Random random) =>
        from value in program.NamedValues()
        let keyword = value.Syntax.Modifiers.First(m => m.IsKind(SyntaxKind.PublicKeyword))
        let modifiers = new[] { "internal", "private", "public static", "protected" }[random.Next(4)]
        where !modifiers.Contains("protected", StringComparison.Ordinal) || !value.Property.ContainingType.IsSealed
        select new Mistake("GEN019", new Change().Mark(value.Syntax.Identifier).Replace(keyword, modifiers));

    private static IEnumerable<Mistake> NoProperty(TestProgram program, Random random) =>
        from value in Values(program)
        let modifiers = new[] { "public ", "internal readonly ", "", "public static readonly " }[random.Next(4)]
        let text = $"{modifiers}{value.Syntax.Type} $${value.Property.Name} = default!;"
        select new Mistake("GEN019", new Change().Replace(value.Syntax, text));

    private static IEnumerable<Mistake> SetsDerived(TestProgram program, Random random) =>
        from type in Classes(program)
        from derived in type.Type.Experiment()!.GetMembers().OfType<IPropertySymbol>()
        where
            derived.DeclaredAccessibility == Accessibility.Public
            && derived.SetMethod is null
            && !derived.IsStatic
            && !derived.IsImplicitlyDeclared
            && derived.Locations[0].SourceTree is { } tree
            && program.Trees.Contains(tree)
        select new Mistake(
            "GEN003",
            new Change().InsertAfter(type.Syntax.OpenBraceToken, $"\n    public {derived.Type.ToDisplayString()} $${derived.Name} => 1;\n")
        );

    private static IEnumerable<Mistake> Abstract(TestProgram program, Random random) =>
        from type in Classes(program)
        let keyword = type.Syntax.Modifiers.First(m => m.IsKind(SyntaxKind.SealedKeyword))
        select new Mistake("GEN008", new Change().Mark(type.Syntax.Identifier).Replace(keyword, "abstract"));

    private static IEnumerable<Mistake> NoConstructor(TestProgram program, Random random) =>
        from type in Classes(program)
        let change = new Change().Mark(type.Syntax.Identifier)
        select new Mistake(
            "GEN008",
            type.Syntax.ParameterList is { } parameters
                ? change.InsertBefore(parameters.CloseParenToken, ", int more")
                : change.InsertAfter(type.Syntax.Identifier, "(int more)")
        );

    private static IEnumerable<Mistake> Required(TestProgram program, Random random) =>
        from type in Classes(program)
        from value in program.NamedValues().Where(v => SymbolEqualityComparer.Default.Equals(v.Property.ContainingType, type.Type)).Take(1)
        select new Mistake(
            "GEN008",
            new Change()
                .Mark(type.Syntax.Identifier)
                .Replace(value.Syntax, $"public required {value.Syntax.Type} {value.Property.Name} {{ get; init; }}")
        );

    private static IEnumerable<Mistake> Twice(TestProgram program, Random random) =>
        from type in Classes(program)
        let name = random.Next(2) == 0 ? type.Type.Name + "_" : type.Type.Name.ToUpperInvariant()
        select new Mistake(
            "GEN009",
            new Change().InsertAfter(type.Syntax, $"\n\n    {type.Syntax.AttributeLists[0]} internal sealed class $${name} {{ }}\n")
        );

    private static IEnumerable<Mistake> Outside(TestProgram program, Random random) =>
        from attribute in program.Nodes<AttributeSyntax>()
        where attribute.Name is GenericNameSyntax { Identifier.ValueText: "NamedConfig" }
        select new Mistake("GEN017", new Change().Replace(attribute.Name, "$$NamedConfig"));

    private static IEnumerable<Mistake> OfNone(TestProgram program, Random random) =>
        from type in program.Types()
        from attribute in type.Type.GetAttributes()
        where attribute.AttributeClass is { Name: "NamedConfigAttribute", IsGenericType: true }
        select new Mistake(
            "GEN017",
            new Change().Replace(
                ((AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax()).Name,
                "$$NamedConfig<System.Text.StringBuilder>"
            )
        );

    // What C# checks; a rule may not guess then what was meant.
    private static IEnumerable<Mistake> MisspeltExperiment(TestProgram program, Random random) =>
        from attribute in program.Nodes<AttributeSyntax>()
        where attribute.Name is GenericNameSyntax { TypeArgumentList.Arguments: [IdentifierNameSyntax] }
        let argument = (IdentifierNameSyntax)((GenericNameSyntax)attribute.Name).TypeArgumentList.Arguments[0]
        let name = Misspelling.Create(argument.Identifier.ValueText, random, [])
        where name is not null
        select new Mistake("CS0246", new Change().Replace(argument, "$$" + name));
}
