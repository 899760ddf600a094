using Gen.Generators.Common;
using Gen.Generators.Metrics.Members;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>Index expressions on tensors: <c>x[.., 1]</c>.</summary>
internal sealed class Indexing(Interpreter interpreter, PlanningContext context, SyntaxNode syntax)
{
    private const string Type = "global::" + TorchNames.TensorIndex;

    private enum Kind
    {
        All,
        Part,
        One,
        New,
        Rest,
        Tensor,
    }

    public static Value Index(Interpreter interpreter, PlanningContext context, Value value, IPropertyReferenceOperation property) =>
        value is TensorValue tensor
            ? new Indexing(interpreter, context, property.Syntax).Index(tensor, property)
            : throw new NotStreamableException(property.Syntax, ValueNodes.Centred);

    private TensorValue Index(TensorValue tensor, IPropertyReferenceOperation property)
    {
        var indices = property.Arguments.SelectMany(Items).Select(One).ToList();
        var stage = ValueNodes.Latest([tensor, .. indices.Select(i => i.Value)]);
        if (!tensor.IsRow && indices.Any(i => i.Value is TensorValue { IsRow: true }))
            return LookUp(tensor, indices);
        if (tensor.IsRow && indices.Any(i => i.Kind == Kind.Tensor))
            throw Refuse(
                "which values are taken depends on the data; use where, gather along another axis than the rows', or multiply with "
                + "the mask");
        if (tensor.IsRow && stage == Stage.Result)
            throw Refuse(Elementwise.ResultInRows);
        var taken = tensor.IsRow ? Walk(tensor, indices)
            : new TensorValue(tensor.Node, stage, 0, indices.All(i => i.Kind == Kind.One) ? tensor.Rank - indices.Count : null);
        Check[] checks = tensor.IsRow ? Checks(tensor, indices) : [];
        var nodes = indices.Select(i => ValueNodes.ToNode(context, i.Value, syntax));
        return taken with { Node = context.Nodes.Code(NodeTypes.Tensor, $"{{0}}[{List(1, indices)}]", [tensor.Node, .. nodes], checks) };
    }

    // Tensors stand beside numbers as they are; beside ranges they have to be wrapped.
    private static string List(int first, List<(Kind Kind, Value Value)> indices)
    {
        var wrapped = indices.Any(i => i.Kind is not (Kind.Tensor or Kind.One)) ? Type + ".Tensor" : "";
        return string.Join(", ", indices.Select((i, k) => i.Kind == Kind.Tensor ? $"{wrapped}({{{k + first}}})" : $"{{{k + first}}}"));
    }

    // A table from config that every row looks something up in.
    private TensorValue LookUp(TensorValue table, List<(Kind Kind, Value Value)> indices)
    {
        var joined = Elementwise.Join([.. indices.Select(i => i.Value)], syntax);
        if (table.Stage == Stage.Result)
            throw Refuse(Elementwise.ResultInRows);
        // Axes taken whole, indices that meet each other, axes taken whole.
        var rest = indices.Select(i => i.Kind).Where(k => k != Kind.One)
            .SkipWhile(k => k == Kind.All).SkipWhile(k => k == Kind.Tensor).ToList();
        if (!rest.TrueForAll(k => k == Kind.All) && !(rest.Count == 1 && rest[0] == Kind.Rest))
            throw Refuse("rows look up along axes of a table that stand together, the others taken whole");
        var node = context.Nodes.Code(
            NodeTypes.Tensor,
            $"{{{indices.Count}}}[{List(0, indices)}]",
            [.. indices.Select(i => ValueNodes.ToNode(context, i.Value, syntax)), table.Node],
            [.. Enumerable.Range(0, indices.Count).Where(IsTensor).Select(i => Templates.Positions(i, syntax)), .. joined.Checks]);
        var axis = indices.TakeWhile(i => i.Kind != Kind.Tensor).Count(i => i.Kind == Kind.All) + joined.Axis;
        return new TensorValue(node, Stage.Row, axis, joined.Rank + table.Rank - indices.Count(i => i.Kind is Kind.One or Kind.Tensor));

        bool IsTensor(int i) => indices[i].Kind == Kind.Tensor;
    }

