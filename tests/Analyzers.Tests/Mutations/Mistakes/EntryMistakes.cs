using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Entries that cannot be what they look like.</summary>
internal static class EntryMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
    [
        new("entry without init", Accessors("{ get; }")),
        new("entry with a private init", Accessors("{ get; private init; }")),
        new("entry of a type that none can have", Unsupported),
        new("entry that is required", Required),
        new("entry twice, spelled otherwise", Twice),
        new("entry that is not public", NotPublic),
        new("default outside its range", OutOfRange),
        new("default that is not allowed", NotAllowed),
        new("validation that is not enforced", NotEnforced),
        new("block without [Config]", NoBlock),
        new("block that contains itself", Recursive),
    ];

    private static Func<TestProgram, Random, IEnumerable<Mistake>> Accessors(string accessors) => (program, _) =>
        from entry in program.Entries()
        select new Mistake("GEN008", new Change().Mark(entry.Syntax.Identifier).Replace(entry.Syntax.AccessorList!, accessors));

    private static IEnumerable<Mistake> Unsupported(TestProgram program, Random random) =>
        from entry in program.Entries()
        let type = new[] { "object", "List<int>", "Uri", "int[,]", "(int A, int B)", "Func<int>" }[random.Next(6)]
        select new Mistake(
            "GEN008",
            new Change().Mark(entry.Syntax.Identifier).Replace(entry.Syntax.Type, type).WithDefault(entry.Syntax.Initializer)
        );

    private static IEnumerable<Mistake> Required(TestProgram program, Random random) =>
        from entry in program.Entries()
        select new Mistake("GEN008", new Change().Mark(entry.Syntax.Identifier).InsertBefore(entry.Syntax.Type, "required "));

    // Where no parameter has a default, a call or a command lacks a value.
    private static IEnumerable<Mistake> NotPublic(TestProgram program, Random random) =>
        from entry in program.Entries()
        let name = char.ToLowerInvariant(entry.Property.Name[0]) + entry.Property.Name[1..]
        where entry.Property.ContainingType.Has("Experiment") && !entry.Property.Name.StartsWith("Seed", StringComparison.Ordinal)
        let keyword = entry.Syntax.Modifiers.First(m => m.IsKind(SyntaxKind.PublicKeyword))
        let method = $"[Captured] private static object? Silent(Run run, {entry.Syntax.Type} {name} = default!) => {name};"
        select new Mistake(
            "GEN019",
            new Change()
                .Mark(entry.Syntax.Identifier)
                .Replace(keyword, random.Next(2) == 0 ? "internal" : "protected internal")
                .InsertAfter(entry.Syntax, $"\n\n    {method}\n"));

    private static IEnumerable<Mistake> Twice(TestProgram program, Random random) =>
        from entry in program.Entries()
        let name = random.Next(2) == 0
            ? entry.Property.Name.Insert(random.Next(1, entry.Property.Name.Length), "_")
            : entry.Property.Name.ToUpperInvariant()
        select new Mistake(
            "GEN009",
            new Change().InsertAfter(entry.Syntax, $"\n    public {entry.Syntax.Type} $${name} {{ get; init; }} = default!;\n")
        );

    private static IEnumerable<Mistake> OutOfRange(TestProgram program, Random random) =>
        from entry in program.Entries()
        from attribute in entry.Property.GetAttributes()
        where attribute.AttributeClass!.Name == "RangeAttribute"
        let limits = ((AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax()).ArgumentList!.Arguments
        from value in new[] { $"{limits[0]} - 1", $"(int)1e9 + {limits[1]}" }
        where !value.Contains("MaxValue")
        select Initialized(entry.Syntax, value, "GEN014");

    private static IEnumerable<Mistake> NotAllowed(TestProgram program, Random random) =>
        from entry in program.Entries()
        where
            entry.Property.Type.SpecialType == SpecialType.System_String
            && (entry.Property.Has("AllowedValues") || entry.Property.Has("StringLength"))
        select Initialized(entry.Syntax, "\"\"", "GEN014");

    private static Mistake Initialized(PropertyDeclarationSyntax entry, string value, string id) =>
        new(
            id,
            entry.Initializer is { } initializer
                ? new Change().Replace(initializer.Value, "$$" + value)
                : new Change().InsertAfter(entry.AccessorList!, $" = $${value};")
        );

    private static IEnumerable<Mistake> NotEnforced(TestProgram program, Random random) =>
        from entry in program.Entries()
        let attribute = new[] { "EmailAddress", "Url", "CreditCard", "Phone" }[random.Next(4)]
        select new Mistake("GEN017", new Change().InsertBefore(entry.Syntax, $"[$$System.ComponentModel.DataAnnotations.{attribute}] "));

    private static IEnumerable<Mistake> NoBlock(TestProgram program, Random random) =>
        from block in program.Types()
        where block.Type.Has("Config")
        let holders = program
            .Properties()
            .Where(p => SymbolEqualityComparer.Default.Equals(p.Property.Type, block.Type) && p.Property.ContainingType.Has("Experiment"))
        select new Mistake(
            "GEN008",
            holders.Aggregate(
                new Change().Remove(block.Syntax.AttributeLists[0]),
                (change, holder) => change.Mark(holder.Syntax.Identifier)
            )
        );

    private static IEnumerable<Mistake> Recursive(TestProgram program, Random random) =>
        from block in program.Types()
        where block.Type.Has("Config")
        select new Mistake(
            "GEN008",
            new Change().InsertAfter(block.Syntax.OpenBraceToken, $"\n    public {block.Type.Name} $$Inner {{ get; init; }} = null!;\n")
        );
}
