using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators.Tests.Robustness;

/// <summary>Random mutations of source code, both typical of typing and arbitrary.</summary>
internal static class Mutations
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp14);

    private static readonly string[] s_attributes =
    [
        "[Experiment(null)]",
        "[Experiment]",
        "[Experiment(\"a\"), Experiment(\"b\")]",
        "[Experiment(1)]",
        "[Experiment(typeof(int))]",
        "[Experiment(name: \"x\")]",
        "[Experiment(\"a\" +)]",
        "[Range(1, 2)]",
        "[Range(\"a\", \"b\")]",
        "[Range(typeof(int), \"1\")]",
        "[Range(null, null)]",
        "[Range(typeof(DateTime), \"x\", null)]",
        "[Range(1)]",
        "[Range]",
        "[Range(double.NaN, 1e400)]",
        "[Range(1, 2, MinimumIsExclusive = 3)]",
        "[Range(typeof(decimal), \"1e400\", \"-\")]",
        "[Range(new int[] { 1 }, 2)]",
        "[Range(ulong.MaxValue, 0)]",
        "[FromConfig(null)]",
        "[FromConfig(\"\")]",
        "[FromConfig]",
        "[FromConfig(\"...\")]",
        "[FromConfig(nameof())]",
        "[FromConfig(3)]",
        "[FromConfig(\"a\", \"b\")]",
        "[AllowedValues]",
        "[AllowedValues()]",
        "[AllowedValues(null)]",
        "[AllowedValues(null!)]",
        "[AllowedValues(1, \"a\", typeof(int), 'c', null)]",
        "[AllowedValues(new object[0])]",
        "[AllowedValues((object[])null)]",
        "[DeniedValues(double.NaN, float.NaN, '{', \"{0}\")]",
        "[AllowedValues(new[] { 1 }, 2)]",
        "[AllowedValues(Missing.Value)]",
        "[Command(\"\")]",
        "[Command(null)]",
        "[Command]",
        "[Command(\"run\")]",
        "[Command(\"with space\")]",
        "[Main]",
        "[Main, Main]",
        "[Captured]",
        "[Captured, Captured]",
        "[Captured<int>]",
        "[Captured<Missing>]",
        "[Captured<>]",
        "[Captured<string>]",
        "[Captured<dynamic>]",
        "[Captured<int[]>]",
        "[Captured<(int, int)>]",
        "[NamedConfig]",
        "[NamedConfig<Missing>]",
        "[NamedConfig<>]",
        "[NamedConfig<int[]>]",
        "[NamedConfig<string>]",
        "[Config]",
        "[Config, Experiment(\"x\")]",
        "[Seed]",
        "[Metric]",
        "[Metric, Metric]",
        "[Metric(null)]",
        "[Metric(\"\")]",
        "[Metric(Shape = 7)]",
        "[Metric(Shape = (MetricShape)\"x\")]",
        "[Collect]",
        "[Metric, Collect]",
        "[MetricLibrary]",
        "[StringLength(-1)]",
        "[StringLength(null)]",
        "[MinLength(-5)]",
        "[Length(5, 1)]",
        "[RegularExpression(null)]",
        "[RegularExpression(\"(\")]",
        "[RegularExpression(\"{\")]",
        "[Required(AllowEmptyStrings = \"x\")]",
        "[Required(ErrorMessage = null)]",
        "[Obsolete]",
        "[Obsolete(\"x\", true)]",
        "[Missing(Missing.X)]",
        "[",
        "[]",
        "[,]",
    ];

    private static readonly string[] s_types =
    [
        "Missing",
        "Missing<int>",
        "int?",
        "string?",
        "object",
        "dynamic",
        "void",
        "int*",
        "Span<int>",
        "List<int>",
        "int[,]",
        "int[][]",
        "(int, string)",
        "T",
        "Nullable<Missing>",
        "nint",
        "char",
        "IReadOnlyList<Missing>",
        "IReadOnlyDictionary<int, int>",
        "IReadOnlyDictionary<string, string?[]>",
        "Action",
        "var",
        "Int128",
        "global::System.Half?",
        "Run",
        "Task<Task>",
        "ValueTask",
        "TorchSharp.torch.Tensor",
        "TorchSharp.torch.Tensor?",
        "ref int",
        "delegate*<int>",
    ];

    private static readonly string[] s_members =
    [
        "[Metric] static Tensor Broken(Tensor x) => ",
        "[Metric] static Tensor Loop(Tensor x) { for (;;) { x = x.",
        "[Metric] static Tensor Own(Tensor x) => Own(x);",
        "[Metric] static partial Tensor Part(Tensor x);",
        "[Metric] static Tensor Z(Tensor x, ref int k, params Tensor[] xs) => x.sum(0)[^1]..;",
        "class ValueState {}",
        "int MetricSet;",
        "[Metric] static Missing.MetricState M(int k) => new(k);",
        "[Metric] Tensor this[Tensor x] => x.item<>();",
        "[Metric, Collect] static Tensor S(Tensor x) { x = ones_like(); x = x switch { null => x, _ => (double)x.sum() }; return x; }",
        "public int Broken { get; init",
        "public required int R { get; init; }",
        "public int this[int i] => i;",
        "public static int S { get; set; }",
        "public int {get;init;}",
        "event Action E;",
        "~X() {}",
        "public int Seed { get; init; }",
        "public string Seed => \"\";",
        "void Seed() {}",
        "class Seed {}",
        "public int GeneratedSchema;",
        "int _generatedBinding;",
        "class GeneratedSchema {}",
        "static void RunAsync(string[] a) {}",
        "public X X { get; init; } [Config] public class X { public X X { get; init; } }",
        "public enum N { } public N E { get; init; }",
        "[Flags] public enum F { A = 1, a = 2 } public F E { get; init; }",
        "[Captured] partial void P(int epochs);",
        "[Captured] public static implicit operator int(X x) => 1;",
        "[Main] abstract int M();",
        "[Main] extern int M();",
        "public int A_B { get; init; } public int AB { get; init; }",
        "[Captured] T G<T>(T t, int epochs) where T : Missing => t;",
        "[NamedConfig] class N<T> { public T X => default; }",
        "[NamedConfig] static class Z { public static int X => 1; }",
        "[NamedConfig] enum Y { }",
        "int _ => 1; public int __ { get; set; }",
        "public partial class Inner { [Experiment(\"inner\")] public partial class Deep { public int A { get; init; } } }",
        "public record R(int A); public R Value { get; init; }",
        "public int \\u0041 { get; init; }",
    ];

    /// <summary>Returns a broken text, which is determined by the seed.</summary>
    public static string Apply(string text, int seed)
    {
        var random = new Random(seed);
        for (var i = random.Next(1, 4); i > 0; i--)
            text = Once(text, random);
        return text;
    }

    private static string Once(string text, Random random)
    {
        var root = CSharpSyntaxTree.ParseText(text, s_options).GetRoot();
        return random.Next(13) switch
        {
            0 => Replace(text, Pick(root.DescendantTokens(), random)?.Span, ""),
            1 => Pick(root.DescendantTokens(), random) is { } token ? text.Insert(token.SpanStart, token.Text + " ") : text,
            2 => SwapTokens(text, root, random),
            3 => DeleteLine(text, random),
            4 => Replace(
                text,
                Pick(
                    root.DescendantTokens()
                        .Where(t =>
                            t.IsKind(SyntaxKind.OpenBraceToken)
                            || t.IsKind(SyntaxKind.CloseBraceToken)
                            || t.IsKind(SyntaxKind.SemicolonToken)
                        ),
                    random
                )?.Span,
                ""
            ),
            5 => Replace(text, PickNode(root.DescendantNodes().OfType<TypeSyntax>(), random)?.Span, s_types[random.Next(s_types.Length)]),
            6 => Replace(
                text,
                Pick(root.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)), random)?.Span,
                "Renamed" + random.Next(3)
            ),
            7 => text[..random.Next(text.Length + 1)],
            8 => PickNode(root.DescendantNodes().OfType<AttributeListSyntax>(), random) is { } list
                ? Replace(text, list.Span, random.Next(3) == 0 ? list + " " + list : s_attributes[random.Next(s_attributes.Length)])
                : text,
            9 => PickNode(root.DescendantNodes().Where(n => n is MemberDeclarationSyntax or ParameterSyntax), random) is { } node
                ? text.Insert(node.SpanStart, s_attributes[random.Next(s_attributes.Length)] + " ")
                : text,
            10 => PickNode(root.DescendantNodes().OfType<TypeDeclarationSyntax>(), random) is { } type
                ? Replace(text, type.Span, random.Next(2) == 0 ? $"partial class Nest{random.Next(2)} {{ {type} }}" : $"{type}\n{type}")
                : text,
            11 => PickNode(root.DescendantNodes().OfType<TypeDeclarationSyntax>(), random) is { OpenBraceToken.Span: var brace }
            && brace.Length > 0
                ? text.Insert(brace.End, " " + s_members[random.Next(s_members.Length)] + " ")
                : text,
            _ => Replace(text, Pick(root.DescendantTokens().Where(t => t.IsKeyword()), random)?.Span, Modifier(random)),
        };
    }

    private static string Modifier(Random random) =>
        new[] { "static", "abstract", "record", "struct", "interface", "file", "required", "ref", "params", "private", "partial", "" }[
            random.Next(12)
        ];

    private static string SwapTokens(string text, SyntaxNode root, Random random)
    {
        var tokens = root.DescendantTokens().Where(t => t.Span.Length > 0).ToArray();
        if (tokens.Length < 2)
            return text;
        var i = random.Next(tokens.Length - 1);
        var (a, b) = (tokens[i], tokens[i + 1]);
        return text[..a.SpanStart] + b.Text + text[a.Span.End..b.SpanStart] + a.Text + text[b.Span.End..];
    }

    private static string DeleteLine(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        lines.RemoveAt(random.Next(lines.Count));
        return string.Join('\n', lines);
    }

    private static string Replace(string text, Microsoft.CodeAnalysis.Text.TextSpan? span, string with) =>
        span is { } place ? text[..place.Start] + with + text[place.End..] : text;

    private static SyntaxToken? Pick(IEnumerable<SyntaxToken> tokens, Random random)
    {
        var all = tokens.ToArray();
        return all.Length == 0 ? null : all[random.Next(all.Length)];
    }

    private static T? PickNode<T>(IEnumerable<T> nodes, Random random)
        where T : SyntaxNode
    {
        var all = nodes.ToArray();
        return all.Length == 0 ? null : all[random.Next(all.Length)];
    }
}
