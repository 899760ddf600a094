using Gen.Generators.Common;
using Gen.Generators.Metrics.Members;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content>The turns of a loop, and what a variable is after them.</content>
internal sealed partial class Interpreter
{
    private const int MostAttempts = 4;

    /// <summary>Runs a loop's body for an unknown index, and again if that shows that a variable is another kind of value than it was at
    /// the start.</summary>
    private void Repeat(ILoopOperation loop, ILocalSymbol variable, Node first, Node end, System.Func<Node, Value> item)
    {
        if (first.Kind is NodeKind.Rows || end.Kind is NodeKind.Rows or NodeKind.Elements)
            throw Refuse(loop, Bounds);
        Repeat(loop, variable, first, end, item, StartOf(loop), first.Text == "0L");
    }

    private void Repeat(
        ILoopOperation loop,
        ILocalSymbol variable,
        Node first,
        Node end,
        System.Func<Node, Value> item,
        List<ISymbol> carried,
        bool fromZero
    )
    {
        var start = carried.Select(s => AsCarried(s, loop.Syntax)).ToList();
        var kinds = start.ToList();
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var name = Nodes.NewLoop();
            var before = _variables;
            _variables = before.Copy();
            for (var i = 0; i < carried.Count; i++)
                _variables.Set(carried[i], WithNode(kinds[i], Nodes.Carried(name, i, Node(kinds[i]).Type)));
            var index = Nodes.Index(name);
            _loops.Push((index, fromZero, end));
            Turn(loop, variable, item(index), carried);
            _loops.Pop();
            var next = carried.Select(s => AsCarried(s, loop.Syntax)).ToList();
            var hasEnded = _variables.Find(loop.ExitLabel);
            _variables = before;
            if (hasEnded is not null && Known(hasEnded) != false && !carried.Contains(loop.ExitLabel, SymbolEqualityComparer.Default))
            {
                Repeat(loop, variable, first, end, item, [.. carried, loop.ExitLabel], fromZero);
                return;
            }

            if (start.Zip(next, (s, n) => s is TensorValue { Stage: Stage.Constant } && n is TensorValue { IsRow: true }).Any(c => c))
            {
                RepeatAfterFirst(loop, variable, first, end, item, carried, fromZero);
                return;
            }

            var joined = kinds.Zip(next, (k, n) => JoinKinds(k, n, loop.Syntax)).ToList();
            if (joined.Zip(kinds, SameKind).All(same => same))
            {
                Node[] children = [first, end, .. start.Zip(next, (s, n) => new[] { Node(s), Node(n) }).SelectMany(pair => pair)];
                for (var i = 0; i < carried.Count; i++)
                {
                    var type = Node(start[i]).Type;
                    _variables.Set(carried[i], WithNode(joined[i], Nodes.Loop(name, i, type, children)));
                }

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
    private void RepeatAfterFirst(
        ILoopOperation loop,
        ILocalSymbol variable,
        Node first,
        Node end,
        System.Func<Node, Value> item,
        List<ISymbol> carried,
        bool fromZero
    )
    {
        var turns = new HostValue(Nodes.Operator(NodeTypes.Bool, "{0} < {1}", first, end), Stage.Constant);
        if ((Known(turns) ?? HostValues.Turns(first, end)) is not { } known)
            throw Undecided(turns, loop.Syntax, "a constant becomes row by row if the loop turns, which another loop decides");
        if (!known)
            return;
        var index = HostArithmetic.AsVariable(Nodes, first);
        _loops.Push((index, fromZero, end));
        Turn(loop, variable, item(index), carried);
        _loops.Pop();
        Repeat(loop, variable, Nodes.Operator(NodeTypes.Long, "{0} + 1", first), end, item, carried, fromZero);
    }

    /// <summary>The variables that a loop changes, before its first turn. Another one, by the label of its end, is whether a <c>break</c> has
    /// ended it.</summary>
    private List<ISymbol> StartOf(ILoopOperation loop)
    {
        var targets = loop.Body.DescendantsAndSelf().OfType<IBranchOperation>().Select(b => b.Target);
        if (targets.Contains(loop.ExitLabel, SymbolEqualityComparer.Default))
            _variables.Set(loop.ExitLabel, new HostValue(Nodes.False, Stage.Constant));
        return Effects.In(loop.Body).Select(e => e.Symbol).Distinct<ISymbol>(SymbolEqualityComparer.Default)
            .Where(s => _variables.Find(s) is not null)
            .ToList();
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

    private Value AsCarried(ISymbol symbol, SyntaxNode syntax) => _variables.Find(symbol)! switch
    {
        (TensorValue or HostValue or ListValue) and var value => value,
        ItemsValue items => items.Items.Aggregate(new ListValue(Nodes.EmptyList(), null), (list, item) => Appended(list, item, syntax)),
        CentredValue or CentredProductValue => throw new NotStreamableException(syntax, ValueNodes.Centred),
        _ => throw new NotStreamableException(syntax, $"'{symbol.Name}', which the loop changes, is no number, tensor or list of tensors"),
    };

    private static Node Node(Value value) => value switch
    {
        TensorValue tensor => tensor.Node,
        HostValue host => host.Node,
        ListValue list => list.Node,
        _ => throw new System.InvalidOperationException(),
    };

    private static Value WithNode(Value value, Node node) => value switch
    {
        TensorValue tensor => tensor with { Node = node },
        HostValue host => host with { Node = node },
        ListValue list => list with { Node = node },
        _ => throw new System.InvalidOperationException(),
    };

    private static Value JoinKinds(Value left, Value right, SyntaxNode syntax)
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
                    Rank =
                        l.Rank == r.Rank ? l.Rank
                        : l.Stage == Stage.Constant && l.Rank == 0 ? r.Rank
                        : null,
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

    private static bool SameKind(Value left, Value right) => (left, right) switch
    {
        (TensorValue l, TensorValue r) => l.Stage == r.Stage && l.Axis == r.Axis && l.Rank == r.Rank,
        (HostValue l, HostValue r) => l.Stage == r.Stage,
        (ListValue l, ListValue r) => (l.Item is null) == (r.Item is null) && (l.Item is null || SameKind(l.Item, r.Item!)),
        _ => false,
    };
}
