using Gen.Generators.Common;
using Gen.Generators.Metrics.Members;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>Index expressions on tensors: <c>x[.., 1]</c>.</summary>
internal static class Indexing
{
    private enum Kind
    {
        All,
        Part,
        One,
        New,
        Rest,
        Tensor,
    }

    public static Value Index(Interpreter interpreter, PlanningContext context, Value value, IPropertyReferenceOperation property)
    {
        if (value is not TensorValue tensor)
            throw new NotStreamableException(property.Syntax, ValueNodes.Centred);
        var indices = Indices(interpreter, context, property).ToList();
        var stage = HostValues.Later(tensor.Stage, indices.Select(i => ValueNodes.StageOf(i.Value)).DefaultIfEmpty().Max());
        if (!tensor.IsRow && indices.Any(i => i.Value is TensorValue { IsRow: true }))
            return LookUp(context, tensor, indices, property.Syntax);
        var nodes = indices.Select(i => ValueNodes.ToNode(context, i.Value, property.Syntax));
        var node = context.Nodes.Code(NodeTypes.Tensor, $"{{0}}[{List(1, indices)}]", [tensor.Node, .. nodes]);
        if (!tensor.IsRow)
            return new TensorValue(node, stage, 0, indices.All(i => i.Kind == Kind.One) ? tensor.Rank - indices.Count : null);
        if (indices.Any(i => i.Kind == Kind.Tensor))
            throw new NotStreamableException(
                property.Syntax,
                "which values are taken depends on the data; use where, gather along another axis than the rows', or multiply with "
                + "the mask"
            );
        if (stage == Stage.Result)
            throw new NotStreamableException(property.Syntax, Elementwise.ResultInRows);
        return Walk(tensor, indices, property.Syntax, node, context.Nodes);
    }

    // Tensors stand beside numbers as they are; beside ranges they have to be wrapped.
    private static string List(int first, List<(Kind Kind, Value Value)> indices)
    {
        var wrapped = indices.Any(i => i.Kind is not (Kind.Tensor or Kind.One)) ? $"global::{TorchNames.TensorIndex}.Tensor" : "";
        return string.Join(", ", indices.Select((i, k) => i.Kind == Kind.Tensor ? $"{wrapped}({{{k + first}}})" : $"{{{k + first}}}"));
    }

    // A table from config that every row looks something up in.
    private static TensorValue LookUp(PlanningContext context, TensorValue table, List<(Kind Kind, Value Value)> indices, SyntaxNode syntax)
    {
        var joined = Elementwise.Join([.. indices.Select(i => i.Value)], syntax);
        if (table.Stage == Stage.Result)
            throw new NotStreamableException(syntax, Elementwise.ResultInRows);
        if (!IsLookUp(indices.Select(i => i.Kind).Where(k => k != Kind.One)))
            throw new NotStreamableException(syntax, "rows look up along axes of a table that stand together, the others taken whole");
        var node = context.Nodes.Code(
            NodeTypes.Tensor,
            $"{{{indices.Count}}}[{List(0, indices)}]",
            [.. indices.Select(i => ValueNodes.ToNode(context, i.Value, syntax)), table.Node],
            [.. indices.Select((_, i) => Templates.Positions(i, syntax)).Where((_, i) => indices[i].Kind == Kind.Tensor), .. joined.Checks]
        );
        var axis = indices.TakeWhile(i => i.Kind != Kind.Tensor).Count(i => i.Kind == Kind.All) + joined.Axis;
        return new TensorValue(node, Stage.Row, axis, joined.Rank + table.Rank - indices.Count(i => i.Kind is Kind.One or Kind.Tensor));
    }

    // Axes taken whole, indices that meet each other, axes taken whole.
    private static bool IsLookUp(IEnumerable<Kind> kinds)
    {
        var rest = kinds.SkipWhile(k => k == Kind.All).SkipWhile(k => k == Kind.Tensor).ToList();
        return rest.TrueForAll(k => k == Kind.All) || (rest.Count == 1 && rest[0] == Kind.Rest);
    }

