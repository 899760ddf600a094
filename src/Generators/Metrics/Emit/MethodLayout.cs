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

        var needed = new HashSet<Node>();
        foreach (var node in results.Concat(statements.Conditions).Concat(accumulations.SelectMany(a => a.Operands)))
            Need(node, needed);
        foreach (var loop in accumulations.SelectMany(a => a.Loops).Distinct())
            NeedBounds(loop, needed);

        foreach (var node in results)
            VisitNode(node);
        foreach (var statement in statements.Outermost)
            Visit(statement);

        foreach (var node in results)
            Use(node, Root);
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

    /// <summary>How often a node is named.</summary>
    public int UsesOf(Node node) => _uses.TryGetValue(node, out var uses) ? uses : 0;

    // Which carried values are needed shows only when all that is needed is known.
    private void Need(Node node, HashSet<Node> needed)
    {
        if (!needed.Add(node))
            return;
        if (node.Kind is NodeKind.Loop or NodeKind.Carried)
        {
            var (name, value) = (NodeKind.OfLoop)node.Kind;
            if (Loop(name).Values.Add(value))
            {
                NeedBounds(name, needed);
                Need(_graph.Loop(name).Start(value), needed);
                Need(_graph.Loop(name).Step(value), needed);
            }

            return;
        }

        foreach (var part in _region.Parts(node))
            Need(part, needed);
    }

    private void NeedBounds(string loop, HashSet<Node> needed)
    {
        Need(_graph.Loop(loop).First, needed);
        Need(_graph.Loop(loop).End, needed);
    }

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
        switch (item)
        {
            case NodeItem { Node: var node }:
                foreach (var part in _region.Parts(node))
                    VisitNode(part);
                break;
            case LoopItem loop:
                VisitNode(_graph.Loop(loop.Name).First);
                VisitNode(_graph.Loop(loop.Name).End);
                foreach (var value in loop.Values)
                    VisitNode(_graph.Loop(loop.Name).Start(value));
                foreach (var value in loop.Values)
                    VisitNode(_graph.Loop(loop.Name).Step(value));
                loop.Statements.ForEach(Visit);
                break;
            case GuardItem guard:
                VisitNode(guard.Condition);
                guard.Statements.ForEach(Visit);
                break;
            case AccumulateItem { Accumulation: var accumulation }:
                foreach (var operand in accumulation.Operands)
                    VisitNode(operand);
                break;
        }

        item.Rank = _ranked.Count;
        _ranked.Add(item);
    }

    private void Use(Node node, Block block)
    {
        node = _region.Actual(node);
        _uses[node] = UsesOf(node) + 1;
        ItemOf(node)?.Uses.Add(block);
    }

    private void Place(Item item)
    {
        var place = Hoisted(item, Paths.Innermost(item.Uses));
        item.Place = place;
        switch (item)
        {
            case NodeItem node:
                // What only the turns of a loop need may fail where the loop does not turn.
                node.IsLazy = !Paths.IsCertain(place, item.Uses, l => _graph.Loop(l.Name).Turns);
                node.Body = node.IsLazy ? new Block(BlockKind.Lazy, place, item) : place;
                PlaceParts(node, node.Body);
                break;
            case LoopItem loop:
                loop.Body = new Block(BlockKind.LoopBody, place, item);
                Use(_graph.Loop(loop.Name).First, place);
                Use(_graph.Loop(loop.Name).End, place);
                foreach (var value in loop.Values)
                {
                    Use(_graph.Loop(loop.Name).Start(value), place);
                    Use(_graph.Loop(loop.Name).Step(value), loop.Body);
                }

                loop.Statements.ForEach(s => s.Uses.Add(loop.Body));
                break;
            case GuardItem guard:
                guard.Body = new Block(BlockKind.Guarded, place, item);
                Use(guard.Condition, place);
                guard.Statements.ForEach(s => s.Uses.Add(guard.Body));
                break;
            case AccumulateItem { Accumulation: var accumulation }:
                foreach (var operand in accumulation.Operands)
                    Use(operand, place);
                foreach (var (_, operands) in accumulation.Checks)
                    operands.ForEach(Name);
                break;
        }
    }

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

    private void PlaceParts(NodeItem item, Block body)
    {
        var parts = _region.Parts(item.Node);
        if (item.Node.Kind is NodeKind.If)
        {
            item.WhenTrue = new Block(BlockKind.WhenTrue, body, item);
            item.WhenFalse = new Block(BlockKind.WhenFalse, body, item);
            Use(parts[0], body);
            Use(parts[1], item.WhenTrue);
            Use(parts[2], item.WhenFalse);
            return;
        }

        foreach (var part in parts)
            ItemOf(part)?.Uses.Add(body);
        foreach (
            var operand in item.Node.Kind is NodeKind.Code or NodeKind.Throw
                ? Template.Operands(item.Node.Text)
                : Enumerable.Range(0, parts.Count)
        )
        {
            if (operand < parts.Count)
                _uses[_region.Actual(parts[operand])] = UsesOf(_region.Actual(parts[operand])) + 1;
        }

        if (_region != Region.Update)
            return;
        foreach (var operand in item.Node.Checks.SelectMany(Template.Operands).Where(o => o < parts.Count))
            Name(parts[operand]);
    }

    private void Name(Node node)
    {
        if (ItemOf(node) is NodeItem item)
            item.IsNamed = true;
    }
}
