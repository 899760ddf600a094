using Gen.Generators.Common;
using Gen.Generators.Metrics.Members;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content>Assignments to locals and parameters, and lists that grow.</content>
internal sealed partial class Interpreter
{
    private Value Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is IArrayElementReferenceOperation element)
        {
            SetElement(element, assignment.Value);
            return new IgnoredValue();
        }

        var value = Evaluate(assignment.Value);
        Store(assignment.Target, value);
        return value;
    }

    private Value Assign(ICompoundAssignmentOperation compound)
    {
        var (left, right) = (Evaluate(compound.Target), Evaluate(compound.Value));
        var op = OperatorText(compound.OperatorKind) ?? throw Refuse(compound, "the operator cannot be followed");
        var value = left is HostValue l && right is HostValue r
            ? new HostValue(
                Narrowed($"{{0}} {op} {{1}}", compound.Type, compound.IsChecked, compound.Syntax, l.Node, r.Node),
                HostValues.Later(l.Stage, r.Stage))
            : Arithmetic.Binary(context, op, left, right, compound.Syntax);
        Store(compound.Target, value);
        return value;
    }

    private Value Increment(IIncrementOrDecrementOperation increment)
    {
        var operand = Operand(increment.Target);
        var template = increment.Kind == OperationKind.Increment ? "{0} + 1" : "{0} - 1";
        var next = Narrowed(template, increment.Type, increment.IsChecked, increment.Syntax, operand.Node);
        Store(increment.Target, operand with { Node = next });
        return operand;
    }

    // A byte is computed as an int, and made a byte again.
    private Node Narrowed(string template, ITypeSymbol? type, bool isChecked, SyntaxNode syntax, params Node[] operands)
    {
        if (!HostArithmetic.IsNarrow(type))
            return HostArithmetic.Operator(context, template, type, isChecked, syntax, operands);
        var wide = context.Compilation.GetSpecialType(SpecialType.System_Int32);
        var computed = HostArithmetic.Operator(context, template, wide, false, syntax, operands);
        return HostArithmetic.Cast(context, type!, isChecked, syntax, computed);
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation assignment)
    {
        var value = Evaluate(assignment.Value);
        var target = assignment.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : assignment.Target;
        if (assignment.Value.Unconverted() is not ITupleOperation && Converts(assignment.Value.Type, target))
            throw Refuse(assignment, "a deconstruction that converts cannot be followed; use 'var', and convert the items one by one");
        Store(target, value);
        return value;
    }

    private static bool Converts(ITypeSymbol? source, IOperation target) =>
        target is ITupleOperation tuple
            ? source is not INamedTypeSymbol { IsTupleType: true } items
                || items.TupleElements.Zip(tuple.Elements, (item, element) => Converts(item.Type, element)).Any(converts => converts)
            : target is not IDiscardOperation && !source.Is(target.Type);

    private void Store(IOperation target, Value value)
    {
        switch (target)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation when Effects.Variable(target) is { } variable:
                _variables.Set(variable, value);
                return;
            case IDeclarationExpressionOperation declaration:
                Store(declaration.Expression, value);
                return;
            case IDiscardOperation:
                return;
            case ITupleOperation tuple when value is TupleValue items && items.Items.Count == tuple.Elements.Length:
                for (var i = 0; i < tuple.Elements.Length; i++)
                    Store(tuple.Elements[i], items.Items[i]);
                return;
            case IPropertyReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation:
                throw Refuse(
                    target.Parent is IAssignmentOperation or IIncrementOrDecrementOperation ? target.Parent : target,
                    "it changes what is not the metric's own: a metric that is computed in batches must only compute"
                );
            default:
                throw Refuse(target, $"an assignment to '{Templates.Excerpt(target.Syntax)}' cannot be followed");
        }
    }

    internal static bool IsListOfTensors(ITypeSymbol? type) =>
        type.Is("System.Collections.Generic.List") && ((INamedTypeSymbol)type!).TypeArguments[0].Is(KnownNames.Tensor);

    private void Append(IOperation list, IOperation item, SyntaxNode syntax)
    {
        if (list is not ILocalReferenceOperation { Local: var local })
            throw Refuse(list, "only a local list can be added to");
        var added = Evaluate(item);
        switch (Read(local, list.Syntax))
        {
            // Outside loops the items are known one by one.
            case ItemsValue items:
                _variables.Set(local, items with { Items = [.. items.Items, added] });
                return;
            case ListValue growing:
                _variables.Set(local, Appended(growing with { Count = null }, added, syntax));
                return;
            default:
                throw new NotStreamableException(syntax, "only a list of tensors can be added to");
        }
    }

    private ListValue Appended(ListValue list, Value item, SyntaxNode syntax) =>
        item is TensorValue tensor
            ? list with { Node = Nodes.Append(list.Node, tensor.Node), Item = InCommon(list.Item, tensor, syntax) }
            : throw new NotStreamableException(syntax, "what the list holds has to be tensors");

    // What all items of a list have in common.
    private static TensorValue InCommon(TensorValue? left, TensorValue right, SyntaxNode syntax)
    {
        if (left is null)
            return right;
        if (left.IsRow != right.IsRow || (left.IsRow && left.Axis != right.Axis))
            throw new NotStreamableException(syntax, "the items of the list are not all row by row alike");
        return right with { Stage = HostValues.Later(left.Stage, right.Stage), Rank = left.Rank == right.Rank ? left.Rank : null };
    }

    // scores[k] = … in a loop over k from 0 fills an array in order, which is a list that grows.
    private void SetElement(IArrayElementReferenceOperation element, IOperation value)
    {
        if (element.ArrayReference is not ILocalReferenceOperation { Local: var local } || element.Indices.Length != 1)
            throw Refuse(element, "only an element of a local array can be set");
        var index = Operand(element.Indices[0]);
        var item = Evaluate(value) as TensorValue ?? throw Refuse(value, "what the array holds has to be tensors");
        switch (Read(local, element.Syntax))
        {
            case ItemsValue items when index.Integer() is { } known && known >= 0 && known < items.Items.Count:
                var changed = new List<Value>(items.Items) { [(int)known] = item };
                _variables.Set(local, items with { Items = changed });
                return;
            case ListValue growing when _loops.Count > 0 && IsFilledBy(growing, index.Node, _loops.Peek()):
                _variables.Set(local, Appended(growing, item, element.Syntax));
                return;
            default:
                throw Refuse(
                    element,
                    "an array has to be filled in order: by the index of a loop that starts at 0 and ends at the array's length"
                );
        }
    }

    // By the index itself, or as an int, up to the array's length.
    private static bool IsFilledBy(ListValue array, Node index, (Node Index, bool FromZero, Node End) loop) =>
        loop.FromZero
        && WithoutCasts(index) == WithoutCasts(loop.Index)
        && array.Count is { } count
        && WithoutCasts(count) == WithoutCasts(loop.End);

    private static Node WithoutCasts(Node node)
    {
        while (node.Text is "(int){0}" or "(long){0}")
            node = node.Children[0];
        return node;
    }
}
