using Gen.Analyzers.Tests.Mutations.Support;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.NeutralEdits;

/// <summary>The same search spaces in other words.</summary>
internal static class SearchSpaceEdits
{
    public static IEnumerable<NeutralEditKind> Kinds =>
        [
            new("new with its type", Values(v => Created(v) is { } c ? $"new {c.Type}({c.Arguments}){c.Initializer}" : null)),
            new("values in a collection expression", Choices((_, items) => $"new([{items}])")),
            new("values in an array", Choices((type, items) => $"new(new {type}[] {{ {items} }})")),
            new("values spread from a collection", Choices((type, items) => $"new([.. new {type}[] {{ {items} }}])")),
            new("values in parentheses", Choices((_, items) => $"new({string.Join(", ", items.Split(", ").Select(i => $"({i})"))})")),
            new("value in a constant", Constants),
            new("value in a static readonly field", StaticFields),
            new("all values in a static readonly field", AllInField),
            new("all values from a method", FromMethod),
            new("values in a local variable", Bodies((type, value) => $"{{ get {{ {type} all = {value}; return all; }} }}")),
            new("property with a block body", Bodies((_, value) => $"{{ get {{ return {value}; }} }}")),
            new("property with an expression body in its getter", Bodies((_, value) => $"{{ get => {value}; }}")),
            new("property with an initializer", Bodies((_, value) => $"{{ get; }} = {value};")),
            new("property with init", Bodies((_, value) => $"{{ get; init; }} = {value};")),
            new("logarithmic range by IsLog", Logarithms),
            new("named arguments in another order", NamedArguments),
            new("property with its key", Keyed(p => $"[FromConfig(\"{KeyName.ToSnakeCase(p.Name)}\")] ")),
            new("property with the name of its entry", Keyed(p => $"[FromConfig(nameof({p.Type}.{p.Name}))] ")),
            new("property under another name", Renamed),
            new("comment among the values", Values(v => v.Text.Replace("(", "( /* why */ ").Replace(", ", ", /* and */ "))),
            new("value on a line each", Values(v => v.Text.Replace(", ", ",\n    "))),
            new("helper added", Added("public int Helper => 3; private int Hidden => 4; public static int Twice(int x) => x * 2;")),
            new("doc comment added", Added("/// <summary>Not varied.</summary>\n public string Note => \"none\";")),
            new("properties in another order", Reordered),
            new("properties in a base class", Inherited),
            new("class in two parts", Parts),
            new("class that is a record", Records),
            new("attribute by its full name", Attributes),
        ];

    private static IEnumerable<(PropertyDeclarationSyntax Syntax, IPropertySymbol Property, SearchValue Value)> All(TestProgram program) =>
        from property in program.Properties()
        where SearchSpaceQueries.IsOfSpace(property.Property, program)
            && (property.Syntax.Type is GenericNameSyntax || property.Syntax.Type.ToString() == "NamedConfigs")
        let value = SearchSpaceQueries.Value(property.Syntax)
        select (property.Syntax, property.Property, new SearchValue(property.Syntax.Type.ToString(), value));

    private static Func<TestProgram, Random, IEnumerable<Change>> Values(Func<SearchValue, string?> other) => (program, _) =>
        from property in All(program)
        let text = other(property.Value)
        where text is not null
        select new Change().Replace(property.Value.Syntax, text);

    private static Func<TestProgram, Random, IEnumerable<Change>> Choices(Func<string, string, string> other) => (program, _) =>
        from property in All(program)
        where property.Value.ItemType is not null && property.Value.Syntax is ImplicitObjectCreationExpressionSyntax
        select new Change().Replace(property.Value.Syntax, other(property.Value.ItemType!, string.Join(", ", property.Value.Items)));

