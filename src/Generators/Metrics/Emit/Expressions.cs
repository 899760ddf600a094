using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>
/// Gives each node of a method its C#: the name of its variable, or, where it is used once and short, the expression itself.
/// </summary>
internal sealed class Expressions
{
    private const int LongestInPlace = 60;
    private const int LongestStatement = 110;

    private readonly PlanGraph _graph;
    private readonly MethodLayout _layout;
    private readonly Region _region;
    private readonly MethodNames _names;
    private readonly Func<Node, Accumulation> _accumulations;
    private readonly Dictionary<Node, Expression> _texts = [];
    private readonly Dictionary<string, string> _loopNames = [];
    private readonly HashSet<Node> _throws = [];
    private readonly HashSet<NodeItem> _inPlace = [];

    public Expressions(PlanGraph graph, MethodLayout layout, Region region, MethodNames names, Func<Node, Accumulation> accumulations)
    {
        (_graph, _layout, _region, _names, _accumulations) = (graph, layout, region, names, accumulations);
        foreach (var item in layout.Ranked.OfType<NodeItem>())
            Resolve(item);
    }

    /// <summary>What initialises an item's variable; none for one that has no variable or is a statement.</summary>
    public Dictionary<NodeItem, Expression> Values { get; } = [];

    /// <summary>Of an item that is evaluated at its first use: its variable.</summary>
    public Dictionary<NodeItem, string> LazyVariables { get; } = [];

    /// <summary>True for an item that no statement is written for.</summary>
    public bool IsInPlace(Item item) => item is NodeItem node && _inPlace.Contains(node);

    /// <summary>True for a node that never has a value.</summary>
    public bool Throws(Node node) => _throws.Contains(node);

    public Expression Of(Node node)
    {
        node = _region.Actual(node);
        if (_texts.TryGetValue(node, out var known))
            return known;
        return node.Kind switch
        {
            NodeKind.Input input => new(TypeModels.EscapedName(input.Name)),
            NodeKind.Config config => new(_names.Config(config.Name)),
            NodeKind.Rows => Rows(node.Type),
            NodeKind.Device => new(_region == Region.Update ? _names.Update + ".Device" : "global::TorchSharp.torch.CPU"),
            NodeKind.Index index => new(Indices([index.Name])[0]),
            NodeKind.Loop value when _layout.Find(value.Name) is { IsLazy: true } loop => new(LazyValue(loop, value.Value)),
            NodeKind.OfLoop value => new(Carried(value.Name, value.Value)),
            _ => Code(node),
        };
    }

    public Expression[] Operands(Node node) => [.. node.Children.Select(Of)];

    /// <summary>A template with its operands.</summary>
    public static Expression Code(NodeKind.Code code, string template, IReadOnlyList<Expression> operands) => template switch
    {
        "{0}" => operands[0],
        "{1}" => operands[1],
        _ => new(
            Template.Fill(template, operands),
            code is NodeKind.Operator || template[0] is '-' || (operands.Count == 0 && template[0] == '(') ? Precedence.Operator
                : Precedence.Primary),
    };

    /// <summary>The running indices of loops.</summary>
    public string[] Indices(IEnumerable<string> loops) => [.. loops.Select(l => LoopName(l, "i"))];

    /// <summary>The variable of a loop's carried value.</summary>
    public string Carried(string loop, int value) => LoopName($"{loop}:{value}", "carried");

    /// <summary>Of a loop that runs at its first use: what keeps its values, and the call of its function.</summary>
    public (string Variable, string Call) Lazy(LoopItem loop) =>
        (LoopName(loop.Name + "?", "looped"), LoopName(loop.Name + "()", "Loop") + "()");

    private string LazyValue(LoopItem loop, int value) =>
        Lazy(loop).Call + (loop.Values.Count == 1 ? "" : $".Item{loop.Values.TakeWhile(v => v != value).Count() + 1}");

    private Expression Code(Node node) => Code(
        (NodeKind.Code)node.Kind,
        _region == Region.Update ? RuntimeCalls.InUpdate(node.Text) : RuntimeCalls.Replace(node.Text),
        Operands(node));

    private Expression Rows(string type) =>
        _region == Region.Compute ? AccumulatorCode.Total(_names.ComputeScope + ".Rows", type) : Count(_names.Update + ".Rows", type);

    private static Expression Count(string count, string type) =>
        type is NodeTypes.Long or NodeTypes.Scalar ? new(count) : new($"({type}){count}", Precedence.Operator);

