using System.Linq;
using System.Text;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit.Code;

/// <summary>What a node's local variable is called: after the operation that makes it.</summary>
internal static class LocalNames
{
    private const string Fallback = "value";

    public static string Of(Node node) => node.Kind switch
    {
        NodeKind.Reduce => Camel(Reduction.Parse(node.Text).Kind.ToString()),
        NodeKind.Elements => "elements",
        NodeKind.Latch => "size",
        NodeKind.If => "chosen",
        NodeKind.Append => "list",
        _ => OfTemplate(node.Text),
    };

    /// <summary>The last method or property that the template uses; else its operator.</summary>
    private static string OfTemplate(string template)
    {
        var depth = 0;
        var end = -1;
        for (var i = template.Length - 1; i >= 0; i--)
        {
            var c = template[i];
            if (c is ')' or ']' or '}' or '>')
                depth++;
            else if (c is '(' or '[' or '{' or '<')
                depth--;
            if (depth != 0)
                continue;
            if (end < 0 && IsWord(c))
                end = i + 1;
            else if (end >= 0 && !IsWord(c))
                return Camel(template.Substring(i + 1, end - i - 1));
            if (" +-*/".IndexOf(c) > 0)
                return OfOperator(c);
        }

        return end > 0 ? Camel(template.Substring(0, end)) : Fallback;
    }

    private static string OfOperator(char c) => c switch { '+' => "added", '-' => "difference", '*' => "product", '/' => "quotient", _ => Fallback };

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static string Camel(string name)
    {
        var text = new StringBuilder();
        foreach (var part in name.Split('_').Where(p => p.Length > 0))
            text.Append(text.Length == 0 ? char.ToLowerInvariant(part[0]) : char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);
        return text.Length == 0 || char.IsDigit(text[0]) ? Fallback : text.ToString();
    }
}