    // Where the axis of the rows is afterwards.
    private TensorValue Walk(TensorValue tensor, List<(Kind Kind, Value Value)> indices)
    {
        var (position, axis, rank) = (0, tensor.Axis, tensor.Rank);
        foreach (var (kind, _) in indices)
        {
            if (position == tensor.Axis && kind is Kind.One or Kind.Part)
                throw Refuse(Axes.PickedRows);
            var added = kind switch { Kind.New => 1, Kind.One => -1, _ => 0 };
            rank += added;
            axis += position <= tensor.Axis ? added : 0;
            position = kind == Kind.Rest ? int.MaxValue / 2 : kind == Kind.New ? position : position + 1;
        }

        return tensor with { Axis = axis, Rank = rank };
    }

    // The rows are among the axes that an ellipsis stands for, if there are enough of them.
    private Check[] Checks(TensorValue tensor, List<(Kind Kind, Value Value)> indices)
    {
        var before = indices.TakeWhile(i => i.Kind != Kind.Rest).Count(i => i.Kind != Kind.New);
        var behind = indices.SkipWhile(i => i.Kind != Kind.Rest).Skip(1).Count(i => i.Kind != Kind.New);
        if (before > tensor.Axis || behind == 0)
            return [];
        return tensor.Rank is not { } rank ? [Templates.RankAtLeast(0, tensor.Axis + 1 + behind, syntax)]
            : rank - behind > tensor.Axis ? []
            : throw Refuse(Axes.PickedRows);
    }

    private static IEnumerable<IOperation> Items(IArgumentOperation argument) => argument switch
    {
        { ArgumentKind: not (ArgumentKind.ParamArray or ArgumentKind.ParamCollection) } => [argument.Value],
        { Value: IArrayCreationOperation { Initializer: { } initializer } } => initializer.ElementValues,
        { Value: ICollectionExpressionOperation collection } => collection.Elements,
        _ => [argument.Value],
    };

    private (Kind Kind, Value Value) One(IOperation operation)
    {
        operation = operation.Unconverted(andUsers: true);
        switch (operation)
        {
            case IRangeOperation range:
                var ends = new[] { range.LeftOperand, range.RightOperand }.OfType<IOperation>().Select(Bound).ToList();
                var text = range.LeftOperand is null ? "..{0}" : range.RightOperand is null ? "{0}.." : "{0}..{1}";
                return (ends.Count == 0 ? Kind.All : Kind.Part, Host("global::System.Range", ends.Count == 0 ? ".." : text, ends));
            case IFieldReferenceOperation { Field: { Name: var name } field } when field.ContainingType.Is(TorchNames.TensorIndex):
                return (name switch { "Colon" => Kind.All, "Ellipsis" => Kind.Rest, _ => Kind.New }, Constant(name));
            case IInvocationOperation { TargetMethod: { Name: var called } method } slice
                when method.ContainingType.Is(TorchNames.TensorIndex):
                var arguments = slice.Arguments.Where(a => a.ArgumentKind == ArgumentKind.Explicit).ToList();
                if (called == "Tensor" && arguments.Count == 1)
                    return One(arguments[0].Value);
                var values = arguments.ConvertAll(a => (HostValue)interpreter.Evaluate(a.Value));
                var list = string.Join(", ", arguments.Select((a, i) => $"{a.Parameter!.Name}: {{{i}}}"));
                var kind = called == "Single" ? Kind.One : called == "Slice" && values.TrueForAll(v => v.IsNull()) ? Kind.All : Kind.Part;
                return (kind, Host(TorchNames.TensorIndex, $"{Type}.{called}({list})", values));
        }

        return interpreter.Evaluate(operation) switch
        {
            TensorValue tensor => (Kind.Tensor, tensor),
            HostValue host when host.IsNull() => (Kind.New, Constant("None")),
            HostValue host => (Kind.One, host),
            _ => throw new NotStreamableException(operation.Syntax, "the index cannot be followed"),
        };
    }

    private HostValue Constant(string name) => Host(TorchNames.TensorIndex, $"{Type}.{name}", []);

    private HostValue Bound(IOperation operation) =>
        interpreter.Evaluate(operation.Unconverted(andUsers: true)) as HostValue
            ?? throw new NotStreamableException(operation.Syntax, "the index cannot be followed");

    private HostValue Host(string type, string template, IReadOnlyList<HostValue> operands) =>
        new(context.Nodes.Code(type, template, operands.Select(o => o.Node)), ValueNodes.Latest(operands));

    private NotStreamableException Refuse(string reason) => new(syntax, reason);
}