    // Named when first asked for: by the body, before the loop itself is reached.
    private string LoopName(string key, string name)
    {
        if (!_loopNames.TryGetValue(key, out var given))
            _loopNames.Add(key, given = _names.Scope.Unique(name));
        return given;
    }

    private void Resolve(NodeItem item)
    {
        var node = item.Node;
        if (node.Kind is NodeKind.Throw || (node.Kind is not NodeKind.If && !node.Text.Contains("??") && _region.Parts(node).Any(Throws)))
        {
            _throws.Add(node);
            _inPlace.Add(item);
            _texts[node] = node.Kind is NodeKind.Throw thrown
                ? new("throw " + Template.Fill(thrown.Exception, Operands(node)))
                : Of(_region.Parts(node).First(Throws));
            return;
        }

        var value = Value(item);
        if (value is { } whole && CanBeInPlace(item, whole.Text))
        {
            _inPlace.Add(item);
            _texts[node] = whole;
            return;
        }

        if (value is { } initial)
            Values[item] = initial;
        var name = _names.Scope.Unique(LocalNames.For(node));
        if (item.IsLazy)
            LazyVariables[item] = name;
        _texts[node] = new(item.IsLazy ? _names.Scope.Unique(char.ToUpperInvariant(name[0]) + name.Substring(1)) + "()" : name);
    }

    private Expression? Value(NodeItem item)
    {
        var node = item.Node;
        switch (node.Kind)
        {
            case NodeKind.If:
                var isSimple =
                    item.WhenTrue!.Items.All(IsInPlace)
                    && item.WhenFalse!.Items.All(IsInPlace)
                    && !(Throws(node.Children[1]) && Throws(node.Children[2]));
                return isSimple ? Conditional.Write(Of(node.Children[0]), Of(node.Children[1]), Of(node.Children[2])) : null;
            case NodeKind.Append:
                return new($"[.. {Of(node.Children[0])}, {Of(node.Children[1])}]");
            case NodeKind.Elements { Axis: var axis } when _region != Region.Compute:
                return Count(Template.Fill(axis is null ? "{0}.numel()" : $"{{0}}.size({axis})", Operands(node)), node.Type);
            case Reduction or NodeKind.Elements or NodeKind.Latch:
                var accumulation = _accumulations(node);
                return AccumulatorCode.Read(accumulation, node, Indices(accumulation.Loops), _names.ComputeScope);
            default:
                return Code(node);
        }
    }

    private bool CanBeInPlace(NodeItem item, string value)
    {
        var node = item.Node;
        return item.Uses.Count == 1 && _layout.UsesOf(node) == 1
            && !item.IsNamed && !item.IsLazy
            && node.Kind is not NodeKind.Append && !(node.Kind is NodeKind.If && node.Type is NodeTypes.Scalar)
            && (_region != Region.Update || node.Checks.Length == 0)
            && Descriptions.Short(value).Length <= (IsWholeStatement(item) ? LongestStatement : LongestInPlace);
    }

    // What a way of a choice or a pass of a loop ends with is a statement of its own.
    private bool IsWholeStatement(NodeItem item) => item.Uses[0] switch
    {
        { Kind: BlockKind.WhenTrue, Owner: NodeItem owner } => owner.Node.Children[1] == item.Node,
        { Kind: BlockKind.WhenFalse, Owner: NodeItem owner } => owner.Node.Children[2] == item.Node,
        { Kind: BlockKind.LoopBody, Owner: LoopItem loop } => loop.Values.Any(v => _graph.Loop(loop.Name).Step(v) == item.Node),
        _ => false,
    };
}

/// <summary>Expressions that choose.</summary>
internal static class Conditional
{
    /// <summary><c>a ? b : c</c>, or what a person writes for it where a side is a constant.</summary>
    public static Expression Write(Expression condition, Expression whenTrue, Expression whenFalse) => (whenTrue.Text, whenFalse.Text)
        switch
    {
        (_, "false") => new($"{condition.In(Precedence.And)} && {whenTrue.In(Precedence.And)}", Precedence.And),
        ("true", _) => new($"{BesideOr(condition)} || {BesideOr(whenFalse)}", Precedence.Or),
        _ => new($"{condition.In(Precedence.Or)} ? {whenTrue.In(Precedence.Or)} : {whenFalse}", Precedence.Choice),
    };

    private static string BesideOr(Expression operand) => operand.Precedence == Precedence.And ? $"({operand})" : operand.In(Precedence.Or);
}
