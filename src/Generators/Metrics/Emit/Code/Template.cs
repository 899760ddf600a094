using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Gen.Generators.Metrics.Emit.Code;

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
            if (c == ')' && depth == 0 && i + 1 < expression.Length && expression[0] == '(' && (char.IsLetterOrDigit(expression[i + 1]) || expression[i + 1] is '_' or '(' or '"'))
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
