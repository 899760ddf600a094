using System.Collections.Immutable;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Members;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content>Properties, fields, elements and new objects.</content>
internal sealed partial class Interpreter
{
    private Value Field(IFieldReferenceOperation field)
    {
        var symbol = field.Field;
        if (symbol.ContainingType.IsTupleType && field.Instance is { } tuple && Evaluate(tuple) is TupleValue items)
        {
            var index = symbol
                .ContainingType.TupleElements.ToList()
                .FindIndex(e => e.Name == symbol.Name || e.CorrespondingTupleField?.Name == symbol.Name);
            return index >= 0 && index < items.Items.Count
                ? items.Items[index]
                : throw Refuse(field, "the item of the tuple cannot be followed");
        }

        if (field.Instance is { } instance)
        {
            if (!symbol.IsReadOnly && !symbol.ContainingType.IsValueType && !IsConfig(instance))
                throw Refuse(field, $"'{symbol.Name}' can change between two batches; make it readonly, or take it as a parameter");
            return HostMember(field, instance, "{0}." + TypeModels.EscapedName(symbol.Name));
        }

        if (
            symbol.ContainingType.Is(TorchNames.Torch)
            && ScalarTypes.Find(symbol.Name) is { } scalarType
            && field.Type.Is(TorchNames.ScalarType)
        )
            return new HostValue(Nodes.Code(NodeTypes.ScalarType, $"{NodeTypes.ScalarType}.{scalarType}"), Stage.Constant);
        if (!(IsTorch(symbol.ContainingType) ? IsTorchConstant(symbol) : Constants.IsFixed(symbol)))
            throw Refuse(
                field,
                symbol.IsReadOnly
                    ? $"'{symbol.Name}' is an object, whose state can change between two batches; take what is needed as a parameter"
                    : $"'{symbol.Name}' can change between two batches; make it readonly, or take it as a parameter"
            );
        context.Mention(symbol, field.Syntax);
        var name = $"{Templates.Escape(symbol.ContainingType.FullName())}.{TypeModels.EscapedName(symbol.Name)}";
        var node = Nodes.Code(context.TypeName(symbol.Type, field.Syntax), name);
        return symbol.Type.Is(KnownNames.Tensor) ? new TensorValue(node, Stage.Constant) : new HostValue(node, Stage.Constant);
    }

