using Gen.Generators.Common;
using Gen.Generators.Metrics.Members;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content>The turns of a loop, and what a variable is after them.</content>
internal sealed partial class Interpreter
{
    private const int MostAttempts = 4;

    // The loops around, with the index of each; the index is that of an item of a list that the loop makes if it starts at 0.
    private readonly Stack<(Node Index, bool FromZero, Node End)> _loops = new();

    /// <summary>A loop that is run once, for an unknown index.</summary>
    /// <param name="Loop">The loop.</param>
    /// <param name="Variable">What each turn sets.</param>
    /// <param name="First">The first index.</param>
    /// <param name="End">Where the indices end.</param>
    /// <param name="Item">What the variable is, by the index.</param>
    private sealed record Turns(ILoopOperation Loop, ILocalSymbol Variable, Node First, Node End, System.Func<Node, Value> Item)
    {
        // Also when the first turn is apart.
        public bool FromZero { get; } = First.Text == "0L";
    }

    /// <summary>Runs a loop's body for an unknown index, and again if that shows that a variable is another kind of value than it was at
    /// the start.</summary>
    private void Repeat(Turns turns)
    {
        if (turns.First.Kind is NodeKind.Rows || turns.End.Kind is NodeKind.Rows or NodeKind.Elements)
            throw Refuse(turns.Loop, Bounds);
        Repeat(turns, StartOf(turns.Loop));
    }

    private void Repeat(Turns turns, List<ISymbol> carried)
    {
        var (loop, syntax) = (turns.Loop, turns.Loop.Syntax);
        var start = carried.ConvertAll(s => AsCarried(s, syntax));
        var kinds = start;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var name = Nodes.NewLoop();
            var before = _variables;
            _variables = before.Copy();
            for (var i = 0; i < carried.Count; i++)
                _variables.Set(carried[i], kinds[i] with { Node = Nodes.Carried(name, i, kinds[i].Node.Type) });
            Turn(turns, Nodes.Index(name), carried);
            var next = carried.ConvertAll(s => AsCarried(s, syntax));
            var hasEnded = _variables.Find(loop.ExitLabel);
            _variables = before;
            if (hasEnded is not null && Known(hasEnded) != false && !carried.Exists(loop.ExitLabel.Is))
            {
                Repeat(turns, [.. carried, loop.ExitLabel]);
                return;
            }

            if (start.Zip(next, (s, n) => s is TensorValue { Stage: Stage.Constant } && n is TensorValue { IsRow: true }).Any(c => c))
            {
                RepeatAfterFirst(turns, carried);
                return;
            }

            var joined = kinds.Zip(next, (k, n) => JoinKinds(k, n, syntax)).ToList();
            if (joined.Zip(kinds, SameKind).All(same => same))
            {
                Node[] children = [turns.First, turns.End, .. start.Zip(next, (s, n) => new[] { s.Node, n.Node }).SelectMany(pair => pair)];
                for (var i = 0; i < carried.Count; i++)
                    _variables.Set(carried[i], joined[i] with { Node = Nodes.Loop(name, i, start[i].Node.Type, children) });
                return;
            }

            kinds = joined;
        }

