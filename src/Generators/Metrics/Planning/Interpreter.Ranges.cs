using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content><c>Enumerable.Range(…).Select(…)</c>: a loop in another dress.</content>
internal sealed partial class Interpreter
{
    /// <summary>A call of LINQ; null if it is another one.</summary>
    private Value? Linq(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!method.ContainingType.Is("System.Linq.Enumerable"))
            return null;
        switch (method.Name)
        {
            case "Range":
                var start = Bound(call.Arguments[0].Value);
                var count = Bound(call.Arguments[1].Value);
                return new RangeValue(
                    start,
                    start.Text == "0L" ? count : Nodes.Code(NodeTypes.Long, "({0} + {1})", start, count),
                    null,
                    null
                );
            case "Select"
                when Evaluate(call.Arguments[0].Value) is RangeValue { Select: null } range
                    && Lambda(call.Arguments[1].Value) is { Symbol.Parameters.Length: 1 } lambda:
                return range with { Select = lambda, Scope = _variables.Copy() };
            case "ToArray" or "ToList" or "AsEnumerable" when Evaluate(call.Arguments[0].Value) is var source:
                return source is RangeValue { Select: not null } mapped ? Items(mapped, call.Syntax) : source;
            default:
                foreach (var argument in call.Arguments.Where(a => Lambda(a.Value) is null))
                    Evaluate(argument.Value);
                throw Refuse(call, $"LINQ's '{method.Name}' cannot be followed; use Enumerable.Range(…).Select(…) or a for loop");
        }
    }

    private static IAnonymousFunctionOperation? Lambda(IOperation operation) => Strip(operation) switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda,
        IAnonymousFunctionOperation lambda => lambda,
        _ => null,
    };

    /// <summary>A range's items as a list.</summary>
    private ListValue Items(RangeValue range, SyntaxNode syntax)
    {
        var name = Nodes.NewLoop();
        var index = Nodes.Index(name);
        var type = range.Select!.Symbol.Parameters[0].Type;
        _loops.Push((index, range.First.Text == "0L", range.End));
        var item = Item(range, index, type, syntax) as TensorValue
            ?? throw new NotStreamableException(syntax, "only tensors can be put together");
        _loops.Pop();
        var carried = Nodes.Carried(name, 0, NodeTypes.Tensors);
        var grown = Nodes.Append(carried, item.Node);
        var empty = Nodes.EmptyList();
        return new ListValue(Nodes.Loop(name, 0, NodeTypes.Tensors, [range.First, range.End, empty, grown]), item,
            range.First.Text == "0L" ? range.End : Nodes.Code(NodeTypes.Long, "({0} - {1})", range.End, range.First));
    }

    private Value Item(RangeValue range, Node index, ITypeSymbol type, SyntaxNode syntax)
    {
        var plain = Index(index, range.Select?.Symbol.Parameters[0].Type ?? type, syntax);
        if (range.Select is not { } lambda)
            return plain;
        var outer = _variables;
        _variables = range.Scope!.Copy();
        _variables.Set(lambda.Symbol.Parameters[0], plain);
        try
        {
            return Execute(lambda.Body).Value
                ?? throw new NotStreamableException(syntax, "the function does not always return a value");
        }
        finally
        {
            _variables = outer;
        }
    }
}
