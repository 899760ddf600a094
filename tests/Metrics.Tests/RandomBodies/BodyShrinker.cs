using Gen.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Metrics.Tests.RandomBodies;

/// <summary>Makes the body of a fault smaller as long as the verdict stays: without statements, with simpler expressions.</summary>
internal static class BodyShrinker
{
    // What takes most away comes first, and mostly succeeds at the start.
    private const int Fewest = 8;
    private const int InOneCompilation = 64;
    private const int MostSteps = 60;

    private static readonly string[] s_simple = ["w", "x", "x[.., 0]", "w.sum()", "1", "2", "0.5", "true", "n", "a"];

    public static BodyOutcome Shrink(BodyOutcome fault)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (Smaller(fault) is not { } smaller)
                break;
            fault = smaller;
        }

        return fault;
    }

    private static BodyOutcome? Smaller(BodyOutcome fault)
    {
        var code = fault.Body.Code;
        var candidates = Candidates(code).Where(c => c.Length < code.Length).Distinct().ToList();
        for (var (start, size) = (0, Fewest); start < candidates.Count;)
        {
            var chunk = candidates.Skip(start).Take(size).ToList();
            (start, size) = (start + size, Math.Min(2 * size, InOneCompilation));
            var bodies = chunk.Select((c, i) =>
            {
                var name = $"{fault.Body.Name.Split('_')[0]}_{i}";
                return new RandomBody(fault.Body.Seed, name, c.Replace($"class {fault.Body.Name}\n", $"class {name}\n"));
            });
            if (BodyProgram.Run([.. bodies], fault.Round).Where(o => o.IsLike(fault)).MinBy(o => o.Body.Code.Length) is { } found)
                return found;
        }

        return null;
    }

    private static IEnumerable<string> Candidates(string code)
    {
        var root = Sources.Parse(code).GetRoot();
        var type = root.DescendantNodes().OfType<ClassDeclarationSyntax>().First();
        foreach (var member in type.Members.Where(m => m is not MethodDeclarationSyntax { Identifier.ValueText: "Value" }))
            yield return Without(root, [member]);

        var nodes = type.Members.OfType<MethodDeclarationSyntax>().First(m => m.Identifier.ValueText == "Value").DescendantNodes()
            .Where(MayChange)
            .ToList();
        foreach (var block in nodes.OfType<BlockSyntax>().Where(b => b.Statements.Count > 3))
        {
            var half = block.Statements.Count / 2;
            yield return Without(root, block.Statements.Take(half));
            yield return Without(root, block.Statements.Skip(half).Where(s => s is not ReturnStatementSyntax));
        }

        foreach (var statement in nodes.OfType<StatementSyntax>().OrderByDescending(s => s.Span.Length))
        {
            if (statement.Parent is BlockSyntax or SwitchSectionSyntax)
                yield return Without(root, [statement]);
            foreach (var inner in Inner(statement))
                yield return Replaced(code, statement, Text(inner));
        }

        foreach (var part in nodes.Where(n => n is SwitchSectionSyntax or ElseClauseSyntax))
            yield return Without(root, [part]);

        foreach (var expression in nodes.OfType<ExpressionSyntax>().OrderByDescending(e => e.Span.Length))
        {
            foreach (var part in expression.ChildNodes().SelectMany(Parts))
                yield return Replaced(code, expression, part.ToString());
            foreach (var simple in s_simple.Where(s => s.Length < expression.Span.Length))
                yield return Replaced(code, expression, simple);
        }

        foreach (var parameter in nodes.OfType<ParameterSyntax>().Where(p => p.Parent is ParameterListSyntax))
            yield return Without(root, [parameter]);
    }

    // Not what would make an endless loop, or a call that ends the process.
    private static bool MayChange(SyntaxNode node) => node.Ancestors().All(a => a
        is not (WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax { Condition: null })
        and not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "matmul" or "var" } }
        && (a.Parent is not ForStatementSyntax loop || a == loop.Statement))
        && (node.Parent is not ForStatementSyntax header || node == header.Statement);

    private static IEnumerable<StatementSyntax> Inner(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax i => i.Else is { } otherwise ? [i.Statement, otherwise.Statement] : [i.Statement],
        BlockSyntax { Parent: BlockSyntax, Statements.Count: > 0 } b => [b],
        ForStatementSyntax f => [f.Statement],
        CommonForEachStatementSyntax f => [f.Statement],
        WhileStatementSyntax w => [w.Statement],
        TryStatementSyntax t => [t.Block],
        SwitchStatementSyntax s => s.Sections.SelectMany(c => c.Statements).Where(x => x is not BreakStatementSyntax),
        _ => [],
    };

    private static string Text(StatementSyntax statement) =>
        statement is BlockSyntax block ? string.Concat(block.Statements.Select(s => s.ToFullString())) : statement.ToFullString();

    private static IEnumerable<ExpressionSyntax> Parts(SyntaxNode node) => node switch
    {
        ExpressionSyntax expression => [expression],
        ArgumentSyntax argument => [argument.Expression],
        _ => node.ChildNodes().SelectMany(Parts),
    };

    private static string Replaced(string code, SyntaxNode node, string text) => code[..node.SpanStart] + text + code[node.Span.End..];

    private static string Without(SyntaxNode root, IEnumerable<SyntaxNode> nodes) =>
        root.RemoveNodes(nodes, SyntaxRemoveOptions.KeepNoTrivia)?.ToFullString() ?? "";
}
