using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Captured methods: how they are called, and what stands in their overloads' way.</summary>
internal static class CallMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
    [
        new("call that gives some filled parameters", Mixed),
        new("call of the method itself that leaves one out", LeftOut),
        new("argument that goes to another parameter", Slid),
        new("lost [Captured]", LostCaptured),
        new("method in the place of an overload", Collision),
        new("type parameter that only an entry would decide", LostTypeParameter),
        new("call that misspells a method", MisspeltCall),
    ];

    private static IEnumerable<(MethodDeclarationSyntax Syntax, IMethodSymbol Method)> Captured(TestProgram program) =>
        program.Methods().Where(m => m.Method.Has("Captured"));

    private static HashSet<string> FilledNames(TestProgram program, IMethodSymbol method) =>
        [
            .. program
                .FilledByName()
                .Where(f => SymbolEqualityComparer.Default.Equals(f.Parameter.ContainingSymbol, method))
                .Select(f => f.Parameter.Name),
        ];

    // All that have no default must be given for the call to bind to the method; of those that have one, all but the last.
    private static IEnumerable<Mistake> Mixed(TestProgram program, Random random) =>
        from captured in Captured(program)
        let filled = FilledNames(program, captured.Method)
        let optional = captured.Method.Parameters.Where(p => p.IsOptional && filled.Contains(p.Name)).ToArray()
        where optional.Length > 0
        from call in program.OverloadCalls(captured.Method)
        let kept = ((IMethodSymbol)program.Meant(call)!).Parameters.Select(p => p.Name).ToHashSet()
        let given = captured
            .Method.Parameters.Where(p =>
                !kept.Contains(p.Name) && (!p.IsOptional || (optional.Length > 1 && SymbolEqualityComparer.Default.Equals(p, optional[0])))
            )
            .Select(p => $"{p.Name}: default!")
            .ToArray()
        where given.Length > 0 && SymbolEqualityComparer.Default.Equals(captured.Method.ContainingType, captured.Method.Experiment())
        let comma = call.ArgumentList.Arguments.Count > 0 ? ", " : ""
        select new Mistake(
            "GEN015",
            new Change().Mark(call.Name()).InsertBefore(call.ArgumentList.CloseParenToken, comma + string.Join(", ", given))
        );

    private static IEnumerable<Mistake> LeftOut(TestProgram program, Random random) =>
        from captured in Captured(program)
        let filled = FilledNames(program, captured.Method)
        from call in program.CallsOf(captured.Method)
        let arguments = call.ArgumentList.Arguments
        let named = arguments.Where(a => a.NameColon is { } name && filled.Contains(name.Name.Identifier.ValueText)).ToArray()
        from dropped in named.Select(n => new[] { n }).Append(named)
        where dropped.Length > 0
        select new Mistake(
            "GEN015",
            new Change().Mark(call.Name()).Replace(call.ArgumentList, $"({string.Join(", ", arguments.Except(dropped))})")
        );

    private static IEnumerable<Mistake> Slid(TestProgram program, Random random) =>
        from entry in program.Entries()
        where entry.Property.ContainingType.Has("Experiment") && !entry.Property.Name.StartsWith("Seed", StringComparison.Ordinal)
        let name = char.ToLowerInvariant(entry.Property.Name[0]) + entry.Property.Name[1..]
        let type = entry.Syntax.Type.ToString()
        let method = $"[Captured] private static object? Slid({type} {name}, {type} other = default!) => other;"
        select new Mistake(
            "GEN015",
            new Change().InsertAfter(entry.Syntax, $"\n\n    {method}\n    private object? SlidCall() => Slid($$default({type})!);\n"));

    // A method like any other then, whose calls lack arguments. (Were all filled parameters optional, nothing would tell it from a method
    // that was never meant.)
    private static IEnumerable<Mistake> LostCaptured(TestProgram program, Random random) =>
        from captured in Captured(program)
        where captured.Syntax.AttributeLists[0].Attributes.Count == 1
        let filled = FilledNames(program, captured.Method)
        where captured.Method.Parameters.Any(p => !p.IsOptional && filled.Contains(p.Name))
        let calls = program.OverloadCalls(captured.Method).ToArray()
        where calls.Length > 0
        select new Mistake(
            "CS7036 CS1501 CS1061",
            calls.Aggregate(new Change().Remove(captured.Syntax.AttributeLists[0]), (change, call) => change.Mark(call.Name()))
        );

    private static IEnumerable<Mistake> Collision(TestProgram program, Random random) =>
        from captured in Captured(program)
        where SymbolEqualityComparer.Default.Equals(captured.Method.ContainingType, captured.Method.Experiment())
        from call in program.OverloadCalls(captured.Method).Take(1)
        let kept = ((IMethodSymbol)program.Meant(call)!).Parameters
        let parameters = string.Join(", ", kept.Select(p => $"{p.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} {p.Name}"))
        select new Mistake(
            "GEN011",
            new Change()
                .Mark(captured.Syntax.Identifier)
                .InsertAfter(captured.Syntax, $"\n\n    private object {captured.Method.Name}({parameters}) => this;\n")
        );

    private static IEnumerable<Mistake> LostTypeParameter(TestProgram program, Random random) =>
        from entry in program.Entries()
        where entry.Property.ContainingType.Has("Experiment")
        let name = char.ToLowerInvariant(entry.Property.Name[0]) + entry.Property.Name[1..]
        select new Mistake(
            "GEN016",
            new Change().InsertAfter(entry.Syntax, $"\n\n    [Captured] private static T Same<$$T>(T {name}, object other) => {name};\n")
        );

    private static IEnumerable<Mistake> MisspeltCall(TestProgram program, Random random) =>
        from captured in Captured(program)
        from call in program.OverloadCalls(captured.Method)
        let name = Misspelling.Create(captured.Method.Name, random, [])
        where name is not null
        select new Mistake("CS0103 CS1061", new Change().Replace(call.Name(), "$$" + name));
}
