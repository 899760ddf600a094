using System;
using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Metrics.Emit.Graph;
using Gen.Generators.Metrics.Emit.Layout;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit.Code;

/// <summary>
/// Which lists can be added to where they are. A list with an item more is a new value; where nothing else sees the list without the item it
/// need not be copied.
/// </summary>
internal sealed class Lists
{
    private readonly HashSet<Node> _addedTo = [];
    private readonly HashSet<Node> _named = [];

    public Lists(PlanGraph graph, MethodLayout layout)
    {
        foreach (var item in layout.Ranked.OfType<NodeItem>().Where(i => i.Node.Kind == NodeKind.Append && !i.IsLazy))
        {
            var list = item.Node.Children[0];
            if (layout.UsesOf(list) != 1)
                continue;
            if (list.Kind == NodeKind.Carried ? IsOwnedByLoop(list, item, graph, layout) : IsFresh(list, layout) && layout.Find(list)!.Place == item.Body)
                _addedTo.Add(item.Node);
            if (list.Kind != NodeKind.Carried)
                _named.Add(list);
        }
    }

    /// <summary>True for an <see cref="NodeKind.Append"/> that is a statement: its value is the list that it adds to.</summary>
    public bool IsAddedTo(Node node) => _addedTo.Contains(node);

    /// <summary>True for a list that must be a variable.</summary>
    public bool IsNamed(Node node) => _named.Contains(node);

    private static bool IsFresh(Node list, MethodLayout layout) =>
        layout.UsesOf(list) == 1 && layout.Find(list) is { IsLazy: false }
        && (list.Kind == NodeKind.Append || (list.Kind == NodeKind.Code && list.Text.StartsWith("new ", StringComparison.Ordinal)));

    private static bool IsOwnedByLoop(Node carried, NodeItem append, PlanGraph graph, MethodLayout layout)
    {
        var (loop, value) = (LoopText.Name(carried), LoopText.Value(carried));
        return append.Body is { Kind: BlockKind.LoopBody, Owner: LoopItem owner } && owner.Name == loop
            && graph.Step(loop, value) == append.Node && IsFresh(graph.Start(loop, value), layout);
    }
}