    private static TensorValue Walk(
        TensorValue tensor,
        List<(Kind Kind, Value Value)> indices,
        SyntaxNode syntax,
        Node node,
        NodeTable nodes
    )
    {
        var (position, axis, removed, added) = (0, tensor.Axis, 0, 0);
        string[] checks = [];
        for (var i = 0; i < indices.Count; i++)
        {
            switch (indices[i].Kind)
            {
                case Kind.New:
                    added++;
                    axis += position <= tensor.Axis ? 1 : 0;
                    break;
                case Kind.Rest:
                    var behind = indices.Skip(i + 1).Count(x => x.Kind != Kind.New);
                    // The rows are among the axes that the ellipsis stands for, if there are enough of them.
                    if (position <= tensor.Axis && tensor.Rank is null && behind > 0)
                        checks = [Templates.RankAtLeast(0, tensor.Axis + 1 + behind, syntax)];
                    else if (position <= tensor.Axis && tensor.Rank is { } rank && rank - behind <= tensor.Axis)
                        throw new NotStreamableException(syntax, Axes.PickedRows);
                    position = int.MaxValue / 2;
                    break;
                case Kind.All:
                    position++;
                    break;
                default:
                    if (position == tensor.Axis)
                        throw new NotStreamableException(syntax, Axes.PickedRows);
                    if (indices[i].Kind == Kind.One)
                    {
                        removed++;
                        axis -= position < tensor.Axis ? 1 : 0;
                    }

                    position++;
                    break;
            }
        }

        return new TensorValue(checks.Length > 0 ? nodes.WithChecks(node, checks) : node, Stage.Row, axis, tensor.Rank - removed + added);
    }

    private static IEnumerable<(Kind Kind, Value Value)> Indices(
        Interpreter interpreter,
        PlanningContext context,
        IPropertyReferenceOperation property
    )
    {
        foreach (var argument in property.Arguments)
        {
            if (argument.ArgumentKind is ArgumentKind.ParamArray or ArgumentKind.ParamCollection)
            {
                var items = argument.Value switch
                {
                    IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.AsEnumerable(),
                    ICollectionExpressionOperation collection => collection.Elements,
                    _ => [argument.Value],
                };
                foreach (var item in items)
                    yield return One(interpreter, context, item);
            }
            else
            {
                yield return One(interpreter, context, argument.Value);
            }
        }
    }

    private static (Kind, Value) One(Interpreter interpreter, PlanningContext context, IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        var nodes = context.Nodes;
        switch (operation)
        {
            case IRangeOperation range:
                var from = range.LeftOperand is null ? "" : "{0}";
                var to = range.RightOperand is null ? "" : range.LeftOperand is null ? "{0}" : "{1}";
                var text = $"{from}..{to}";
                var ends = new[] { range.LeftOperand, range.RightOperand }
                    .Where(o => o is not null)
                    .Select(o => Bound(interpreter, o!))
                    .ToList();
                return (
                    ends.Count == 0 ? Kind.All : Kind.Part,
                    new HostValue(
                        nodes.Code("global::System.Range", text, ends.Select(e => e.Node)),
                        ends.Select(e => e.Stage).DefaultIfEmpty().Max()
                    )
                );
            case IFieldReferenceOperation { Field: { Name: var name } field } when field.ContainingType.Is(TorchNames.TensorIndex):
                var kind = name switch { "Colon" => Kind.All, "Ellipsis" => Kind.Rest, _ => Kind.New };
                return (kind, Constant(nodes, name));
            case IInvocationOperation { TargetMethod: { Name: var called } method } slice
                when method.ContainingType.Is(TorchNames.TensorIndex):
                var arguments = slice.Arguments.Where(a => a.ArgumentKind == ArgumentKind.Explicit).ToList();
                if (called == "Tensor" && arguments.Count == 1)
                    return One(interpreter, context, arguments[0].Value);
                var values = arguments.Select(a => (a.Parameter!.Name, Host: (HostValue)interpreter.Evaluate(a.Value))).ToList();
                var sliced = nodes.Code(
                    TorchNames.TensorIndex,
                    $"global::{TorchNames.TensorIndex}.{called}({string.Join(", ", values.Select((v, i) => $"{v.Name}: {{{i}}}"))})",
                    values.Select(v => v.Host.Node)
                );
                return (
                    called == "Single" ? Kind.One
                    : called == "Slice" && values.All(v => v.Host.IsNull()) ? Kind.All
                    : Kind.Part,
                    new HostValue(sliced, values.Select(v => v.Host.Stage).DefaultIfEmpty().Max())
                );
        }

        return interpreter.Evaluate(operation) switch
        {
            TensorValue tensor => (Kind.Tensor, tensor),
            HostValue host when host.IsNull() => (Kind.New, Constant(nodes, "None")),
            HostValue host => (Kind.One, host),
            _ => throw new NotStreamableException(operation.Syntax, "the index cannot be followed"),
        };
    }

    private static HostValue Constant(NodeTable nodes, string name) =>
        new(nodes.Code(TorchNames.TensorIndex, $"global::{TorchNames.TensorIndex}.{name}"), Stage.Constant);

    private static HostValue Bound(Interpreter interpreter, IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        return interpreter.Evaluate(operation) as HostValue
            ?? throw new NotStreamableException(operation.Syntax, "the index cannot be followed");
    }
}
