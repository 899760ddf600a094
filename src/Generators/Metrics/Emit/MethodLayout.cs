using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>
/// Finds for every node the block in which it is evaluated: the innermost one that holds all its uses, once, whatever the number of uses.
/// What is used on several ways of which none need be taken is evaluated at its first use.
/// </summary>
internal sealed class MethodLayout
{
    private readonly PlanGraph _graph;
    private readonly Region _region;
    private readonly Dictionary<Node, NodeItem> _nodes = [];
    private readonly Dictionary<string, LoopItem> _loops = [];
    private readonly Dictionary<Node, int> _uses = [];
    private readonly HashSet<Item> _seen = [];
    private readonly List<Item> _ranked = [];

    /// <param name="graph">The plans.</param>
    /// <param name="region">Where the nodes are evaluated.</param>
    /// <param name="results">Nodes that the method needs the values of.</param>
    /// <param name="accumulations">Accumulators that it hands values to.</param>
    /// <param name="guards">Of a loop in which there are accumulators: the config condition that it stands under.</param>
    public MethodLayout(
        PlanGraph graph,
        Region region,
        IReadOnlyList<Node> results,
        IReadOnlyList<Accumulation> accumulations,
        System.Func<string, Node?> guards
    )
    {
        (_graph, _region) = (graph, region);
        var statements = new Statements(Loop, guards);
        foreach (var accumulation in accumulations)
            statements.Add(accumulation);

        // Which carried values are needed shows only when all that is needed is known.
        var bounds = accumulations.SelectMany(a => a.Loops).Distinct().SelectMany(l => new[] { graph.Loop(l).First, graph.Loop(l).End });
        var roots = results.Concat(statements.Conditions).Concat(accumulations.SelectMany(a => a.Operands)).Concat(bounds);
        foreach (var node in Node.Reachable(roots, Needed))
        {
            if (node.Kind is NodeKind.Loop or NodeKind.Carried)
                Loop(((NodeKind.OfLoop)node.Kind).Name).Values.Add(((NodeKind.OfLoop)node.Kind).Value);
        }

        foreach (var node in results)
            VisitNode(node);
        foreach (var statement in statements.Outermost)
            Visit(statement);

        foreach (var node in results.Select(n => region.Actual(n)))
        {
            _uses[node] = UsesOf(node) + 1;
            ItemOf(node)?.Uses.Add(Root);
        }

        foreach (var statement in statements.Outermost)
            statement.Uses.Add(Root);
        for (var i = _ranked.Count - 1; i >= 0; i--)
            Place(_ranked[i]);
        for (var i = 0; i < _ranked.Count; i++)
            _ranked[i].Place!.Items.Add(_ranked[i]);
    }

    public Block Root { get; } = new(BlockKind.Method, null, null);

    /// <summary>All items; what is needed comes first.</summary>
    public IReadOnlyList<Item> Ranked => _ranked;

    public NodeItem? Find(Node node) => _nodes.TryGetValue(node, out var item) ? item : null;

    public LoopItem? Find(string loop) => _loops.TryGetValue(loop, out var item) ? item : null;

    /// <summary>How often a node is named.</summary>
    public int UsesOf(Node node) => _uses.TryGetValue(node, out var uses) ? uses : 0;

    private IReadOnlyList<Node> Needed(Node node) =>
        node.Kind is NodeKind.Loop or NodeKind.Carried && (NodeKind.OfLoop)node.Kind is var (name, value) && _graph.Loop(name) is var loop
            ? [loop.First, loop.End, loop.Start(value), loop.Step(value)]
            : _region.Parts(node);

    private LoopItem Loop(string name)
    {
        if (!_loops.TryGetValue(name, out var loop))
            _loops.Add(name, loop = new LoopItem(name));
        return loop;
    }

    private Item? ItemOf(Node node)
    {
        node = _region.Actual(node);
        if (Regions.IsWrittenInPlace(node))
            return null;
        if (node.Kind is NodeKind.Loop { Name: var name })
            return Loop(name);
        if (!_nodes.TryGetValue(node, out var item))
            _nodes.Add(node, item = new NodeItem(node));
        return item;
    }

    private void VisitNode(Node node)
    {
        if (ItemOf(node) is { } item)
            Visit(item);
    }

