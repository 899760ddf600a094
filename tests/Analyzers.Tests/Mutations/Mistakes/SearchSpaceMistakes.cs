using Gen.Analyzers.Tests.Mutations.Support;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Search spaces, what they vary, their values and objectives.</summary>
internal static class SearchSpaceMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
        [
            new("search space's property misspelt", Misspelt),
            new("search space's key misspelt", MisspeltKey),
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

    /// <summary>Mistakes for which only some programs have a place.</summary>
    public static IEnumerable<MistakeKind> More =>
        [
            new("search space's kind of a block misspelt", MisspeltKind),
            new("search space's range with an infinite end", Infinite),
            new("search space's value below the least", Below),
            new("search space's property that is not public", Hidden),
            new("search space's property that is a field", Field),
            new("search space's property twice", Again),
            new("search space without properties", Nothing),
            new("search space that cannot be created", NotCreated),
            new("search space elsewhere without its experiment", WithoutExperiment),
        ];

    private static IEnumerable<PropertyDeclarationSyntax> Properties(TestProgram program) =>
        program.Properties().Where(p => SearchSpaceQueries.IsOfSpace(p.Property, program)).Select(p => p.Syntax)
            .Where(p => p.Type is GenericNameSyntax || p.Type.ToString() == "NamedConfigs");

    private static IEnumerable<PropertyDeclarationSyntax> Entries(TestProgram program) =>
        Properties(program).Where(p => p.Type is GenericNameSyntax && p.AttributeLists.Count == 0);

    private static ExpressionSyntax Value(PropertyDeclarationSyntax property) => SearchSpaceQueries.Value(property);

    private static IReadOnlyList<ExpressionSyntax> Values(PropertyDeclarationSyntax property) => SearchSpaceQueries.Items(Value(property));

    private static INamedTypeSymbol Experiment(TestProgram program, PropertyDeclarationSyntax property) =>
        SearchSpaceQueries.ExperimentOf((IPropertySymbol)program.Declared(property)!, program);

    private static bool Is(PropertyDeclarationSyntax property, string type) =>
        property.Type is GenericNameSyntax generic && generic.Identifier.ValueText == type;

    private static IEnumerable<Mistake> Misspelt(TestProgram program, Random random) =>
        from property in Entries(program)
        from attempt in Enumerable.Range(0, 8)
        let name = Misspelling.Create(property.Identifier.ValueText, random, Experiment(program, property).Names())
        where name is not null
        select new Mistake("GEN040", new Change().Replace(property.Identifier, "$$" + name));

    private static IEnumerable<Mistake> Retyped(TestProgram program, Random random) =>
        from property in Entries(program)
        let item = ((GenericNameSyntax)property.Type).TypeArgumentList.Arguments[0]
        from type in (string[])["System.Guid", "System.DateTime", "System.Index", "System.Version"]
        where Is(property, "Choice") && Value(property) is ImplicitObjectCreationExpressionSyntax
        select new Mistake(
            "GEN040", new Change().Mark(property.Identifier).Replace(item, type).Replace(Value(property), "new()"));

    private static IEnumerable<Mistake> Single(TestProgram program, Random random) =>
        from property in Entries(program)
        let item = ((GenericNameSyntax)property.Type).TypeArgumentList.Arguments[0].ToString()
        from type in (string[])[item, item + "[]"]
        select new Mistake(
            "GEN040",
            new Change().Mark(property.Identifier).Replace(property.Type, type).Replace(Value(property), "default!"));

    private static IEnumerable<Mistake> Twice(TestProgram program, Random random) =>
        from property in Properties(program)
        where !Is(property, "Interval")
        let values = Values(property)
        from value in values
        select new Mistake("GEN040", new Change().InsertAfter(values[^1], ", $$" + value));

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
        where SearchSpaceQueries.IsLog(Value(property))
        from low in (string[])["0.0", "-1e-3", "-2.0"]
        select new Mistake("GEN040", new Change().Replace(Values(property)[0], "$$" + low));

    private static IEnumerable<Mistake> Refused(TestProgram program, Random random) =>
        from property in Entries(program)
        let item = ((GenericNameSyntax)property.Type).TypeArgumentList.Arguments[0].ToString()
        where item is "int" or "double" or "float"
            && Experiment(program, property).Entry(property.Identifier.ValueText)?.Has("Range") is true
        from wrong in item == "int" ? (string[])["1_000_000", "2_000_000"] : item == "double" ? ["1e6", "2e6"] : ["7f", "1e6f"]
        select new Mistake("GEN040", new Change().Replace(Values(property)[^1], "$$" + wrong));

    private static IEnumerable<Mistake> MisspeltNamedConfig(TestProgram program, Random random) =>
        from property in Properties(program)
        where property.Type is not GenericNameSyntax
        from value in Values(property)
        let name = (value as LiteralExpressionSyntax)?.Token.ValueText
        where name is not null and not "default"
        from attempt in Enumerable.Range(0, 8)
        let wrong = Misspelling.Create(name, random, [name])
        where wrong is not null
        select new Mistake("GEN040", new Change().Replace(value, $"$$\"{wrong}\""));

    private static IEnumerable<Mistake> Empty(TestProgram program, Random random) =>
        from property in Properties(program)
        where !Is(property, "Interval")
        from none in Value(property) is ImplicitObjectCreationExpressionSyntax ? (string[])["new()", "new([])"] : [$"new {property.Type}()"]
        select new Mistake("GEN040", new Change().Replace(Value(property), "$$" + none));

    private static IEnumerable<(TypeDeclarationSyntax Type, AttributeArgumentSyntax Objective)> Objectives(TestProgram program) =>
        from type in program.Types()
        where type.Type.Has("SearchSpace")
        let attribute = type.Syntax.AttributeLists.SelectMany(l => l.Attributes)
            .FirstOrDefault(a => a.Name.ToString().StartsWith("SearchSpace", StringComparison.Ordinal))
        where attribute?.ArgumentList is { Arguments.Count: > 0 }
        select (type.Syntax, attribute.ArgumentList!.Arguments[0]);

    // Without Gen.Training any name may be that of a scalar which the program logs itself.
    private static IEnumerable<Mistake> MisspeltObjective(TestProgram program, Random random) =>
        from objective in Objectives(program)
        where program.UsesTorch
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

    private static IEnumerable<Mistake> MisspeltKey(TestProgram program, Random random) =>
        from property in Properties(program)
        from attribute in property.AttributeLists.SelectMany(l => l.Attributes)
        let key = attribute.ArgumentList?.Arguments[0].Expression as LiteralExpressionSyntax
        where key is not null
        from attempt in Enumerable.Range(0, 8)
        let wrong = Misspelling.Create(key.Token.ValueText, random, [key.Token.ValueText])
        where wrong is not null
        select new Mistake("GEN040", new Change().Replace(key, $"$$\"{wrong}\""));

    private static IEnumerable<Mistake> MisspeltKind(TestProgram program, Random random) =>
        from property in Entries(program)
        where property.Type.ToString() == "Choice<string>"
            && Experiment(program, property).Entry(property.Identifier.ValueText) is null
        from value in Values(property)
        let name = ((LiteralExpressionSyntax)value).Token.ValueText
        from wrong in (string[])[name + "x", name[1..], name + name[^1], "none", name[..^1] + "y"]
        select new Mistake("GEN040", new Change().Replace(value, $"$$\"{wrong}\""));

    private static IEnumerable<Mistake> Infinite(TestProgram program, Random random) =>
        from property in Properties(program)
        where Is(property, "Interval") && property.Type.ToString() is "Interval<double>" or "Interval<float>"
        let type = property.Type.ToString()["Interval<".Length..^1]
        from wrong in (string[])["NaN", "PositiveInfinity", "NegativeInfinity"]
        from end in (int[])[0, 1]
        select new Mistake("GEN040", new Change().Replace(Values(property)[end], $"$${type}.{wrong}"));

    private static IEnumerable<Mistake> Below(TestProgram program, Random random) =>
        from property in Entries(program)
        where Experiment(program, property).Entry(property.Identifier.ValueText)?.Has("Range") is true
            && !SearchSpaceQueries.IsLog(Value(property))
        from wrong in (string[])["-1", "-20", "-300"]
        select new Mistake("GEN040", new Change().Replace(Values(property)[0], "$$" + wrong));

    private static IEnumerable<Mistake> Hidden(TestProgram program, Random random) =>
        from property in Entries(program)
        where Experiment(program, property).Entry(property.Identifier.ValueText) is not null
        let modifier = property.Modifiers.First(m => m.ValueText == "public")
        from wrong in (string[])["internal", "public static", "protected internal"]
        where wrong != "protected internal" || !((INamedTypeSymbol)program.Declared(property.Parent!)!).IsSealed
        select new Mistake("GEN019", new Change().Mark(property.Identifier).Replace(modifier, wrong));

    private static IEnumerable<Mistake> Field(TestProgram program, Random random) =>
        from property in Entries(program)
        where Experiment(program, property).Entry(property.Identifier.ValueText) is not null
        select new Mistake(
            "GEN019", new Change().Replace(property, $"public {property.Type} $${property.Identifier} = {Value(property)};"));

    private static IEnumerable<Mistake> Again(TestProgram program, Random random) =>
        from property in Entries(program)
        let key = property.Identifier.ValueText
        from written in (string[])[key, key.ToLowerInvariant(), KeyName.ToSnakeCase(key)]
        select new Mistake(
            "GEN040",
            new Change().InsertAfter(property, $"\n[Gen.FromConfig(\"{written}\")] public {property.Type} $$Other => default!;\n"));

    private static IEnumerable<(TypeDeclarationSyntax Syntax, INamedTypeSymbol Type)> Spaces(TestProgram program) =>
        program.Types().Where(t => t.Type.Has("SearchSpace"));

    private static IEnumerable<Mistake> Nothing(TestProgram program, Random random) =>
        from space in Spaces(program)
        where space.Type.BaseType!.SpecialType == SpecialType.System_Object && space.Type.Name != "Forms"
        let change = new Change().Mark(space.Syntax.Identifier)
        select new Mistake("GEN040", space.Syntax.Members.Aggregate(change, (c, m) => c.Replace(m, "")));

    private static IEnumerable<Mistake> NotCreated(TestProgram program, Random random) =>
        from space in Spaces(program)
        let name = space.Type.Name
        from member in (string[])[$"private {name}() {{ }}", $"public {name}(int most) {{ }}", "public required int Most { get; init; }"]
        select new Mistake(
            "GEN008", new Change().Mark(space.Syntax.Identifier).InsertBefore(space.Syntax.Members[0], member + "\n"));

    private static IEnumerable<Mistake> WithoutExperiment(TestProgram program, Random random) =>
        from space in Spaces(program)
        from attribute in space.Syntax.AttributeLists.SelectMany(l => l.Attributes)
        where attribute.Name is GenericNameSyntax
        from wrong in (string[])["SearchSpace", "SearchSpace<string>", "Gen.SearchSpace"]
        select new Mistake("GEN017", new Change().Replace(attribute.Name, "$$" + wrong));
}
