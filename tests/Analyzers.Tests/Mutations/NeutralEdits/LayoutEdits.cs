using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.NeutralEdits;

/// <summary>Blanks, lines, comments and directives.</summary>
internal static class LayoutEdits
{
    public static IEnumerable<NeutralEditKind> Kinds =>
        [
            new("file laid out anew", (s, _) => Files(s, t => t.GetRoot().NormalizeWhitespace().ToFullString())),
            new("file with tabs", (s, _) => Files(s, t => t.ToString().Replace("    ", "\t"))),
            new("file with the line ends of Windows", (s, _) => Files(s, t => t.ToString().Replace("\n", "\r\n"))),
            new("file with more blank lines", (s, _) => Files(s, t => t.ToString().Replace("\n\n", "\n\n\n\n"))),
            new("nullable enabled by a directive", (s, _) => Files(s, t => "#nullable enable\n" + t)),
            new("comments between tokens", Comments),
            new(
                "comment before a member",
                (s, _) => Members(s).Select(m => new Change().InsertBefore(m, "// A remark: embedingSize, [Main], epochs=x.\n    "))
            ),
            new(
                "doc comment before a member",
                (s, _) =>
                    Members(s)
                        .Where(m => !m.HasStructuredTrivia)
                        .Select(m => new Change().InsertBefore(m, "/// <summary>A remark.</summary>\n    "))
            ),
            new("region around a member", (s, _) => Members(s).Select(m => Around(m, "#region Some", "#endregion"))),
            new(
                "pragma around a member",
                (s, _) => Members(s).Select(m => Around(m, "#pragma warning disable CS1591", "#pragma warning restore CS1591"))
            ),
            new("condition around a member", (s, _) => Members(s).Select(m => Around(m, "#if !NEVER", "#endif"))),
            new(
                "attributes on lines of their own",
                (s, _) =>
                    s.Nodes<AttributeListSyntax>()
                        .Where(a => a.Parent is MemberDeclarationSyntax)
                        .Select(a => new Change().InsertAfter(a, "\n\n"))
            ),
        ];

    private static IEnumerable<Change> Files(TestProgram program, Func<SyntaxTree, string> text) =>
        program
            .Trees.Select(t => (Tree: t, Text: text(t)))
            .Where(t => t.Text != t.Tree.ToString())
            .Select(t => new Change().Replace(t.Tree, t.Tree.GetRoot().FullSpan, t.Text));

    private static IEnumerable<MemberDeclarationSyntax> Members(TestProgram program) => program.Types().SelectMany(t => t.Syntax.Members);

    private static Change Around(MemberDeclarationSyntax member, string before, string after)
    {
        // After the end of the line, where another member's comment may follow.
        var text = member.SyntaxTree.GetText();
        var end = text.Lines.GetLineFromPosition(member.Span.End).End;
        return new Change().InsertBefore(member, $"\n{before}\n    ").Replace(member.SyntaxTree, new(end, 0), $"\n{after}");
    }

    private static IEnumerable<Change> Comments(TestProgram program, Random random)
    {
        foreach (var tree in program.Trees)
        {
            var tokens = tree.GetRoot()
                .DescendantTokens()
                .Where(t => t.Span.Length > 0 && !t.Parent!.AncestorsAndSelf().Any(n => n is InterpolatedStringExpressionSyntax))
                .ToArray();
            random.Shuffle(tokens);
            yield return tokens.Take(40).Aggregate(new Change(), (change, token) => change.InsertAfter(token, " /* remark */ "));
        }
    }
}
