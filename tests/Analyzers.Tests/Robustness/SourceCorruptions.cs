using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SmallCorruptions = Gen.Generators.Tests.Robustness.Mutations;

namespace Gen.Analyzers.Tests.Robustness;

/// <summary>Corrupts sources as they are while being edited: by <see cref="SmallCorruptions"/>, and in larger ways.</summary>
internal static class SourceCorruptions
{
    private static readonly Func<string, SyntaxNode, Random, string>[] s_kinds =
    [
        TruncateAtToken,
        UnfinishAttribute,
        AddBrace,
        HalfLambda,
        Conflict,
        CyclicBlocks,
        NestTypes,
        NestExpression,
        LongSum,
        AttributeOnWrongTarget,
        Twice,
        Unterminated,
        Empty,
        Directive,
    ];

    private static readonly string[] s_marks =
    [
        "Experiment(\"x\")",
        "Config",
        "NamedConfig",
        "Captured",
        "Main",
        "Command(\"c\")",
        "FromConfig(\"a.b\")",
        "Metric",
        "Collect",
        "Seed",
        "OnEpochEnd",
        "OnBatchEnd",
        "MetricLibrary",
    ];

    /// <summary>Corrupts a text, in the same way for the same seed.</summary>
    public static string Apply(string text, int seed)
    {
        var random = new Random(seed);
        if (random.Next(2) == 0)
            return SmallCorruptions.Apply(text, seed);
        var broken = Once(text, random);
        return random.Next(3) == 0 ? SmallCorruptions.Apply(broken, seed) : broken;
    }

    private static string Once(string text, Random random) =>
        s_kinds[random.Next(s_kinds.Length)](text, CSharpSyntaxTree.ParseText(text, new(LanguageVersion.CSharp14)).GetRoot(), random);

    private static string TruncateAtToken(string text, SyntaxNode root, Random random) =>
        text[..Pick(root.DescendantTokens(), random, t => t.Span.End)];

    private static string UnfinishAttribute(string text, SyntaxNode root, Random random)
    {
        var lists = root.DescendantNodes().OfType<AttributeListSyntax>().ToArray();
        if (lists.Length == 0)
            return text;
        var span = lists[random.Next(lists.Length)].Span;
        var cut = span.Start + random.Next(1, span.Length);
        return text[..cut] + text[span.End..];
    }

    private static string AddBrace(string text, SyntaxNode root, Random random) =>
        text.Insert(Pick(root.DescendantTokens(), random, t => t.SpanStart), random.Next(2) == 0 ? " } " : " { ");

    private static string HalfLambda(string text, SyntaxNode root, Random random) =>
        AtExpression(
            text,
            root,
            random,
            e =>
                new[]
                {
                    $"x => {e}.",
                    "(a, b) => ",
                    $"async () => {{ await {e}",
                    $"static (Missing m, int) => m.{e}(",
                    $"delegate {{ return {e};",
                    "() =>",
                    $"({e}, x) => x switch {{ ",
                }[random.Next(7)]
        );

    private static string Conflict(string text, SyntaxNode root, Random random)
    {
        var lines = text.Split('\n').ToList();
        var (from, to) = (random.Next(lines.Count), random.Next(lines.Count));
        (from, to) = (Math.Min(from, to), Math.Min(Math.Max(from, to), Math.Min(from, to) + 6));
        var ours = lines.GetRange(from, to - from);
        lines.InsertRange(to, ["=======", .. ours.Select(l => l.Replace("int ", "long ")), ">>>>>>> theirs"]);
        lines.Insert(from, "<<<<<<< HEAD");
        return string.Join('\n', lines);
    }

    private static string CyclicBlocks(string text, SyntaxNode root, Random random) =>
        InType(
            text,
            root,
            random,
            new[]
            {
                "public Ring A { get; init; } [Gen.Config] public class Ring { public Ring B { get; init; } = new(); public Gnir C { get; "
                + "set; } } [Gen.Config] public class Gnir { public Ring D { get; init; } }",
                "[Gen.Config] public class Own : Own { public Own O { get; init; } } public Own O { get; init; }",
                "[Gen.Config] public class Left : Right { } [Gen.Config] public class Right : Left { public Left L { get; set; } } public "
                + "Right R { get; init; }",
                "[Gen.Experiment(\"y\")] public partial class Self { public Self S { get; init; } [Gen.NamedConfig] public class N(Self "
                + "s) { public Self S => s; } } public Self S { get; init; }",
                "[Gen.Config] public class G<T> { public G<G<T>> Deeper { get; init; } } public G<int> G1 { get; init; }",
            }[random.Next(5)]
        );

