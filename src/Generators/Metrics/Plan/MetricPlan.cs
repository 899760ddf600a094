using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Gen.Generators.Metrics.Plan;

/// <summary>How a metric is computed.</summary>
/// <param name="Inputs">Names of the batch tensors.</param>
/// <param name="Configs">Names of the config values.</param>
/// <param name="Result">The metric's value; its graph reaches all else.</param>
/// <param name="Rank">Number of axes of the value; null where that depends on the data.</param>
internal sealed record MetricPlan(IReadOnlyList<string> Inputs, IReadOnlyList<string> Configs, Node Result, int? Rank)
{
    /// <summary>Version of the text format: plans of another version are not read.</summary>
    public const int Version = 3;
}

/// <summary>
/// A plan as text: what a pipeline model holds, since it compares by value, and what a referenced assembly carries. A line per node,
/// children first: kind, type, text, children, checks, separated by tabs.
/// </summary>
internal static class PlanText
{
    private static readonly Regex s_escaped = new(@"\\(.)", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    public static string Write(MetricPlan plan)
    {
        var text = new StringBuilder();
        text.Append($"{string.Join(",", plan.Inputs)}\t{string.Join(",", plan.Configs)}\t{plan.Rank}\n");
        var numbers = new Dictionary<Node, int>();
        Write(plan.Result, numbers, text);
        return text.ToString();
    }

    /// <summary>Reads a plan into a table; null if the text is not one.</summary>
    /// <param name="text">What <see cref="Write"/> gave.</param>
    /// <param name="table">Where its nodes go.</param>
    /// <param name="input">What stands for an input; the input itself if null.</param>
    /// <param name="config">What stands for a config value; itself if null.</param>
    /// <param name="rows">What stands for the number of rows, by its type; itself if null.</param>
    public static MetricPlan? Read(
        string text,
        NodeTable table,
        Func<string, Node>? input = null,
        Func<string, Node>? config = null,
        Func<string, Node>? rows = null
    )
    {
        var lines = text.Split(['\n'], StringSplitOptions.RemoveEmptyEntries);
        var header = lines.Length > 1 ? lines[0].Split('\t') : [];
        if (header.Length != 3)
            return null;
        var nodes = new List<Node>();
        var loops = new Dictionary<string, string>();
        foreach (var line in lines.Skip(1))
        {
            var parts = line.Split('\t');
            if (
                parts.Length < 4
                || !Children(parts[3], nodes, out var children)
                || Kind(parts[0], Unescape(parts[2]), Loop) is not { } kind
            )
                return null;
            var type = Unescape(parts[1]);
            nodes.Add(kind switch
            {
                NodeKind.Input { Name: var name } when input is not null => input(name),
                NodeKind.Config { Name: var name } when config is not null => config(name),
                NodeKind.Rows when rows is not null => rows(type),
                _ => table.Add(kind, type, children, [.. Checks(parts)]),
            });
        }

        return new MetricPlan(Names(header[0]), Names(header[1]), nodes[nodes.Count - 1],
            RankOf(text));

        // Two plans in one table may both have a loop k0: each gets a name of its own there.
        string Loop(string name)
        {
            if (!loops.TryGetValue(name, out var renamed))
                loops.Add(name, renamed = table.NewLoop());
            return renamed;
        }
    }

    /// <summary>The rank in a plan's text; null where it is not known.</summary>
    public static int? RankOf(string text) =>
        text.Split('\n')[0].Split('\t') is { Length: > 2 } header
        && int.TryParse(header[2], NumberStyles.None, CultureInfo.InvariantCulture, out var rank)
            ? rank
            : null;

    private static string Text(NodeKind kind) => kind switch
    {
        NodeKind.Input input => input.Name,
        NodeKind.Config config => config.Name,
        NodeKind.Code code => code.Text,
        NodeKind.Elements elements => elements.Axis?.ToString(CultureInfo.InvariantCulture) ?? "",
        NodeKind.OfLoop loop => $"{loop.Name}:{loop.Value}",
        NodeKind.Throw thrown => thrown.Exception,
        Reduction reduction => reduction.Text,
        _ => "",
    };

    private static NodeKind? Kind(string name, string text, Func<string, string> loop)
    {
        var parts = text.Split(':');
        return name switch
        {
            nameof(NodeKind.Input) => new NodeKind.Input(text),
            nameof(NodeKind.Config) => new NodeKind.Config(text),
            nameof(NodeKind.Code) => new NodeKind.Code(text),
            nameof(NodeKind.Operator) => new NodeKind.Operator(text),
            nameof(NodeKind.Rows) => new NodeKind.Rows(),
            nameof(NodeKind.Elements) => new NodeKind.Elements(text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture)),
            nameof(NodeKind.Latch) => new NodeKind.Latch(),
            nameof(NodeKind.Device) => new NodeKind.Device(),
            nameof(NodeKind.If) => new NodeKind.If(),
            nameof(NodeKind.Loop) => new NodeKind.Loop(loop(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture)),
            nameof(NodeKind.Carried) => new NodeKind.Carried(loop(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture)),
            nameof(NodeKind.Index) => new NodeKind.Index(loop(parts[0])),
            nameof(NodeKind.Append) => new NodeKind.Append(),
            nameof(NodeKind.Throw) => new NodeKind.Throw(text),
            nameof(Reduction) => Reduction.Parse(text),
            _ => null,
        };
    }

    private static int Write(Node node, Dictionary<Node, int> numbers, StringBuilder text)
    {
        if (numbers.TryGetValue(node, out var known))
            return known;
        var children = node.Children.Select(child => Write(child, numbers, text)).ToArray();
        text.Append($"{node.Kind.GetType().Name}\t{Escape(node.Type)}\t{Escape(Text(node.Kind))}\t{string.Join(",", children)}");
        foreach (var check in node.Checks)
            text.Append($"\t{check.Method}\t{check.Arguments}\t{Escape(check.Expression)}");
        text.Append('\n');
        numbers.Add(node, numbers.Count);
        return numbers.Count - 1;
    }

    private static IEnumerable<Check> Checks(string[] parts)
    {
        for (var i = 4; i + 2 < parts.Length; i += 3)
            yield return new Check(parts[i], parts[i + 1], Unescape(parts[i + 2]));
    }

    private static bool Children(string text, List<Node> nodes, out Node[] children)
    {
        var numbers = text.Length == 0 ? [] : text.Split(',');
        children = new Node[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!int.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= nodes.Count)
                return false;
            children[i] = nodes[number];
        }

        return true;
    }

    private static string[] Names(string text) => text.Length == 0 ? [] : text.Split(',');

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\r", "\\r").Replace("\n", "\\n");

    private static string Unescape(string text) => text.IndexOf('\\') < 0 ? text : s_escaped.Replace(text, m => m.Groups[1].Value switch
    {
        "t" => "\t",
        "r" => "\r",
        "n" => "\n",
        var other => other,
    });
}
