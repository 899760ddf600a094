using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Search spaces, what they vary, their values and objectives.</summary>
internal static class SearchSpaceMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
        [
            new("search space's property misspelt", Misspelt),
            new(
                "search space's property of no entry",
                (s, _) => Entries(s).Select(p => new Mistake("GEN040", new Change().Replace(p.Identifier, "$$SomethingElse")))
            ),
            new("search space's values of another type", Retyped),
            new("search space's property that gives one value", Single),
            new("search space's value twice", Twice),
            new("search space's range that is empty or reversed", Reversed),
            new("search space's logarithmic range that reaches 0", Zero),
            new("search space's value that the entry refuses", Refused),
            new("search space's named config misspelt", MisspeltNamedConfig),
            new("search space without values", Empty),
            new("search objective misspelt", MisspeltObjective),
            new("search that minimizes and maximizes", Both),
        ];

    private static IEnumerable<PropertyDeclarationSyntax> Properties(TestProgram program) =>
        program.Properties().Where(p => p.Property.ContainingType.Has("SearchSpace")).Select(p => p.Syntax);

    private static IEnumerable<PropertyDeclarationSyntax> Entries(TestProgram program) =>
        Properties(program).Where(p => p.Type is GenericNameSyntax && p.AttributeLists.Count == 0);

    private static SeparatedSyntaxList<ArgumentSyntax> Values(PropertyDeclarationSyntax property) =>
        property.ExpressionBody!.Expression switch
        {
            ImplicitObjectCreationExpressionSyntax creation => creation.ArgumentList.Arguments,
            InvocationExpressionSyntax call => call.ArgumentList.Arguments,
            _ => default,
        };

    private static bool Is(PropertyDeclarationSyntax property, string type) =>
        property.Type is GenericNameSyntax generic && generic.Identifier.ValueText == type;

    private static IEnumerable<Mistake> Misspelt(TestProgram program, Random random) =>
        from property in Entries(program)
        from attempt in Enumerable.Range(0, 8)
        let symbol = program.Declared(property)!
        let name = Misspelling.Create(symbol.Name, random, symbol.Experiment()!.Names())
        where name is not null
        select new Mistake("GEN040", new Change().Replace(property.Identifier, "$$" + name));

    private static IEnumerable<Mistake> Retyped(TestProgram program, Random random) =>
        from property in Entries(program)
        let item = ((GenericNameSyntax)property.Type).TypeArgumentList.Arguments[0]
        from type in (string[])["System.Guid", "System.DateTime", "bool", "System.Index"]
        where Is(property, "Choice")
        select new Mistake(
            "GEN040", new Change().Mark(property.Identifier).Replace(item, type).Replace(property.ExpressionBody!.Expression, "new()"));

    private static IEnumerable<Mistake> Single(TestProgram program, Random random) =>
        from property in Entries(program)
        let item = ((GenericNameSyntax)property.Type).TypeArgumentList.Arguments[0].ToString()
        from type in (string[])[item, item + "[]"]
        select new Mistake(
            "GEN040",
            new Change().Mark(property.Identifier).Replace(property.Type, type).Replace(property.ExpressionBody!.Expression, "default!"));

    private static IEnumerable<Mistake> Twice(TestProgram program, Random random) =>
        from property in Properties(program)
        where !Is(property, "Interval")
        let values = Values(property)
        from value in values
        select new Mistake("GEN040", new Change().InsertAfter(values.Last(), ", $$" + value));

    private static IEnumerable<Mistake> Reversed(TestProgram program, Random random) =>
        from property in Entries(program)
        where Is(property, "Interval")
        let values = Values(property)
        from swap in (bool[])[true, false]
        select new Mistake(
            "GEN040",
            swap
                ? new Change().Replace(values[0], values[1].ToString()).Replace(values[1], "$$" + values[0])
                : new Change().Replace(values[1], "$$" + values[0]));

    private static IEnumerable<Mistake> Zero(TestProgram program, Random random) =>
        from property in Entries(program)
        where property.ExpressionBody!.Expression is InvocationExpressionSyntax
        from low in (string[])["0.0", "-1e-3", "-2.0"]
        select new Mistake("GEN040", new Change().Replace(Values(property)[0], "$$" + low));

    private static IEnumerable<Mistake> Refused(TestProgram program, Random random) =>
        from property in Entries(program)
        let item = ((GenericNameSyntax)property.Type).TypeArgumentList.Arguments[0].ToString()
        where item is "int" or "double" && program.Declared(property)!.Experiment()!.Entry(property.Identifier.ValueText)!.Has("Range")
        let values = Values(property)
        from wrong in item == "int" ? (string[])["1_000_000", "2_000_000"] : ["1e6", "2e6"]
        select new Mistake("GEN040", new Change().Replace(values.Last(), "$$" + wrong));

    private static IEnumerable<Mistake> MisspeltNamedConfig(TestProgram program, Random random) =>
        from property in Properties(program)
        where property.Type is not GenericNameSyntax
        from value in Values(property)
        let name = (value.Expression as LiteralExpressionSyntax)?.Token.ValueText
        where name is not null and not "default"
        from attempt in Enumerable.Range(0, 8)
        let wrong = Misspelling.Create(name, random, [name])
        where wrong is not null
        select new Mistake("GEN040", new Change().Replace(value, $"$$\"{wrong}\""));

    private static IEnumerable<Mistake> Empty(TestProgram program, Random random) =>
        from property in Properties(program)
        where !Is(property, "Interval")
        select new Mistake("GEN040", new Change().Replace(property.ExpressionBody!.Expression, "$$new()"));

    private static IEnumerable<(TypeDeclarationSyntax Type, AttributeArgumentSyntax Objective)> Objectives(TestProgram program) =>
        from type in program.Types()
        where type.Type.Has("SearchSpace")
        let attribute = type.Syntax.AttributeLists.SelectMany(l => l.Attributes).FirstOrDefault(a => a.Name.ToString() == "SearchSpace")
        where attribute?.ArgumentList is { Arguments.Count: > 0 }
        select (type.Syntax, attribute.ArgumentList!.Arguments[0]);

    private static IEnumerable<Mistake> MisspeltObjective(TestProgram program, Random random) =>
        from objective in Objectives(program)
        let name = objective.Objective.Expression.ToString().Trim('"')
        from attempt in Enumerable.Range(0, 8)
        let wrong = Misspelling.Create(name, random, [name])
        where wrong is not null
        select new Mistake("GEN041", new Change().Replace(objective.Objective.Expression, $"$$\"{wrong}\""));

    private static IEnumerable<Mistake> Both(TestProgram program, Random random) =>
        from objective in Objectives(program)
        let other = objective.Objective.NameEquals!.Name.ToString() == "Minimize" ? "Maximize" : "Minimize"
        select new Mistake(
            "GEN041",
            new Change().Mark(objective.Type.Identifier).InsertAfter(objective.Objective, $", {other} = \"result\""));
}