    private Value Property(IPropertyReferenceOperation property)
    {
        var symbol = property.Property;
        if (symbol.ContainingType.Is(KnownNames.Tensor) && property.Instance is { } tensor)
            return symbol.IsIndexer
                ? Indexing.Index(this, context, Evaluate(tensor), property)
                : TensorProperty(property, Evaluate(tensor));
        if (property.Instance is { } instance)
        {
            var owner = Evaluate(instance);
            switch (owner)
            {
                case ShapeValue shape when symbol.Name is "Length" or "Count":
                    var rank = Calls.Rank(context, shape.Tensor);
                    return rank with
                    {
                        Node = rank.Integer() is { } axes
                            ? Nodes.Code("int", Literals.Number((int)axes))
                            : Nodes.Code("int", "((int){0})", rank.Node),
                    };
                case ItemsValue items when symbol.Name is "Length" or "Count":
                    return new HostValue(
                        Nodes.Code("int", items.Items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                        Stage.Constant
                    );
                case ListValue list when symbol.Name is "Length" or "Count":
                    return list.Count is { } count
                        ? new HostValue(Nodes.Cast("int", count), Stage.Constant)
                        : new HostValue(
                            Nodes.Code("int", "{0}.Count", list.Node),
                            ValueNodes.StageOf(list) == Stage.Constant ? Stage.Constant : Stage.Result
                        );
                case (ItemsValue or ListValue) when symbol.IsIndexer:
                    return Element(owner, property.Arguments[0].Value, property);
                case ListValue or TensorValue:
                    throw Refuse(property, $"'{symbol.Name}' of it cannot be followed");
            }

            if (symbol.IsIndexer)
                return HostMember(
                    property,
                    instance,
                    $"{{0}}[{string.Join(", ", property.Arguments.Select((_, i) => $"{{{i + 1}}}"))}]",
                    [.. property.Arguments.Select(a => a.Value)]
                );
            if (!IsConfig(instance) && !Constants.IsFixedMember(symbol))
                throw Refuse(
                    property,
                    $"'{symbol.Name}' is the state of an object, which can change between two batches; take it as a parameter"
                );
            return HostMember(property, instance, "{0}." + TypeModels.EscapedName(symbol.Name));
        }

        if (IsOwn(symbol) && symbol is { SetMethod: null, GetMethod: { } getter } && Constants.Getter(symbol) is { } code)
            return Inline(getter, code, property);
        if (!(IsOwn(symbol) ? Constants.IsFixed(symbol) : symbol.ContainingType.Is("System.Half")))
            throw Refuse(property, $"'{symbol.Name}' can change between two batches; take it as a parameter");
        context.Mention(symbol, property.Syntax);
        var node = Nodes.Code(
            context.TypeName(symbol.Type, property.Syntax),
            $"{Templates.Escape(symbol.ContainingType.FullName())}.{TypeModels.EscapedName(symbol.Name)}"
        );
        return symbol.Type.Is(KnownNames.Tensor) ? new TensorValue(node, Stage.Constant) : new HostValue(node, Stage.Constant);
    }

    // Config is fixed while an experiment runs, whatever setters its classes have.
    private static bool IsConfig(IOperation instance) => Strip(instance) switch
    {
        IParameterReferenceOperation => true,
        ILocalReferenceOperation => true,
        IPropertyReferenceOperation { Instance: { } owner } => IsConfig(owner),
        _ => false,
    };

    private Value TensorProperty(IPropertyReferenceOperation property, Value value)
    {
        if (property.Property.Name is "T" && value is TensorValue or CentredValue)
            return MovedAxes.Transposed(new MemberCall(context, property.Syntax, "T", null, [new Operand("this", -1, value)]));
        if (value is not TensorValue tensor)
            throw new NotStreamableException(property.Syntax, value is RefusedValue refused ? refused.Reason : ValueNodes.Centred);
        switch (property.Property.Name)
        {
            case "shape":
                return new ShapeValue(tensor);
            case "dtype":
                return Calls.PerBatch(context, tensor, NodeTypes.ScalarType, "{0}.dtype");
            case "ndim" or "Dimensions":
                return Calls.Rank(context, tensor);
            case "NumberOfElements":
                return Calls.Elements(context, tensor);
            case "device":
                return new HostValue(Nodes.Device(), Stage.Constant);
            case "is_cuda" or "is_cpu" or "requires_grad":
                throw Refuse(property, $"a metric must not depend on '{property.Property.Name}'");
        }

        if (!tensor.IsRow && property.Type.Is(KnownNames.Tensor))
            return new TensorValue(Nodes.Code(NodeTypes.Tensor, "{0}." + property.Property.Name, tensor.Node), tensor.Stage);
        throw Refuse(property, $"'{property.Property.Name}' of a batch cannot be streamed");
    }

    private Value Element(IArrayElementReferenceOperation element)
    {
        var array = Evaluate(element.ArrayReference);
        if (element.Indices.Length != 1)
            return array is HostValue
                ? HostMember(
                    element,
                    element.ArrayReference,
                    $"{{0}}[{string.Join(", ", element.Indices.Select((_, i) => $"{{{i + 1}}}"))}]",
                    [.. element.Indices]
                )
                : throw Refuse(element, "the element cannot be followed");
        return array is HostValue
            ? HostMember(element, element.ArrayReference, "{0}[{1}]", element.Indices[0])
            : Element(array, element.Indices[0], element);
    }

    private Value Element(Value array, IOperation position, IOperation element)
    {
        var index = Evaluate(position);
        var hat = position is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } end ? Evaluate(end.Operand).Integer() : null;
        var known = hat is null ? index.Integer() : -hat;
        switch (array)
        {
            case ShapeValue shape:
                return Calls.Size(context, shape.Tensor, known ?? throw Refuse(element, "the axis must be a constant"), element.Syntax);
            case ItemsValue items when (hat is null ? known : known + items.Items.Count) is { } at && at >= 0 && at < items.Items.Count:
                return items.Items[(int)at];
            case ListValue { Item: { } item } list when index is HostValue { Stage: Stage.Constant } host:
                var template = position.Type.Is("System.Index") ? "{0}[{1}]" : "{0}[(int){1}]";
                return item with { Node = Nodes.Code(NodeTypes.Tensor, template, list.Node, host.Node) };
            case ListValue { Item: null }:
                throw Refuse(element, "it can be read only after it is filled");
            default:
                throw Refuse(element, "the element cannot be followed");
        }
    }

    // A member of a host value, which is taken not to change while the metric runs.
    private HostValue HostMember(IOperation operation, IOperation instance, string template, params IOperation[] arguments)
    {
        if (operation is IMemberReferenceOperation member)
            context.Mention(member.Member, operation.Syntax);
        return Combine(operation, template, [instance, .. arguments]);
    }