    private void Visit(Item item)
    {
        if (!_seen.Add(item))
            return;
        foreach (var (part, _) in PartsOf(item))
            VisitNode(part);
        item.Statements.ForEach(Visit);
        _ranked.Add(item);
    }

    /// <summary>What an item needs the values of, and the one of its blocks that needs it; null for the block that it stands in.</summary>
    private IEnumerable<(Node Part, Block? Block)> PartsOf(Item item)
    {
        switch (item)
        {
            case NodeItem { Node: { Kind: NodeKind.If, Children: var parts } } node:
                return [(parts[0], node.Body), (parts[1], node.WhenTrue), (parts[2], node.WhenFalse)];
            case NodeItem node:
                return _region.Parts(node.Node).Select(p => (p, node.Body));
            case LoopItem loop:
                var graph = _graph.Loop(loop.Name);
                return new[] { graph.First, graph.End }.Concat(loop.Values.Select(graph.Start)).Select(n => (n, loop.Body?.Parent))
                    .Concat(loop.Values.Select(v => (graph.Step(v), loop.Body)));
            case GuardItem guard:
                return [(guard.Condition, null)];
            default:
                return ((AccumulateItem)item).Accumulation.Operands.Select(o => (o, item.Body));
        }
    }

    private void Place(Item item)
    {
        var place = Hoisted(item, Paths.Innermost(item.Uses));
        item.Place = place;
        // What only the turns of a loop need may fail where the loop does not turn.
        item.IsLazy = item is NodeItem or LoopItem { Statements.Count: 0 }
            && !Paths.IsCertain(place, item.Uses, l => _graph.Loop(l.Name).Turns);
        var inside = item.IsLazy ? new Block(BlockKind.Lazy, place, item) : place;
        item.Body = item switch
        {
            LoopItem => new Block(BlockKind.LoopBody, inside, item),
            GuardItem => new Block(BlockKind.Guarded, inside, item),
            AccumulateItem { Accumulation.CanFail: true } => new Block(BlockKind.Attempted, inside, item),
            NodeItem => inside,
            _ => null,
        };
        if (item is NodeItem node)
            (node.WhenTrue, node.WhenFalse) = (new Block(BlockKind.WhenTrue, inside, item), new Block(BlockKind.WhenFalse, inside, item));

        item.Statements.ForEach(s => s.Uses.Add(item.Body!));
        var parts = PartsOf(item).ToList();
        foreach (var (part, block) in parts)
            ItemOf(part)?.Uses.Add(block ?? place);
        foreach (var named in Named(item, parts.ConvertAll(p => _region.Actual(p.Part))))
            _uses[named] = UsesOf(named) + 1;
        // What a check names is a variable.
        foreach (var operand in Checked(item).Select(o => ItemOf(parts[o].Part)).OfType<NodeItem>())
            operand.IsNamed = true;
    }

    // A template names an operand as often as it says.
    private static IEnumerable<Node> Named(Item item, List<Node> parts) => (item as NodeItem)?.Node.Kind switch
    {
        NodeKind.Code code => Template.Operands(code.Text).Select(o => parts[o]),
        NodeKind.Throw thrown => Template.Operands(thrown.Exception).Select(o => parts[o]),
        _ => parts,
    };

    private IEnumerable<int> Checked(Item item) =>
        item is NodeItem { Node.Checks: var checks } && _region == Region.Update
            ? checks.SelectMany(c => Template.Operands(c.Arguments))
            : [];

    // What does not depend on a loop is evaluated once before it, unless it is not worth a variable or only some passes need it.
    private Block Hoisted(Item item, Block place)
    {
        if (
            item is not NodeItem { Node: var node } hoisted
            || node.Type != NodeTypes.Tensor
            || node.Kind is NodeKind.Throw or NodeKind.Append
            || !Paths.IsCertain(place, item.Uses, static _ => true)
        )
            return place;
        var loops = _graph.Chain(node);
        while (place is { Kind: BlockKind.LoopBody, Owner: LoopItem loop, Parent: { } outside } && !loops.Contains(loop.Name))
        {
            place = outside;
            hoisted.IsNamed = true;
        }

        return place;
    }
}
