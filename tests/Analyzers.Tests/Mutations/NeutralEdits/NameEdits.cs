using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.NeutralEdits;

/// <summary>Names that are nobody else's business, and others changed wherever they are named.</summary>
internal static class NameEdits
{
    public static IEnumerable<NeutralEditKind> Kinds =>
        [
            new("local renamed", Locals),
            new("private member renamed", PrivateMembers),
            new(
                "command's method renamed",
                (s, _) =>
                    s.Methods()
                        .Where(m => m.Method.Has("Main") || m.Method.Has("Command") || m.Method.IsHook())
                        .Select(m => new Change().Rename(s, m.Method, m.Method.Name + "Now"))
            ),
            new("captured method renamed", Captured),
            new("parameter in another spelling", Spelling),
            new("entry renamed wherever it is named", Entries),
            new("named config renamed", NamedConfigs),
            new("experiment renamed", Experiments),
        ];

    private static IEnumerable<Change> Locals(TestProgram program, Random random) =>
        from node in program.Nodes<SyntaxNode>()
        where node is VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax or LocalFunctionStatementSyntax
        let symbol = program.Declared(node)
        where symbol is ILocalSymbol or IMethodSymbol
        select new Change().Rename(program, symbol, symbol.Name + "Now");

    private static IEnumerable<Change> PrivateMembers(TestProgram program, Random random) =>
        from node in program.Nodes<SyntaxNode>()
        where node is VariableDeclaratorSyntax or MethodDeclarationSyntax
        let symbol = program.Declared(node)
        where
            symbol is IFieldSymbol or IMethodSymbol
            && symbol.DeclaredAccessibility == Accessibility.Private
            && symbol.GetAttributes().IsEmpty
        select new Change().Rename(program, symbol, symbol.Name + "Now");

    private static IEnumerable<Change> Captured(TestProgram program, Random random) =>
        from method in program.Methods()
        where method.Method.Has("Captured")
        select program.OverloadCalls(method.Method).Aggregate(
            new Change().Rename(program, method.Method, method.Method.Name + "Now"),
            (change, call) => change.Replace(call.Name(), method.Method.Name + "Now"));

    private static IEnumerable<Change> Spelling(TestProgram program, Random random) =>
        from filled in program.FilledByName(m => m.Has("Captured") || m.Has("Main") || m.Has("Command") || m.Has("Metric") || m.IsHook())
        let name = filled.Parameter.Name
        select new Change().Rename(
            program,
            filled.Parameter,
            random.Next(3) switch
            {
                0 => "_" + name,
                1 => name.Insert(2, "_"),
                _ => char.ToUpperInvariant(name[0]) + name[1..],
            }
        );

    // The calls of a captured method that give the parameter by name are calls of the method itself.
    private static IEnumerable<Change> Entries(TestProgram program, Random random) =>
        from entry in program.Entries()
        let name = "Chosen" + entry.Property.Name
        let parameter = char.ToLowerInvariant(name[0]) + name[1..]
        let change = new Change().Rename(program, entry.Property, name)
        let renamed = program
            .FilledByName(m => m.GetAttributes().Length > 0)
            .Where(f => SymbolEqualityComparer.Default.Equals(f.Entry, entry.Property))
            .Aggregate(change, (c, f) => c.Rename(program, f.Parameter, parameter))
        let set = program.Settings(entry.Property).Aggregate(renamed, (c, place) => c.Replace(place, name))
        select program
            .Keys(entry.Property)
            .Concat(program.Updates(entry.Property))
            .Aggregate(set, (c, literal) => c.Replace(literal, Key(literal.ToString(), entry.Property, name)));

    private static string Key(string literal, IPropertySymbol entry, string name)
    {
        var (key, value) = literal.IndexOf('=') is var at and >= 0 ? (literal[1..at], literal[at..]) : (literal[1..^1], "\"");
        return "\""
            + string.Join('.', key.Split('.').Select(part => Misspelling.Plain(part) == Misspelling.Plain(entry.Name) ? name : part))
            + value;
    }

    private static IEnumerable<Change> NamedConfigs(TestProgram program, Random random) =>
        from type in program.Types()
        where type.Type.Has("NamedConfig")
        where !program.GeneratedCalls("Parse").Any(c => c.ArgumentList.ToString().Contains($"\"{type.Type.Name.ToLowerInvariant()}\""))
        select new Change().Rename(program, type.Type, type.Type.Name + "Now");

    private static IEnumerable<Change> Experiments(TestProgram program, Random random) =>
        from experiment in program.Experiments()
        select new Change().Rename(program, experiment.Type, experiment.Type.Name + "Now");
}
