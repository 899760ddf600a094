using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content>Sequences: <c>Enumerable.Range(…).Select(…)</c> is a loop in another dress.</content>
internal sealed partial class Interpreter
{
    /// <summary>A call of LINQ; null if it is another one.</summary>
    private Value? Linq(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!method.ContainingType.Is("System.Linq.Enumerable"))
            return null;
        var source = method.Name == "Range" || call.Arguments.IsEmpty ? new IgnoredValue() : Evaluate(call.Arguments[0].Value);
        if (Numbers(call, source) is { } numbers)
            return numbers;
        switch (method.Name)
        {
            case "Range":
                var (start, count) = (Bound(call.Arguments[0].Value), Bound(call.Arguments[1].Value));
                var end = start == Zero ? count : Nodes.Operator(NodeTypes.Long, "{0} + {1}", start, count);
                var type = method.Parameters[0].Type;
                return new SequenceValue(start, end, type, index => Index(index, type, call.Syntax));
            case "Select"
                when Sequence(source, call.Arguments[0].Value.Unconverted()) is { } items
                    && Evaluate(call.Arguments[1].Value) is FunctionValue { Method.Parameters.Length: 1 } function:
                return items with
                {
                    ItemType = function.Method.ReturnType,
                    Item = index => Call(function.Method, function.Body, function.Scope, [items.Item(index)], call),
                };
            case "ToArray" or "ToList" or "AsEnumerable":
                return source is SequenceValue mapped && mapped.ItemType.Is(KnownNames.Tensor) ? Items(mapped, call.Syntax) : source;
            default:
                foreach (var argument in call.Arguments.Skip(1))
                    Evaluate(argument.Value);
                throw Refuse(call, $"LINQ's '{method.Name}' cannot be followed; use Enumerable.Range(…).Select(…) or a for loop");
        }
    }

    /// <summary>What a loop runs over by an index; null for what is no such sequence.</summary>
    private SequenceValue? Sequence(Value value, IOperation operation)
    {
        if (value is not HostValue { Stage: Stage.Constant } host)
            return value as SequenceValue;
        if (ElementType(operation.Type) is not { } type)
            throw Refuse(operation, "use an array or a list");
        var name = context.TypeName(type, operation.Syntax);
        var (items, count) = (host.Node, "{0}.Length");
        if ((operation.Type as INamedTypeSymbol)?.PlainName() is "System.Collections.Generic.List" or "System.Collections.Generic.IList"
            or "System.Collections.Generic.IReadOnlyList")
            count = "{0}.Count";
        else if (operation.Type is not IArrayTypeSymbol { Rank: 1 })
            items = operation is IInvocationOperation
                ? Nodes.Code(name + "[]", $"global::System.Linq.Enumerable.ToArray<{Templates.Escape(name)}>({{0}})", items)
                : throw Refuse(operation, "use an array or a list");
        return new SequenceValue(Zero, Nodes.Code(NodeTypes.Long, count, items), type, Item);

        Value Item(Node index) => new HostValue(Nodes.Code(name, "{0}[(int){1}]", items, index), Stage.Constant);
    }

    private static ITypeSymbol? ElementType(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } => arguments[0],
        _ => null,
    };

    /// <summary>A sequence's items as a list.</summary>
    private ListValue Items(SequenceValue sequence, SyntaxNode syntax)
    {
        var (first, end, name) = (sequence.First, sequence.End, Nodes.NewLoop());
        var empty = new ListValue(Nodes.Carried(name, 0, NodeTypes.Tensors), null);
        var grown = Appended(empty, sequence.Item(Nodes.Index(name)), syntax);
        return grown with
        {
            Node = Nodes.Loop(name, 0, NodeTypes.Tensors, [first, end, Nodes.EmptyList(), grown.Node]),
            Count = first == Zero ? end : Nodes.Operator(NodeTypes.Long, "{0} - {1}", end, first),
        };
    }
}