    private static string NestTypes(string text, SyntaxNode root, Random random)
    {
        var depth = random.Next(3, 25);
        var nested = string.Concat(
            Enumerable.Range(0, depth).Select(i => $"[Gen.Config] public partial class N{i} {{ public N{i + 1} P{i} {{ get; init; }} ")
        );
        return InType(
            text,
            root,
            random,
            $"public N0 Deep {{ get; init; }} {nested}public int End {{ get; init; }}{new string('}', depth - random.Next(2))} "
                + $"[Gen.Config] public class N{depth} {{ }}"
        );
    }

    private static string NestExpression(string text, SyntaxNode root, Random random) => AtExpression(text, root, random, e =>
    {
        var depth = random.Next(50, 500);
        return new string('(', depth) + e + new string(')', depth - random.Next(2));
    });

    private static string LongSum(string text, SyntaxNode root, Random random) => AtExpression(text, root, random, e =>
        string.Join(random.Next(2) == 0 ? " + " : ".add(", Enumerable.Repeat(e.Length < 40 ? e : "x", random.Next(20, 300))));

    private static string AttributeOnWrongTarget(string text, SyntaxNode root, Random random)
    {
        var mark = s_marks[random.Next(s_marks.Length)];
        var target = new[]
        {
            "",
            "assembly: ",
            "module: ",
            "return: ",
            "field: ",
            "param: ",
            "type: ",
            "method: ",
            "property: ",
            "missing: ",
        }[random.Next(10)];
        return text.Insert(Pick(root.DescendantTokens(), random, t => t.SpanStart), $"[{target}{mark}] ");
    }

    private static string Twice(string text, SyntaxNode root, Random random) =>
        random.Next(2) == 0 ? text + "\n" + text : text.Insert(Pick(root.DescendantTokens(), random, t => t.SpanStart), text);

    private static string Unterminated(string text, SyntaxNode root, Random random) =>
        text.Insert(
            Pick(root.DescendantTokens(), random, t => t.SpanStart),
            new[] { "\"", "$\"{", "@\"", "/*", "'", "\"\"\"", "$$\"\"\"{{", "#", "\\u00", "\0", "\uFEFF", "\u2028", "///<summary>" }[
                random.Next(13)
            ]
        );

    private static string Empty(string text, SyntaxNode root, Random random) =>
        random.Next(3) switch
        {
            0 => "",
            1 => text.Replace("\n", ""),
            _ => text.Replace(" ", ""),
        };

    private static string Directive(string text, SyntaxNode root, Random random)
    {
        var lines = text.Split('\n').ToList();
        lines.Insert(
            random.Next(lines.Count),
            new[]
            {
                "#if",
                "#if MISSING",
                "#endif",
                "#region",
                "#line 3 \"x\"",
                "#pragma warning disable",
                "#nullable",
                "#error Broken",
                "#define X",
            }[random.Next(9)]
        );
        return string.Join('\n', lines);
    }

    private static string InType(string text, SyntaxNode root, Random random, string members)
    {
        var braces = root.DescendantNodes()
            .OfType<TypeDeclarationSyntax>()
            .Select(t => t.OpenBraceToken.Span)
            .Where(s => s.Length > 0)
            .ToArray();
        return braces.Length == 0 ? text + members : text.Insert(braces[random.Next(braces.Length)].End, " " + members + " ");
    }

    private static string AtExpression(string text, SyntaxNode root, Random random, Func<string, string> change)
    {
        var all = root.DescendantNodes().OfType<ExpressionSyntax>().Where(e => e is not TypeSyntax).ToArray();
        if (all.Length == 0)
            return text + change("x");
        var span = all[random.Next(all.Length)].Span;
        return text[..span.Start] + change(text.Substring(span.Start, span.Length)) + text[span.End..];
    }

    private static int Pick(IEnumerable<SyntaxToken> tokens, Random random, Func<SyntaxToken, int> place)
    {
        var all = tokens.ToArray();
        return place(all[random.Next(all.Length)]);
    }
}
