using System.Text;
using System.Text.RegularExpressions;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>Gives out names that are unique in a method or a class.</summary>
internal sealed class NameScope(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>The name itself, or with the first number that makes it new.</summary>
    public string Unique(string name) => IsWord(name) && _taken.Add(name) ? name : Numbered(name, 2);

    /// <summary>The same, for a name that is escaped where it is written: a keyword stays what it is.</summary>
    public string UniqueEscapable(string name) => _taken.Add(name) ? name : Unique(name);

    /// <summary>With the first number that makes it new, as fields are named.</summary>
    public string Numbered(string name, int first = 0)
    {
        for (var i = first; ; i++)
        {
            if (_taken.Add(name + i))
                return name + i;
        }
    }

    private static bool IsWord(string name) => TypeModels.EscapedName(name) == name;
}

/// <summary>What a node's local variable is called: after the operation that makes it.</summary>
internal static class LocalNames
{
    private const string Fallback = "value";

    // The method or property that a template ends with; the arguments' own parentheses are counted.
    private static readonly Regex s_member = new(
        @"(?:^|[.:])@?(\w+)(?:<[^()]*>)?(?:\((?>[^()]+|\((?<open>)|\)(?<-open>))*(?(open)(?!))\))?$",
        RegexOptions.CultureInvariant);

    public static string For(Node node) => node.Kind switch
    {
        Reduction reduction => Camel(reduction.Kind.ToString()),
        NodeKind.Elements => "elements",
        NodeKind.Latch => "size",
        NodeKind.If or NodeKind.Code { Text: "!{0}" } => "chosen",
        NodeKind.Append => "list",
        NodeKind.Operator { Text: var text } => text.Split(' ').Skip(1).FirstOrDefault() switch
        {
            "+" => "added",
            "-" => "difference",
            "*" => "product",
            "/" => "quotient",
            _ => Fallback,
        },
        _ => s_member.Match(node.Text) is { Success: true } member ? Camel(member.Groups[1].Value) : Fallback,
    };

    private static string Camel(string name)
    {
        var text = new StringBuilder();
        foreach (var part in name.Split('_').Where(p => p.Length > 0))
            text.Append(text.Length == 0 ? char.ToLowerInvariant(part[0]) : char.ToUpperInvariant(part[0]))
                .Append(part, 1, part.Length - 1);
        return text.Length == 0 || char.IsDigit(text[0]) ? Fallback : text.ToString();
    }
}

/// <summary>Names in a method.</summary>
/// <param name="Scope">Gives out new ones.</param>
/// <param name="Config">How a config value is read there.</param>
/// <param name="Update">The open update.</param>
/// <param name="ComputeScope">The open computation.</param>
internal sealed record MethodNames(NameScope Scope, Func<string, string> Config, string Update = "", string ComputeScope = "");

/// <summary>Operators for which generated code calls the library's own way to the same values. Plans keep torch's.</summary>
internal static class RuntimeCalls
{
    /// <summary>What any code evaluates for a template: a function that throws, where torch's ends the process.</summary>
    public static string Replace(string template) => template switch
    {
        "{0}.matmul({1})" or "global::TorchSharp.torch.matmul({0}, {1})" => "global::Gen.Training.Metrics.MatMul.Compute({0}, {1})",
        _ => template,
    };

    /// <summary>What an update evaluates for a template: also what is quicker there.</summary>
    public static string InUpdate(string template) => template switch
    {
        "{0}.argmax({1})" or "global::TorchSharp.torch.argmax({0}, {1})" => "global::Gen.Training.Metrics.ArgMax.Compute({0}, {1})",
        _ => Replace(template),
    };
}