        throw Refuse(loop, "what the loop computes changes its kind with every turn");
    }

    /// <summary>
    /// A loop that makes rows of a constant: if it turns, its first turn is apart, and those that follow change rows; if it does not turn,
    /// the constant stays one.
    /// </summary>
    private void RepeatAfterFirst(Turns turns, List<ISymbol> carried)
    {
        var (first, end) = (turns.First, turns.End);
        var isRun = new HostValue(Nodes.Operator(NodeTypes.Bool, "{0} < {1}", first, end), Stage.Constant);
        if ((Known(isRun) ?? HostValues.Turns(first, end)) is not { } known)
            throw Undecided(isRun, turns.Loop.Syntax, "a constant becomes row by row if the loop turns, which another loop decides");
        if (!known)
            return;
        Turn(turns, HostArithmetic.AsVariable(Nodes, first), carried);
        Repeat(turns with { First = Nodes.Operator(NodeTypes.Long, "{0} + 1", first) }, carried);
    }

    /// <summary>The variables that a loop changes, before its first turn. Another one, by the label of its end, is whether a <c>break</c> has
    /// ended it.</summary>
    private List<ISymbol> StartOf(ILoopOperation loop)
    {
        if (loop.Body.DescendantsAndSelf().OfType<IBranchOperation>().Any(b => b.Target.Is(loop.ExitLabel)))
            _variables.Set(loop.ExitLabel, new HostValue(Nodes.False, Stage.Constant));
        return Effects.In(loop.Body).Select(e => e.Symbol).Distinct<ISymbol>(SymbolEqualityComparer.Default)
            .Where(s => _variables.Find(s) is not null)
            .ToList();
    }

    private void Turn(Turns turns, Node index, List<ISymbol> carried)
    {
        _loops.Push((index, turns.FromZero, turns.End));
        Turn(turns.Loop, turns.Variable, turns.Item(index), carried);
        _loops.Pop();
    }

    /// <summary>Runs a loop's body, unless a <c>break</c> has ended the loop.</summary>
    private void Turn(ILoopOperation loop, ILocalSymbol variable, Value item, List<ISymbol> carried)
    {
        var before = _variables;
        var hasEnded = before.Find(loop.ExitLabel) as HostValue;
        var known = hasEnded is null ? false : Known(hasEnded);
        if (known == true)
            return;
        carried = [.. carried, loop.ExitLabel];
        _variables = before.Copy();
        _variables.Set(variable, item);
        var flow = Execute(loop.Body);
        var after = flow.Completes ? _variables : null;
        foreach (var exit in flow.Exits.Reverse())
            after = after is null ? exit.Variables! : Merge(exit.Condition!, exit.Variables!, after, carried, loop.Syntax);

        _variables = known == false ? after! : Merge(hasEnded!, before, after!, carried, loop.Syntax);
    }

    private NodeValue AsCarried(ISymbol symbol, SyntaxNode syntax) => _variables.Find(symbol)! switch
    {
        NodeValue value => value,
        ItemsValue items => items.Items.Aggregate(new ListValue(Nodes.EmptyList(), null), (list, item) => Appended(list, item, syntax)),
        OfCentred => throw new NotStreamableException(syntax, ValueNodes.Centred),
        _ => throw new NotStreamableException(syntax, $"'{symbol.Name}', which the loop changes, is no number, tensor or list of tensors"),
    };

    private static NodeValue JoinKinds(NodeValue left, NodeValue right, SyntaxNode syntax)
    {
        switch (left, right)
        {
            case (TensorValue l, TensorValue r):
                if ((l.IsRow && r.Stage == Stage.Result) || (r.IsRow && l.Stage == Stage.Result))
                    throw new NotStreamableException(syntax, Elementwise.ResultInRows);
                return l with
                {
                    Stage = HostValues.Later(l.Stage, r.Stage),
                    Axis = r.IsRow ? r.Axis : l.Axis,
                    Rank = l.Rank == r.Rank || (l.Stage == Stage.Constant && l.Rank == 0) ? r.Rank : null,
                };
            case (HostValue l, HostValue r):
                return l with { Stage = HostValues.Later(l.Stage, r.Stage) };
            case (ListValue l, ListValue r):
                return l with
                {
                    Item = r.Item is { } item ? InCommon(l.Item, item, syntax) : l.Item,
                    Count = l.Count == r.Count ? l.Count : null,
                };
            default:
                throw new NotStreamableException(syntax, "a variable that the loop changes is not of one kind");
        }
    }

    private static bool SameKind(NodeValue left, NodeValue right) => (left, right) switch
    {
        (ListValue l, ListValue r) => l.Item is null ? r.Item is null : r.Item is { } item && SameKind(l.Item, item),
        _ => Equals(left with { Node = right.Node }, right),
    };
}
