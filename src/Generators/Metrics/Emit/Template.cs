using System.Text;
using System.Text.RegularExpressions;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>A C# expression.</summary>
/// <param name="Text">As a whole argument or statement.</param>
/// <param name="Precedence">What it can stand beside without parentheses.</param>
internal readonly record struct Expression(string Text, Precedence Precedence = Precedence.Primary)
{
    /// <summary>As it stands where something of at least this precedence has to be.</summary>
    public string In(Precedence least) => Precedence >= least ? Text : $"({Text})";

    public override string ToString() => Text;
}

internal enum Precedence
{
    /// <summary><c>?:</c></summary>
    Choice,

    /// <summary><c>||</c></summary>
    Or,

    /// <summary><c>&amp;&amp;</c></summary>
    And,

    /// <summary>Other operators, and casts.</summary>
    Operator,

    /// <summary>A name, a call, what is in parentheses.</summary>
    Primary,
}

/// <summary>C# with <c>{0}</c>, <c>{1}</c> … for operands, braces of its own doubled.</summary>
internal static class Template
{
    /// <summary>Puts operands in; one that is not a simple expression gets parentheses unless it is a whole argument.</summary>
    public static string Fill(string template, IReadOnlyList<Expression> operands)
    {
        var text = new StringBuilder(template.Length + 16);
        var end = 0;
        foreach (var (start, length, operand) in Placeholders(template))
        {
            text.Append(template, end, start - end);
            end = start + length;
            text.Append(operand < 0 ? template.Substring(start, 1)
                : operands[operand].In(IsArgument(template, start - 1, end) ? Precedence.Choice : Precedence.Primary));
        }

        return text.Append(template, end, template.Length - end).ToString();
    }

    /// <summary>The operands that a template names, as often as it names them.</summary>
    public static IEnumerable<int> Operands(string template) =>
        Placeholders(template).Select(p => p.Operand).Where(o => o >= 0);

    // Where operands stand, and doubled braces: as the operand -1.
    private static IEnumerable<(int Start, int Length, int Operand)> Placeholders(string template)
    {
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] is not ('{' or '}'))
                continue;
            var length = template[i + 1] == template[i] ? 2 : template.IndexOf('}', i) - i + 1;
            yield return (i, length, length == 2 ? -1 : int.Parse(template.Substring(i + 1, length - 2)));
            i += length - 1;
        }
    }

    private static bool IsArgument(string template, int before, int after) =>
        before >= 0 && after < template.Length
        && (template[before] is '(' or '[' || (template[before] == ' ' && template[before - 1] is ',' or '{'))
        && (template[after] is ')' or ']' or ',' || (template[after] == ' ' && template[after + 1] == '}'));
}

/// <summary>Nodes as a person would write them, for comments and messages: cut where they get long, so that shared parts do not
/// multiply.</summary>
internal sealed class Descriptions
{
    private const int Longest = 90;

    private static readonly Regex s_qualifier = new(@"global::(?:[\w@]+\.)+", RegexOptions.CultureInvariant);

    private readonly Dictionary<Node, Expression> _texts = [];

    /// <summary>C# without the qualifiers of names.</summary>
    public static string Short(string code) => s_qualifier.Replace(code, "");

    public Expression Of(Node node)
    {
        if (_texts.TryGetValue(node, out var known))
            return known;
        var parts = node.Children.Select(Of).ToArray();
        var whole = node.Kind switch
        {
            NodeKind.Input input => new(input.Name),
            NodeKind.Config config => new(config.Name),
            NodeKind.Code code => Expressions.Code(code, Short(code.Text), parts),
            NodeKind.Rows => new("rows"),
            NodeKind.Elements { Axis: { } axis } => new($"size of axis {axis} of {parts[0].In(Precedence.Primary)}"),
            NodeKind.Elements => new($"number of elements of {parts[0].In(Precedence.Primary)}"),
            NodeKind.Latch => parts[0],
            NodeKind.Device => new("device"),
            Reduction reduction => new($"{reduction.Kind}({string.Join(", ", parts)})"),
            NodeKind.If => Conditional.Write(parts[0], parts[1], parts[2]),
            NodeKind.Index => new("index"),
            NodeKind.Carried => new("value before the pass", Precedence.Choice),
            NodeKind.Loop => new("value after the loop", Precedence.Choice),
            NodeKind.Append => new($"[.. {parts[0]}, {parts[1]}]"),
            _ => new Expression("throw"),
        };
        var text = whole.Text.Replace("\r", "").Replace("\n", " ");
        return _texts[node] = whole with { Text = text.Length <= Longest ? text : text.Substring(0, Longest) + "…" };
    }
}
