using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary><c>[FromConfig]</c> on parameters and on properties of named configs.</summary>
internal static class FromConfigMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
    [
        new("[FromConfig] key misspelt", Misspelt),
        new("[FromConfig] key that nothing has", Unknown),
        new("[FromConfig] key of an entry of another type", OtherType),
        new("[FromConfig] by nameof of nothing", Nameof),
        new("[FromConfig] in a method that is captured no more", NotCaptured),
        new("[FromConfig] on a parameter by reference", ByReference),
        new("[FromConfig] on an entry", OnEntry),
    ];

    private static IEnumerable<AttributeSyntax> All(TestProgram program) =>
        program.Nodes<AttributeSyntax>().Where(a => a.Name.ToString() == "FromConfig");

    private static ExpressionSyntax Key(AttributeSyntax attribute) => attribute.ArgumentList!.Arguments[0].Expression;

    private static string Text(TestProgram program, AttributeSyntax attribute) =>
        (string)program.Model(attribute).GetConstantValue(Key(attribute)).Value!;

    private static IEnumerable<Mistake> Misspelt(TestProgram program, Random random) =>
        from attribute in All(program)
        from attempt in Enumerable.Range(0, 3)
        let key = Text(program, attribute)
        let block = key[..(key.LastIndexOf('.') + 1)]
        let name = Misspelling.Create(key[block.Length..], random, [])
        where name is not null
        select new Mistake("GEN010", new Change().Replace(Key(attribute), $"$$\"{block}{name}\""));

    private static IEnumerable<Mistake> Unknown(TestProgram program, Random random) =>
        from attribute in All(program)
        from key in new[] { "no_such_entry", "dataset.path", "" }
        select new Mistake("GEN010", new Change().Replace(Key(attribute), $"$$\"{key}\""));

    private static IEnumerable<Mistake> OtherType(TestProgram program, Random random) =>
        from attribute in All(program)
        where attribute.Parent?.Parent is ParameterSyntax
        let parameter = (ParameterSyntax)attribute.Parent!.Parent!
        let symbol = (IParameterSymbol)program.Declared(parameter)!
        from entry in symbol.ContainingSymbol.Experiment()!.GetMembers().OfType<IPropertySymbol>()
        where
            entry.DeclaredAccessibility == Accessibility.Public
            && entry.SetMethod is not null
            && !entry.Type.Has("Config")
            && !entry.Has("ImplicitEntry")
            && !program.Compilation.ClassifyConversion(entry.Type, symbol.Type).IsImplicit
        select new Mistake("GEN002", new Change().Mark(parameter.Identifier).Replace(Key(attribute), $"\"{entry.Name}\""));

    // A name in C# is checked by C#.
    private static IEnumerable<Mistake> Nameof(TestProgram program, Random random) =>
        from attribute in All(program)
        select new Mistake("CS0103", new Change().Replace(Key(attribute), "nameof($$NoSuchEntry)"));

    private static IEnumerable<Mistake> NotCaptured(TestProgram program, Random random) =>
        from attribute in All(program)
        where attribute.Parent?.Parent is ParameterSyntax
        let method = attribute.FirstAncestorOrSelf<MethodDeclarationSyntax>()!
        where method.AttributeLists.Count == 1 && method.AttributeLists[0].Attributes.Count == 1
        select new Mistake("GEN017", new Change().Mark(attribute.Name).Remove(method.AttributeLists[0]));

    private static IEnumerable<Mistake> ByReference(TestProgram program, Random random) =>
        from attribute in All(program)
        where attribute.Parent?.Parent is ParameterSyntax
        select new Mistake(
            "GEN017",
            new Change().Mark(attribute.Name).InsertBefore(((ParameterSyntax)attribute.Parent!.Parent!).Type!, "ref ")
        );

    private static IEnumerable<Mistake> OnEntry(TestProgram program, Random random) =>
        from entry in program.Entries()
        select new Mistake("GEN017", new Change().InsertBefore(entry.Syntax, "[$$FromConfig(\"other\")] "));
}
