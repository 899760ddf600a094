using System;
using System.Collections.Generic;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit.Layout;

/// <summary>The statements of an update: accumulators in their loops, under their conditions.</summary>
internal sealed class Statements(Func<string, LoopItem> loops, Func<string, Node?> guards)
{
    private readonly Dictionary<(List<Item> In, Node Condition), GuardItem> _guarded = [];
    private readonly HashSet<string> _placed = [];

    public List<Item> Outermost { get; } = [];

    public List<Node> Conditions { get; } = [];

    public void Add(Accumulation accumulation)
    {
        var inside = Outermost;
        foreach (var name in accumulation.Loops)
        {
            var loop = loops(name);
            if (_placed.Add(name))
                Under(inside, guards(name)).Add(loop);
            inside = loop.Statements;
        }

        Under(inside, accumulation.Guard).Add(new AccumulateItem(accumulation));
    }

    private List<Item> Under(List<Item> statements, Node? condition)
    {
        if (condition is null)
            return statements;
        if (!_guarded.TryGetValue((statements, condition), out var guard))
        {
            _guarded.Add((statements, condition), guard = new GuardItem(condition));
            statements.Add(guard);
            Conditions.Add(condition);
        }

        return guard.Statements;
    }
}
