using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Parameters that captured methods and commands have by the entries' names.</summary>
internal static class ParameterMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
    [
        new("parameter misspelt", Misspelt),
        new("parameter with another type", Retyped),
        new("parameter that cannot be null, of an entry that can", NotNullable),
        new("parameter of a command that nothing fills", UnknownToCommand),
        new("parameter of a captured method that nothing fills any more", UnknownToCaptured),
        new("parameter of a command by reference", ByReference),
        new("[Seed] that is no long", WrongSeed),
    ];

    private static IEnumerable<Mistake> Misspelt(TestProgram program, Random random) =>
        from filled in program.FilledByName()
        let name = Misspelling.Create(filled.Parameter.Name, random, filled.Entry.ContainingType.Names())
        where name is not null
        select new Mistake("GEN001", new Change().Mark(filled.Syntax.Identifier).Rename(program, filled.Parameter, name));

    private static IEnumerable<Mistake> Retyped(TestProgram program, Random random) =>
        from filled in program.FilledByName()
        select new Mistake(
            "GEN002",
            new Change()
                .Mark(filled.Syntax.Identifier)
                .Replace(filled.Syntax.Type!, WrongTypes.For(filled.Parameter.Type))
                .WithDefault(filled.Syntax.Default)
        );

    private static IEnumerable<Mistake> NotNullable(TestProgram program, Random random) =>
        from filled in program.FilledByName()
        where filled.Syntax.Type is NullableTypeSyntax
        select new Mistake(
            "GEN002",
            new Change()
                .Mark(filled.Syntax.Identifier)
                .Replace(filled.Syntax.Type!, ((NullableTypeSyntax)filled.Syntax.Type!).ElementType.ToString())
        );

    private static IEnumerable<Mistake> UnknownToCommand(TestProgram program, Random random) =>
        from filled in program.FilledByName(m => m.Has("Main") || m.Has("Command"))
        select new Mistake("GEN012", new Change().Mark(filled.Syntax.Identifier).Rename(program, filled.Parameter, "somethingElse"));

    // For the language it is an ordinary parameter then, which the calls do not give.
    private static IEnumerable<Mistake> UnknownToCaptured(TestProgram program, Random random) =>
        from filled in program.FilledByName(m => m.Has("Captured"))
        where filled.Syntax.Default is null
        let calls = program.OverloadCalls((IMethodSymbol)filled.Parameter.ContainingSymbol).ToArray()
        where calls.Length > 0
        select new Mistake(
            "CS7036 CS1501 CS1739",
            calls.Aggregate(new Change().Rename(program, filled.Parameter, "somethingElse"), (change, call) => change.Mark(call.Name()))
        );

    private static IEnumerable<Mistake> ByReference(TestProgram program, Random random) =>
        from filled in program.FilledByName(m => m.Has("Main") || m.Has("Command"))
        let method = (MethodDeclarationSyntax)filled.Syntax.Parent!.Parent!
        select new Mistake("GEN012", new Change().Mark(method.Identifier).InsertBefore(filled.Syntax.Type!, "ref "));

    private static IEnumerable<Mistake> WrongSeed(TestProgram program, Random random) =>
        from method in program.Methods()
        where method.Method.Has("Main") || method.Method.Has("Command") || method.Method.Has("Captured")
        from parameter in method.Syntax.ParameterList.Parameters
        let symbol = (IParameterSymbol)program.Declared(parameter)!
        from type in new[] { "int", "ulong", "string" }
        where symbol.Has("Seed")
        select new Mistake("GEN002", new Change().Mark(parameter.Identifier).Replace(parameter.Type!, type));
}