    private static Func<TestProgram, Random, IEnumerable<Change>> Bodies(Func<string, string, string> body) => (program, _) =>
        from property in All(program)
        where property.Syntax.ExpressionBody is not null
        let start = property.Syntax.ExpressionBody!.SpanStart
        select new Change().Replace(
            property.Syntax.SyntaxTree,
            Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, property.Syntax.Span.End),
            body(property.Value.Type, property.Value.Syntax.ToString()));

    private static Func<TestProgram, Random, IEnumerable<Change>> Added(string members) => (program, _) =>
        from space in Spaces(program)
        select new Change().InsertBefore(space.Syntax.Members[0], members + "\n");

    private static Func<TestProgram, Random, IEnumerable<Change>> Keyed(Func<(string Type, string Name), string> attribute) =>
        (program, _) =>
        from property in All(program)
        where property.Syntax.AttributeLists.Count == 0 && property.Value.Type != "NamedConfigs"
        let experiment = SearchSpaceQueries.ExperimentOf(property.Property, program)
        let type = experiment.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
        select new Change().InsertBefore(property.Syntax, attribute((type, property.Property.Name)));

    private static IEnumerable<Change> Renamed(TestProgram program, Random random) =>
        from property in All(program)
        where property.Property.ContainingType.Name != "Forms" && property.Value.Type != "NamedConfigs"
            && property.Syntax.AttributeLists.Count == 0
        let key = KeyName.ToSnakeCase(property.Property.Name)
        select new Change().InsertBefore(property.Syntax, $"[FromConfig(\"{key}\")] ").Replace(property.Syntax.Identifier, "Other");

    private static (string Type, string Arguments, string Initializer)? Created(SearchValue value) =>
        value.Syntax is ImplicitObjectCreationExpressionSyntax creation
            ? (value.Type, creation.ArgumentList.Arguments.ToString(), creation.Initializer?.ToString() ?? "")
            : null;

    private static IEnumerable<Change> Constants(TestProgram program, Random random) =>
        from property in All(program)
        let item = property.Value.Items[0]
        where property.Value.IsConstant(item)
        select new Change().Replace(item, "First")
            .InsertBefore(property.Syntax, $"private const {property.Value.ValueType} First = {item};\n");

    private static IEnumerable<Change> StaticFields(TestProgram program, Random random) =>
        from property in All(program)
        let item = property.Value.Items[^1]
        where property.Value.IsConstant(item)
        select new Change().Replace(item, "s_last")
            .InsertBefore(property.Syntax, $"private static readonly {property.Value.ValueType} s_last = {item};\n");

    private static IEnumerable<Change> AllInField(TestProgram program, Random random) =>
        from property in All(program)
        select new Change().Replace(property.Value.Syntax, "s_all").InsertBefore(
            property.Syntax, $"private static readonly {property.Value.Type} s_all = {property.Value.Syntax};\n");

    private static IEnumerable<Change> FromMethod(TestProgram program, Random random) =>
        from property in All(program)
        select new Change().Replace(property.Value.Syntax, "Create()").InsertBefore(
            property.Syntax, $"private static {property.Value.Type} Create() => {property.Value.Syntax};\n");

    private static IEnumerable<Change> Logarithms(TestProgram program, Random random) =>
        from property in All(program)
        where property.Value.Syntax is InvocationExpressionSyntax
        from created in (string[])["new", $"new {property.Value.Type}"]
        select new Change().Replace(
            property.Value.Syntax, $"{created}({string.Join(", ", property.Value.Items)}) {{ IsLog = true }}");

    private static IEnumerable<Change> NamedArguments(TestProgram program, Random random) =>
        from property in All(program)
        where property.Value.Type.StartsWith("Interval", StringComparison.Ordinal)
        let items = property.Value.Items
        select new Change().Replace(items[0], $"high: {items[1]}").Replace(items[1], $"low: {items[0]}");

    private static IEnumerable<(TypeDeclarationSyntax Syntax, INamedTypeSymbol Type)> Spaces(TestProgram program) =>
        program.Types().Where(t => t.Type.Has("SearchSpace"));

    private static IEnumerable<Change> Reordered(TestProgram program, Random random) =>
        from space in Spaces(program)
        let members = space.Syntax.Members
        select new Change().Replace(members[0], members[^1].ToString()).Replace(members[^1], members[0].ToString());

    private static IEnumerable<Change> Inherited(TestProgram program, Random random) =>
        from space in Spaces(program)
        where space.Syntax.BaseList is null && space.Type.Name != "Forms"
        let open = space.Type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal"
        select new Change()
            .InsertBefore(space.Syntax, $"{open} abstract class BaseOfIt {{ {space.Syntax.Members.ToFullString()} }}\n")
            .InsertAfter(space.Syntax.Identifier, " : BaseOfIt")
            .Replace(
                space.Syntax.SyntaxTree,
                Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(
                    space.Syntax.OpenBraceToken.Span.End, space.Syntax.CloseBraceToken.SpanStart),
                "");

    private static IEnumerable<Change> Parts(TestProgram program, Random random) =>
        from space in Spaces(program)
        let last = space.Syntax.Members[^1]
        let modifiers = space.Syntax.Modifiers.ToString()
        select new Change()
            .InsertBefore(space.Syntax.Keyword, "partial ")
            .Remove(last)
            .InsertAfter(space.Syntax, $"\n{modifiers} partial class {space.Syntax.Identifier} {{ {last} }}\n");

    private static IEnumerable<Change> Records(TestProgram program, Random random) =>
        from space in Spaces(program)
        where space.Syntax.BaseList is null
        select new Change().Replace(space.Syntax.Keyword, "record");

    private static IEnumerable<Change> Attributes(TestProgram program, Random random) =>
        from space in Spaces(program)
        from attribute in space.Syntax.AttributeLists.SelectMany(l => l.Attributes)
        let type = ((IMethodSymbol)program.Meant(attribute)!).ContainingType
        select new Change().Replace(attribute.Name, type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
}

/// <summary>What a property of a search space gives, as it is written.</summary>
/// <param name="Type">The type of the property.</param>
/// <param name="Syntax">The expression.</param>
internal sealed record SearchValue(string Type, ExpressionSyntax Syntax)
{
    public string Text => Syntax.ToString();

    public IReadOnlyList<ExpressionSyntax> Items => SearchSpaceQueries.Items(Syntax);

    /// <summary>The type of the values of a choice; null for a range.</summary>
    public string? ItemType => Type.StartsWith("Interval", StringComparison.Ordinal) ? null : ValueType;

    public string ValueType => Type.Contains('<') ? Type[(Type.IndexOf('<') + 1)..^1] : "string";

    public bool IsConstant(ExpressionSyntax item) =>
        item is LiteralExpressionSyntax && ValueType is "int" or "long" or "double" or "float" or "string" or "bool";
}
