using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Members;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content>Loops over ranges that config gives. Their bodies are run once, for an index that is known later.</content>
internal sealed partial class Interpreter
{
    private const string Bounds = "how often the loop runs has to be known from config";

    private const int MostAttempts = 4;

    // The index of each loop around, whether it is that of an item of a list that the loop makes, and how many turns there are.
    private readonly Stack<(Node Index, bool FromZero, Node End)> _loops = new();

    private void For(IForLoopOperation loop)
    {
        if (loop.Before.Length != 1 || loop.Before[0] is not IVariableDeclarationGroupOperation { Declarations: { Length: 1 } declarations }
            || declarations[0].Declarators.Length != 1 || declarations[0].Declarators[0] is not { Symbol: var variable } declarator
            || (declarator.Initializer ?? declarations[0].Initializer) is not { } start
            || loop.Condition
                is not IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } condition
            || Strip(condition.LeftOperand) is not ILocalReferenceOperation { Local: var tested }
            || !SymbolEqualityComparer.Default.Equals(tested, variable)
            || loop.AtLoopBottom.Length != 1
            || !IsStep(loop.AtLoopBottom[0], variable)
        )
            throw Refuse(loop, "write the loop as for (var k = 0; k < n; k++), with n from config");
        var first = Bound(start.Value);
        var end = Bound(condition.RightOperand);
        if (condition.OperatorKind == BinaryOperatorKind.LessThanOrEqual)
            end = Nodes.Code(NodeTypes.Long, "({0} + 1)", end);
        Repeat(loop.Body, variable, first, end, index => Index(index, variable.Type, loop.Syntax), loop.Syntax);
    }

    private void ForEach(IForEachLoopOperation loop)
    {
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var variable })
            throw Refuse(loop, "a loop over tuples cannot be followed");
        var zero = Nodes.Code(NodeTypes.Long, "0L");
        switch (Evaluate(Strip(loop.Collection)))
        {
            case RangeValue range:
                Repeat(loop.Body, variable, range.First, range.End, index => Item(range, index, variable.Type, loop.Syntax), loop.Syntax);
                return;
            case ItemsValue items:
                CheckItems(loop, variable);
                foreach (var item in items.Items)
                {
                    _variables.Set(variable, item);
                    if (!Execute(loop.Body).Completes)
                        throw Refuse(loop, "a loop has to run to its end");
                }

                return;
            case HostValue { Stage: Stage.Constant } host:
                var type = Strip(loop.Collection).Type;
                var (count, itemType) = type switch
                {
                    IArrayTypeSymbol { Rank: 1 } array => ("{0}.Length", array.ElementType),
                    INamedTypeSymbol { TypeArguments.Length: 1 } list when IsReadByIndex(list) => ("{0}.Count", list.TypeArguments[0]),
                    _ => throw Refuse(loop.Collection, "use an array or a list"),
                };
                Repeat(
                    loop.Body,
                    variable,
                    zero,
                    Nodes.Code(NodeTypes.Long, count, host.Node),
                    index => new HostValue(
                        Converted(
                            Nodes.Code(context.TypeName(itemType, loop.Syntax), "{0}[(int){1}]", host.Node, index),
                            itemType,
                            variable.Type,
                            loop
                        ),
                        Stage.Constant
                    ),
                    loop.Syntax
                );
                return;
            default:
                throw Refuse(loop.Collection, "a loop can run over a range or a list from config, not over a tensor's rows");
        }
    }

    private static void CheckItems(IForEachLoopOperation loop, ILocalSymbol variable)
    {
        var type = Strip(loop.Collection).Type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } => arguments[0],
            _ => null,
        };
        if (!SymbolEqualityComparer.Default.Equals(type, variable.Type))
            throw Refuse(loop.LoopControlVariable, "the loop converts each item; declare the variable with 'var'");
    }

    private static bool IsReadByIndex(INamedTypeSymbol type) =>
        type.PlainName()
            is "System.Collections.Generic.List"
                or "System.Collections.Generic.IList"
                or "System.Collections.Generic.IReadOnlyList";

    // A loop with a variable of another type than its items converts each, as a cast does.
    private Node Converted(Node item, ITypeSymbol type, ITypeSymbol variable, IForEachLoopOperation loop)
    {
        if (SymbolEqualityComparer.Default.Equals(type, variable))
            return item;
        if (!HostArithmetic.IsNumber(type) || !HostArithmetic.IsNumber(variable))
            throw Refuse(loop.LoopControlVariable, "the loop converts each item; declare the variable with 'var'");
        var isChecked = ((CSharpCompilationOptions)context.Compilation.Options).CheckOverflow;
        return HostArithmetic.Cast(context, variable, isChecked, loop.Syntax, item);
    }

    /// <summary>Runs a loop's body for an unknown index, and again if that shows that a variable is another kind of value than it was at
    /// the start.</summary>
    private void Repeat(IOperation body, ILocalSymbol? variable, Node first, Node end, System.Func<Node, Value> item, SyntaxNode syntax)
    {
        if (first.Kind == NodeKind.Rows || end.Kind is NodeKind.Rows or NodeKind.Elements)
            throw new NotStreamableException(syntax, Bounds);
        Repeat(body, variable, first, end, item, syntax, first.Text == "0L");
    }

    private void Repeat(
        IOperation body,
        ILocalSymbol? variable,
        Node first,
        Node end,
        System.Func<Node, Value> item,
        SyntaxNode syntax,
        bool fromZero
    )
    {
        var carried = Effects.In(body).Select(e => e.Symbol).Distinct(SymbolEqualityComparer.Default).OfType<ISymbol>()
            .Where(s => _variables.Find(s) is not null)
            .ToList();
        var start = carried.Select(s => AsCarried(_variables.Find(s)!, syntax)).ToList();
        var kinds = start.ToList();
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var name = Nodes.NewLoop();
            var before = _variables;
            _variables = before.Copy();
            for (var i = 0; i < carried.Count; i++)
                _variables.Set(carried[i], Carried(kinds[i], $"{name}:{i}"));
            var index = Nodes.Add(NodeKind.Index, NodeTypes.Long, name, []);
            if (variable is not null)
                _variables.Set(variable, item(index));
            _loops.Push((index, fromZero, end));
            var flow = Execute(body);
            _loops.Pop();
            var after = _variables;
            _variables = before;
            if (!flow.Completes || flow.Returned is not null)
                throw new NotStreamableException(syntax, "a loop has to run to its end");
            var next = carried.Select(s => AsCarried(after.Find(s)!, syntax)).ToList();
            if (start.Zip(next, (s, n) => s is TensorValue { Stage: Stage.Constant } && n is TensorValue { IsRow: true }).Any(c => c))
            {
                RepeatAfterFirst(body, variable, first, end, item, syntax, fromZero);
                return;
            }

            var joined = kinds.Zip(next, (k, n) => JoinKinds(k, n, syntax)).ToList();
            if (joined.Zip(kinds, SameKind).All(same => same))
            {
                Node[] children = [first, end, .. start.Zip(next, (s, n) => new[] { Node(s), Node(n) }).SelectMany(pair => pair)];
                for (var i = 0; i < carried.Count; i++)
                {
                    var type = Node(start[i]).Type;
                    _variables.Set(carried[i], WithNode(joined[i], Nodes.Add(NodeKind.Loop, type, $"{name}:{i}", children)));
                }

                return;
            }

            kinds = joined;
        }

        throw new NotStreamableException(syntax, "what the loop computes changes its kind with every turn");
    }

    /// <summary>
    /// A loop that makes rows of a constant: if it turns, its first turn is apart, and those that follow change rows; if it does not turn,
    /// the constant stays one.
    /// </summary>
    private void RepeatAfterFirst(
        IOperation body,
        ILocalSymbol? variable,
        Node first,
        Node end,
        System.Func<Node, Value> item,
        SyntaxNode syntax,
        bool fromZero
    )
    {
        var turns = new HostValue(Nodes.Code(NodeTypes.Bool, "({0} < {1})", first, end), Stage.Constant);
        if ((Known(turns) ?? Turns(first, end)) is not { } known)
            throw Undecided(turns, syntax, "a constant becomes row by row if the loop turns, which another loop decides");
        if (!known)
            return;
        var index = HostArithmetic.AsVariable(Nodes, first);
        if (variable is not null)
            _variables.Set(variable, item(index));
        _loops.Push((index, fromZero, end));
        var flow = Execute(body);
        _loops.Pop();
        if (!flow.Completes || flow.Returned is not null)
            throw new NotStreamableException(syntax, "a loop has to run to its end");
        Repeat(body, variable, Nodes.Code(NodeTypes.Long, "({0} + 1)", first), end, item, syntax, fromZero);
    }

    private static bool? Turns(Node first, Node end) =>
        new HostValue(first, Stage.Constant).Integer() is { } from && new HostValue(end, Stage.Constant).Integer() is { } to
            ? from < to
            : null;

    private Value Carried(Value kind, string text) => WithNode(kind, Nodes.Add(NodeKind.Carried, Node(kind).Type, text, []));

    private Value AsCarried(Value value, SyntaxNode syntax) => value switch
    {
        TensorValue or HostValue or ListValue => value,
        ItemsValue { Items.Count: 0 } => new ListValue(Nodes.Code(NodeTypes.Tensors, $"new {NodeTypes.Tensors}()"), null),
        CentredValue or CentredProductValue => throw new NotStreamableException(syntax, ValueNodes.Centred),
        _ => throw new NotStreamableException(syntax, "a variable that the loop changes cannot be followed"),
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

    private Node Bound(IOperation operation)
    {
        var bound = Operand(operation);
        if (bound.Stage == Stage.Result)
            throw Refuse(operation, Bounds);
        return bound.Integer() is { } known ? Nodes.Code(NodeTypes.Long, known + "L") : Nodes.Code(NodeTypes.Long, "(long){0}", bound.Node);
    }

    private HostValue Index(Node index, ITypeSymbol type, SyntaxNode syntax) =>
        new(
            type.SpecialType == SpecialType.System_Int64
                ? index
                : Nodes.Code(context.TypeName(type, syntax), $"(({Templates.Escape(type.FullName())}){{0}})", index),
            Stage.Constant
        );

    private static IOperation Strip(IOperation operation)
    {
        while (operation is IConversionOperation { Conversion.IsUserDefined: false } conversion)
            operation = conversion.Operand;
        return operation;
    }

    private static bool IsStep(IOperation step, ISymbol variable)
    {
        var operation = step is IExpressionStatementOperation { Operation: var inner } ? inner : step;
        return operation switch
        {
            IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: ILocalReferenceOperation local } =>
                SymbolEqualityComparer.Default.Equals(local.Local, variable),
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: ILocalReferenceOperation local } compound =>
                SymbolEqualityComparer.Default.Equals(local.Local, variable)
                    && compound.Value.ConstantValue is { HasValue: true, Value: 1 or 1L },
            _ => false,
        };
    }
}
