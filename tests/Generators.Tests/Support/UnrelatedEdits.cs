using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators.Tests.Support;

/// <summary>Edits that do not change generated code.</summary>
internal static class UnrelatedEdits
{
    public static IEnumerable<(string Name, Compilation Edited)> Of(CSharpCompilation compilation)
    {
        yield return (
            "another file",
            compilation.AddSyntaxTrees(Sources.Parse("namespace Elsewhere { class Other { int Value => 3; } }", "Other.cs"))
        );

        // Moves everything down two lines, which would change a Location or span in a model.
        yield return ("a comment above", EditEach(compilation, static text => "// a comment\n\n" + text));

        yield return ("method bodies", EditEach(compilation, static text =>
            new BodyEdit().Visit(CSharpSyntaxTree.ParseText(text, Sources.ParseOptions).GetRoot()).ToFullString()));
    }

    private static CSharpCompilation EditEach(CSharpCompilation compilation, Func<string, string> edit)
    {
        foreach (var tree in compilation.SyntaxTrees)
            compilation = compilation.ReplaceSyntaxTree(tree, Sources.Parse(edit(tree.ToString()), tree.FilePath));
        return compilation;
    }

    private sealed class BodyEdit : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) => node.Body is { } body
            ? node.WithBody(body.WithStatements(body.Statements.Insert(0, SyntaxFactory.ParseStatement("int editedBody = 1;"))))
            : node;
    }
}
