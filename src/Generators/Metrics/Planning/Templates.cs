using System.Text;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics.Planning;

/// <summary>Texts for <see cref="NodeKind.Code"/> nodes, and their checks.</summary>
internal static class Templates
{
    private const int LongestExcerpt = 80;

    /// <summary>Makes text that contains braces fit for a template.</summary>
    public static string Escape(string text) => text.Replace("{", "{{").Replace("}", "}}");

    /// <summary>An expression as messages quote it: on one line and not too long, as a C# literal.</summary>
    public static string Excerpt(SyntaxNode syntax)
    {
        var text = new StringBuilder();
        foreach (var c in syntax.ToString())
        {
            if (!char.IsWhiteSpace(c))
                text.Append(c);
            else if (text.Length > 0 && text[text.Length - 1] != ' ')
                text.Append(' ');
        }

        return text.Length <= LongestExcerpt ? text.ToString() : text.ToString(0, LongestExcerpt - 3) + "...";
    }

    public static Check Meet(int first, int second, int axis, SyntaxNode syntax) =>
        new("SameRows", $"{{{first}}}, {{{second}}}, {axis}", Excerpt(syntax));

    public static Check Constant(int rows, int constant, int axis, SyntaxNode syntax) =>
        new("NoRows", $"{{{rows}}}, {{{constant}}}, {axis}", Excerpt(syntax));

    public static Check Positions(int index, SyntaxNode syntax) => new("Positions", $"{{{index}}}", Excerpt(syntax));

    public static Check RankAtLeast(int tensor, int rank, SyntaxNode syntax) =>
        new("RankAtLeast", $"{{{tensor}}}, {rank}", Excerpt(syntax));

    public static Check RankAtMost(int tensor, int rank, SyntaxNode syntax) => new("RankAtMost", $"{{{tensor}}}, {rank}", Excerpt(syntax));

    public static Check Rank(int tensor, int rank, SyntaxNode syntax) => new("RankIs", $"{{{tensor}}}, {rank}", Excerpt(syntax));

    public static Check SizeIs(int tensor, int axis, string expected, SyntaxNode syntax) =>
        new("SizeIs", $"{{{tensor}}}, {axis}, {expected}", Excerpt(syntax));

    public static Check WholeItems(int tensor, int axis, int rows, SyntaxNode syntax) =>
        new("WholeItems", $"{{{tensor}}}, {axis}, {{{rows}}}", Excerpt(syntax));

    /// <summary>Operands as arguments: <c>{0}, {1}</c>.</summary>
    public static string List(int count, int first = 0) => string.Join(", ", Enumerable.Range(first, count).Select(i => $"{{{i}}}"));
}

/// <summary>Types of TorchSharp that the planner knows.</summary>
internal static class TorchNames
{
    public const string Torch = "TorchSharp.torch";
    public const string Nn = "TorchSharp.torch.nn";
    public const string Functional = "TorchSharp.torch.nn.functional";
    public const string ScalarType = "TorchSharp.torch.ScalarType";
    public const string Scalar = "TorchSharp.Scalar";
    public const string TensorIndex = "TorchSharp.torch.TensorIndex";
    public const string TensorExtensions = "TorchSharp.TensorExtensionMethods";
}

/// <summary>TorchSharp's short names of dtypes, which are static fields: <c>float32</c> for <c>ScalarType.Float32</c>.</summary>
internal static class ScalarTypes
{
    private static readonly Dictionary<string, string> s_names = new()
    {
        ["uint8"] = "Byte", ["int8"] = "Int8", ["int16"] = "Int16", ["short"] = "Int16", ["int32"] = "Int32", ["int"] = "Int32",
        ["int64"] = "Int64", ["long"] = "Int64", ["float16"] = "Float16", ["half"] = "Float16", ["bfloat16"] = "BFloat16",
        ["float32"] = "Float32", ["float"] = "Float32", ["float64"] = "Float64", ["double"] = "Float64", ["bool"] = "Bool",
    };

    public static string? Find(string name) => s_names.TryGetValue(name, out var type) ? type : null;
}
