using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.NeutralEdits;

/// <summary>The same declarations in other places.</summary>
internal static class PartEdits
{
    public static IEnumerable<NeutralEditKind> Kinds =>
    [
        new("member moved to another file", Moved),
        new("named config moved out of its experiment", NamedConfigs),
        new("types wrapped in a namespace", Wrapped),
        new("namespace with braces", Braces),
        new("experiment in a class of its own", Nested),
    ];

    private static IEnumerable<Change> Moved(TestProgram program, Random random) =>
        from type in program.Types()
        where type.Syntax.Modifiers.Any(m => m.IsKind(SyntaxKind.PartialKeyword))
        from member in type.Syntax.Members
        where member is not BaseTypeDeclarationSyntax || ((INamedTypeSymbol)program.Declared(member)!).Has("NamedConfig")
        select new Change().Replace(member.SyntaxTree, member.FullSpan, "\n").AddFile("Moved.cs", InPart(member));

    /// <summary>A file with the member in another part of its type, which has the same names in scope.</summary>
    private static string InPart(MemberDeclarationSyntax member)
    {
        var text = member.ToFullString();
        foreach (var container in member.Ancestors())
        {
            text = container switch
            {
                TypeDeclarationSyntax type => $"{type.Modifiers} {type.Keyword} {type.Identifier}\n{{\n{text}\n}}\n",
                BaseNamespaceDeclarationSyntax space => $"namespace {space.Name}\n{{\n{text}\n}}\n",
                CompilationUnitSyntax unit => unit.Usings + "\n" + text,
                _ => text,
            };
        }

        return text;
    }

    private static IEnumerable<Change> NamedConfigs(TestProgram program, Random random) =>
        from type in program.Types()
        where type.Type.Has("NamedConfig") && type.Type.ContainingType is not null
        let experiment = type.Type.ContainingType
        let name = experiment.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
        let alone = type
            .Syntax.ToString()
            .Replace("[NamedConfig]", $"[NamedConfig<{name}>]")
            .Replace($"({experiment.Name} ", $"({name} ")
            .Replace("public sealed", "internal sealed")
        let unit = (CompilationUnitSyntax)type.Syntax.SyntaxTree.GetRoot()
        let space = experiment.ContainingNamespace is { IsGlobalNamespace: false } n ? $"namespace {n.ToDisplayString()};\n" : ""
        select new Change()
            .Replace(type.Syntax.SyntaxTree, type.Syntax.FullSpan, "\n")
            .AddFile("Moved.cs", $"{unit.Usings}\n{space}\n{alone}\n");

    private static IEnumerable<Change> Wrapped(TestProgram program, Random random)
    {
        var change = new Change().AddFile("Wrapped.cs", "global using Wrapped;\n");
        var any = false;
        foreach (var tree in program.Trees)
        {
            var types = ((CompilationUnitSyntax)tree.GetRoot()).Members.Where(m => m is BaseTypeDeclarationSyntax).ToArray();
            if (types.Length == 0)
                continue;
            any = true;
            change.InsertBefore(types[0], "\nnamespace Wrapped\n{\n").InsertAfter(types[^1], "\n}\n");
        }

        return any ? [change] : [];
    }

    private static IEnumerable<Change> Braces(TestProgram program, Random random) =>
        from space in program.Nodes<FileScopedNamespaceDeclarationSyntax>()
        select new Change()
            .Replace(space.SemicolonToken, "\n{")
            .InsertAfter(space.SyntaxTree.GetRoot().GetLastToken(includeZeroWidth: true), "\n}\n");

    // With a name from the outside for those that use it.
    private static IEnumerable<Change> Nested(TestProgram program, Random random) =>
        from experiment in program.Experiments()
        where experiment.Syntax.Parent is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax
        let parts = program.Types().Where(t => SymbolEqualityComparer.Default.Equals(t.Type, experiment.Type))
        let space = experiment.Type.ContainingNamespace is { IsGlobalNamespace: false } n ? n.ToDisplayString() + "." : ""
        select parts.Aggregate(
            new Change().AddFile("Outside.cs", $"global using static {space}Outside;\n"),
            (change, part) => change.InsertBefore(part.Syntax, "public static partial class Outside {\n").InsertAfter(part.Syntax, "\n}"));
}
