using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>C# with <c>{0}</c>, <c>{1}</c> … for operands, braces of its own doubled.</summary>
internal static class Template
{
    /// <summary>Puts operands in; one that is not a simple expression gets parentheses unless it is a whole argument.</summary>
    public static string Fill(string template, IReadOnlyList<string> operands)
    {
        var text = new StringBuilder(template.Length + 16);
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (c == '{' && Placeholder(template, i, out var operand, out var end) && operand < operands.Count)
            {
                var argument = operands[operand];
                text.Append(IsArgument(template, i, end) ? Bare(argument) : IsPrimary(argument) ? argument : $"({argument})");
                i = end;
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    /// <summary>The operands that a template names, as often as it names them.</summary>
    public static IEnumerable<int> Operands(string template)
    {
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] is '{' or '}' && i + 1 < template.Length && template[i + 1] == template[i])
            {
                i++;
            }
            else if (template[i] == '{' && Placeholder(template, i, out var operand, out var end))
            {
                yield return operand;
                i = end;
            }
        }
    }

    /// <summary>True if an expression can stand before a dot or beside an operator as it is.</summary>
    public static bool IsPrimary(string expression)
    {
        var depth = 0;
        for (var i = 0; i < expression.Length; i++)
        {
            var c = expression[i];
            if (c is '"' or '\'')
            {
                i = EndOfLiteral(expression, i);
                continue;
            }

            if (c is '(' or '[' or '{')
                depth++;
            else if (c is ')' or ']' or '}')
                depth--;
            else if (depth == 0 && " +-*/%&|^!~?=".IndexOf(c) >= 0)
                return false;

            // A cast: something follows the parenthesis that is no member access.
            if (
                c == ')'
                && depth == 0
                && i + 1 < expression.Length
                && expression[0] == '('
                && (char.IsLetterOrDigit(expression[i + 1]) || expression[i + 1] is '_' or '(' or '"')
            )
                return false;
        }

        return true;
    }

    /// <summary>Without parentheses around the whole, which a whole argument or statement does not need.</summary>
    public static string Bare(string expression)
    {
        if (expression.Length < 2 || expression[0] != '(' || expression[expression.Length - 1] != ')')
            return expression;
        var depth = 0;
        for (var i = 0; i < expression.Length; i++)
        {
            var c = expression[i];
            if (c is '"' or '\'')
                i = EndOfLiteral(expression, i);
            else if (c is '(' or '[' or '{')
                depth++;
            else if (c is ')' or ']' or '}')
                depth--;
            if ((depth == 0 && i < expression.Length - 1) || (depth == 1 && c == ','))
                return expression;
        }

        return expression.Substring(1, expression.Length - 2);
    }

    private static bool Placeholder(string template, int start, out int operand, out int end)
    {
        end = template.IndexOf('}', start);
        operand = -1;
        return end > start + 1 && int.TryParse(template.Substring(start + 1, end - start - 1), out operand);
    }

    private static bool IsArgument(string template, int start, int end)
    {
        var before = template.Take(start).LastOrDefault(c => c != ' ');
        var after = template.Skip(end + 1).FirstOrDefault(c => c != ' ');
        return (before is '(' or '[' or ',' && after is ')' or ']' or ',') || (before is '\0' && after is '\0');
    }

    private static int EndOfLiteral(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == text[start])
                return i;
        }

        return text.Length;
    }
}

/// <summary>Nodes as a person would write them, for comments and messages: cut where they get long, so that shared parts do not
/// multiply.</summary>
internal sealed class Descriptions
{
    private const int Longest = 90;

    private static readonly Regex s_qualifier = new(@"global::(?:[\w@]+\.)+", RegexOptions.CultureInvariant);

    private readonly Dictionary<Node, string> _texts = [];

    /// <summary>C# without the qualifiers of names.</summary>
    public static string Short(string code) => s_qualifier.Replace(code, "");

    public string Of(Node node)
    {
        if (_texts.TryGetValue(node, out var known))
            return known;
        var parts = node.Children.Select(Of).ToArray();
        var text = node.Kind switch
        {
            NodeKind.Input input => input.Name,
            NodeKind.Config config => config.Name,
            NodeKind.Code => Template.Fill(Short(node.Text), parts),
            NodeKind.Rows => "rows",
            NodeKind.Elements { Axis: { } axis } => $"size of axis {axis} of {parts[0]}",
            NodeKind.Elements => $"number of elements of {parts[0]}",
            NodeKind.Latch => Template.Bare(parts[0]),
            NodeKind.Device => "device",
            Reduction reduction => $"{reduction.Kind}({string.Join(", ", parts)})",
            NodeKind.If => Conditional.Write(parts[0], parts[1], parts[2]),
            NodeKind.Index => "index",
            NodeKind.Carried => "value before the pass",
            NodeKind.Loop => "value after the loop",
            NodeKind.Append => $"[.. {parts[0]}, {parts[1]}]",
            _ => "throw",
        };
        text = text.Replace("\r", "").Replace("\n", " ");
        return _texts[node] = text.Length <= Longest ? text : text.Substring(0, Longest) + "…";
    }
}
