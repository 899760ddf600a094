using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.NeutralEdits;

/// <summary>The order of what has no order.</summary>
internal static class OrderEdits
{
    public static IEnumerable<NeutralEditKind> Kinds =>
    [
        new("members in another order", Members),
        new("usings in another order", Usings),
        new("attributes in lists of their own", Attributes),
        new("modifiers in another order", Modifiers),
        new("filled parameters in another order", Parameters),
        new("types of a file in another order", Types),
    ];

    private static IEnumerable<Change> Members(TestProgram program, Random random) =>
        from type in program.Types()
        where type.Syntax.Members.Count > 1 && !type.Syntax.ContainsDirectives
        from attempt in Enumerable.Range(0, 2)
        let members = Shuffled(type.Syntax.Members.Select(m => m.ToFullString()), random)
        select new Change().Replace(type.Syntax.SyntaxTree, type.Syntax.Members.FullSpan, string.Concat(members));

    private static IEnumerable<Change> Usings(TestProgram program, Random random) =>
        from tree in program.Trees
        let usings = ((CompilationUnitSyntax)tree.GetRoot()).Usings
        where usings.Count > 1
        select new Change().Replace(tree, usings.FullSpan, string.Concat(Shuffled(usings.Select(u => u.ToFullString()), random)));

    private static IEnumerable<Change> Attributes(TestProgram program, Random random) =>
        from list in program.Nodes<AttributeListSyntax>()
        where list.Attributes.Count > 1
        select new Change().Replace(list, string.Concat(list.Attributes.Reverse().Select(a => $"[{a}]")));

    private static IEnumerable<Change> Modifiers(TestProgram program, Random random) =>
        from member in program.Nodes<MemberDeclarationSyntax>()
        where member.Modifiers.Count > 1
        let last = member.Modifiers.Where(m => m.IsKind(SyntaxKind.PartialKeyword) || m.IsKind(SyntaxKind.ConstKeyword))
        let others = member.Modifiers.Except(last).ToArray()
        where others.Length > 1
        select new Change().Replace(member.SyntaxTree, member.Modifiers.Span, string.Join(" ", others.Reverse().Concat(last)));

    private static IEnumerable<Change> Parameters(TestProgram program, Random random) =>
        from method in program.Methods()
        where method.Method.Has("Main") || method.Method.Has("Command") || method.Method.IsHook()
        let parameters = method.Syntax.ParameterList.Parameters
        where parameters.Count > 1 && parameters.All(p => p.Default is null)
        select new Change().Replace(
            method.Syntax.ParameterList,
            $"({string.Join(", ", Shuffled(parameters.Select(p => p.ToString()), random))})"
        );

    private static IEnumerable<Change> Types(TestProgram program, Random random) =>
        from tree in program.Trees
        let members = ((CompilationUnitSyntax)tree.GetRoot()).Members
        let types = (members is [BaseNamespaceDeclarationSyntax space] ? space.Members : members)
            .OfType<BaseTypeDeclarationSyntax>()
            .ToArray()
        where types.Length > 1
        select types
            .Zip(types.Reverse())
            .Aggregate(new Change(), (change, pair) => change.Replace(tree, pair.First.FullSpan, "\n" + pair.Second.ToFullString()));

    private static string[] Shuffled(IEnumerable<string> texts, Random random)
    {
        var all = texts.ToArray();
        random.Shuffle(all);
        return all;
    }
}