    private Value Array(IArrayCreationOperation array)
    {
        var element = ((IArrayTypeSymbol)array.Type!).ElementType;
        if (array.Initializer is { } initializer && array.DimensionSizes.Length == 1)
            return new ItemsValue(initializer.ElementValues.Select(Evaluate).ToList(), context.TypeName(element, array.Syntax));
        if (array.Initializer is null && element.Is(KnownNames.Tensor) && array.DimensionSizes.Length == 1)
            return new ListValue(Nodes.EmptyList(), null, Bound(array.DimensionSizes[0]));
        if (array.Initializer is null)
            return Combine(
                array,
                $"new {Templates.Escape(context.TypeName(element, array.Syntax))}"
                    + $"[{string.Join(", ", array.DimensionSizes.Select((_, i) => $"{{{i}}}"))}]",
                [.. array.DimensionSizes]
            );
        return new HostValue(
            Nodes.Code(context.TypeName(array.Type, array.Syntax), Templates.Escape(NestedArray(array)), []),
            Stage.Constant
        );
    }

    private string NestedArray(IArrayCreationOperation array)
    {
        return $"new {context.TypeName(array.Type, array.Syntax)} {Items(array.Initializer!)}";

        string Items(IArrayInitializerOperation initializer) => "{ " + string.Join(", ", initializer.ElementValues.Select(e => e switch
        {
            IArrayInitializerOperation nested => Items(nested),
            { ConstantValue: { HasValue: true, Value: var value } } => Literals.Constant(value, e.Type),
            _ => throw Refuse(e, "an array of several dimensions must be of constants"),
        })) + " }";
    }

    private Value Collection(ICollectionExpressionOperation collection)
    {
        if (collection.Elements.Any(e => e is ISpreadOperation))
            throw Refuse(collection, "the items of the list cannot be followed one by one");
        var element = ElementType(collection.Type);
        return new ItemsValue(
            collection.Elements.Select(Evaluate).ToList(),
            element is null ? NodeTypes.Tensor : context.TypeName(element, collection.Syntax)
        );
    }

    private Value Create(IObjectCreationOperation creation)
    {
        // Empty, perhaps with a capacity; not a copy of another list.
        if (
            creation.Type.Is("System.Collections.Generic.List")
            && creation.Constructor!.Parameters.All(p => p.Type.SpecialType == SpecialType.System_Int32)
        )
            return new ItemsValue(
                [.. creation.Initializer?.Initializers.OfType<IInvocationOperation>().Select(i => Evaluate(i.Arguments[0].Value)) ?? []],
                context.TypeName(ElementType(creation.Type), creation.Syntax)
            );

        if (creation.Type.Is("System.Random"))
            throw Refuse(creation, "it is random: two evaluations of the metric would differ");
        if (
            creation.Initializer is not null
            || creation.Type is null
            || (!creation.Type.IsValueType && !Constants.IsNumeric(creation.Type) && !IsTorch(creation.Type))
            || (creation.Type.IsValueType && creation.Type.DeclaringSyntaxReferences.Length > 0)
        )
            throw Refuse(creation, $"what a new '{creation.Type?.Name}' does cannot be seen");
        context.Mention(creation.Type, creation.Syntax);
        var (values, list) = Given(creation.Arguments, 0);
        return Combine(creation, $"new {Templates.Escape(creation.Type.FullName())}({list})", [.. values]);
    }

    // The arguments that a call gives, in the order of the parameters, and how generated code gives them.
    private static (List<IOperation> Values, string List) Given(ImmutableArray<IArgumentOperation> arguments, int first)
    {
        var given = arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue).OrderBy(a => a.Parameter!.Ordinal).ToList();
        var list = given.Select((a, i) =>
            a.Parameter!.Ordinal == i ? $"{{{i + first}}}" : $"{TypeModels.EscapedName(a.Parameter.Name)}: {{{i + first}}}");
        return (given.Select(a => a.Value).ToList(), string.Join(", ", list));
    }

    // The static fields of TorchSharp that nothing writes to.
    private static bool IsTorchConstant(IFieldSymbol field) =>
        field.IsConst || field.Type.TypeKind == TypeKind.Enum || field.Type.Is(TorchNames.TensorIndex) || field.Type.Is(KnownNames.Device);

    private static bool IsTorch(ITypeSymbol type)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.ContainingNamespace is { Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true })
                return true;
        }

        return false;
    }
}
