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
            var index = symbol.ContainingType.TupleElements.ToList()
                .FindIndex(e => e.Name == symbol.Name || e.CorrespondingTupleField?.Name == symbol.Name);
            return index >= 0 && index < items.Items.Count ? items.Items[index]
                : throw Refuse(field, "the item of the tuple cannot be followed");
        }

        if (field.Instance is { } instance)
            return symbol.IsReadOnly || symbol.ContainingType.IsValueType || IsConfig(instance)
                ? HostMember(field, instance, "{0}." + TypeModels.EscapedName(symbol.Name))
                : throw Refuse(field, $"'{symbol.Name}' can change between two batches; make it readonly, or take it as a parameter");
        if (symbol.ContainingType.Is(TorchNames.Torch) && field.Type.Is(TorchNames.ScalarType)
            && ScalarTypes.Find(symbol.Name) is { } scalar)
            return new HostValue(Nodes.Code(NodeTypes.ScalarType, $"{NodeTypes.ScalarType}.{scalar}"), Stage.Constant);
        if (IsTorch(symbol.ContainingType) ? IsTorchConstant(symbol) : Constants.IsFixed(symbol))
            return Static(symbol, symbol.Type, field.Syntax);
        throw Refuse(
            field,
            symbol.IsReadOnly
                ? $"'{symbol.Name}' is an object, whose state can change between two batches; take what is needed as a parameter"
                : $"'{symbol.Name}' can change between two batches; make it readonly, or take it as a parameter");
    }

    private Value Property(IPropertyReferenceOperation property)
    {
        var symbol = property.Property;
        if (property.Instance is { } instance)
        {
            var owner = Evaluate(instance);
            if (symbol.ContainingType.Is(KnownNames.Tensor))
                return symbol.IsIndexer ? Indexing.Index(this, context, owner, property) : TensorProperty(property, owner);
            if (symbol.Name is "Length" or "Count" && Count(owner) is { } count)
                return count;
            if (symbol.IsIndexer && owner is ItemsValue or ListValue)
                return Element(owner, property.Arguments[0].Value, property);
            if (owner is ListValue or TensorValue)
                throw Refuse(property, $"'{symbol.Name}' of it cannot be followed");
            if (symbol.IsIndexer)
                return HostMember(property, instance, Indexer(property.Arguments.Length), [.. property.Arguments.Select(a => a.Value)]);
            return IsConfig(instance) || Constants.IsFixedMember(symbol)
                ? HostMember(property, instance, "{0}." + TypeModels.EscapedName(symbol.Name))
                : throw Refuse(
                    property, $"'{symbol.Name}' is the state of an object, which can change between two batches; take it as a parameter");
        }

        if (IsOwn(symbol) && symbol is { SetMethod: null, GetMethod: { } getter } && Constants.Getter(symbol) is not null)
            return Inline(getter, new Variables(), [], property);
        return (IsOwn(symbol) ? Constants.IsFixed(symbol) : symbol.ContainingType.Is("System.Half"))
            ? Static(symbol, symbol.Type, property.Syntax)
            : throw Refuse(property, $"'{symbol.Name}' can change between two batches; take it as a parameter");
    }

    // What a static field or property holds while the program runs.
    private Value Static(ISymbol symbol, ITypeSymbol type, SyntaxNode syntax)
    {
        context.Mention(symbol, syntax);
        var name = $"{Templates.Escape(symbol.ContainingType.FullName())}.{TypeModels.EscapedName(symbol.Name)}";
        var node = Nodes.Code(context.TypeName(type, syntax), name);
        return type.Is(KnownNames.Tensor) ? new TensorValue(node, Stage.Constant) : new HostValue(node, Stage.Constant);
    }

    // How many items there are, an int; null where these are not followed.
    private HostValue? Count(Value value) => value switch
    {
        ShapeValue shape => Calls.Rank(context, shape.Tensor, "int"),
        ItemsValue { Items.Count: var count } => new HostValue(Nodes.Code("int", Literals.Number(count)), Stage.Constant),
        ListValue { Count: { } count } => new HostValue(Nodes.Cast("int", count), Stage.Constant),
        ListValue list => new HostValue(
            Nodes.Code("int", "{0}.Count", list.Node), ValueNodes.StageOf(list) == Stage.Constant ? Stage.Constant : Stage.Result),
        _ => null,
    };

    // Config is fixed while an experiment runs, whatever setters its classes have.
    private static bool IsConfig(IOperation instance) => instance.Unconverted() switch
    {
        IParameterReferenceOperation or ILocalReferenceOperation => true,
        IPropertyReferenceOperation { Instance: { } owner } => IsConfig(owner),
        _ => false,
    };

    private Value TensorProperty(IPropertyReferenceOperation property, Value value)
    {
        var name = property.Property.Name;
        if (name is "T" && value is TensorValue or CentredValue)
            return MovedAxes.Transposed(new MemberCall(context, property.Syntax, name, null, [new Operand("this", -1, value)]));
        if (value is not TensorValue tensor)
            throw Refuse(property, value is RefusedValue refused ? refused.Reason : ValueNodes.Centred);
        return name switch
        {
            "shape" => new ShapeValue(tensor),
            "dtype" => Calls.PerBatch(context, tensor, NodeTypes.ScalarType, "{0}.dtype"),
            "ndim" or "Dimensions" => Calls.Rank(context, tensor),
            "NumberOfElements" => Calls.Elements(context, tensor),
            "device" => new HostValue(Nodes.Device(), Stage.Constant),
            "is_cuda" or "is_cpu" or "requires_grad" => throw Refuse(property, $"a metric must not depend on '{name}'"),
            _ when !tensor.IsRow && property.Type.Is(KnownNames.Tensor) =>
                new TensorValue(Nodes.Code(NodeTypes.Tensor, "{0}." + name, tensor.Node), tensor.Stage),
            _ => throw Refuse(property, $"'{name}' of a batch cannot be streamed"),
        };
    }

    private Value Element(IArrayElementReferenceOperation element)
    {
        var array = Evaluate(element.ArrayReference);
        return array is HostValue ? HostMember(element, element.ArrayReference, Indexer(element.Indices.Length), [.. element.Indices])
            : element.Indices.Length == 1 ? Element(array, element.Indices[0], element)
            : throw Refuse(element, "the element cannot be followed");
    }

    private Value Element(Value array, IOperation position, IOperation element)
    {
        var index = Evaluate(position);
        var fromEnd = position is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } end ? Evaluate(end.Operand).Integer() : null;
        var known = fromEnd is null ? index.Integer() : ((array as ItemsValue)?.Items.Count ?? 0) - fromEnd;
        return array switch
        {
            ShapeValue shape =>
                Calls.Size(context, shape.Tensor, known ?? throw Refuse(element, "the axis must be a constant"), element.Syntax),
            ItemsValue items when known >= 0 && known < items.Items.Count => items.Items[(int)known],
            ListValue { Item: { } item } list when index is HostValue { Stage: Stage.Constant } host => item with
            {
                Node = Nodes.Code(NodeTypes.Tensor, position.Type.Is("System.Index") ? "{0}[{1}]" : "{0}[(int){1}]", list.Node, host.Node),
            },
            ListValue { Item: null } => throw Refuse(element, "it can be read only after it is filled"),
            _ => throw Refuse(element, "the element cannot be followed"),
        };
    }

    private static string Indexer(int count) => $"{{0}}[{Templates.List(count, 1)}]";

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
        var (sizes, name) = (array.DimensionSizes, context.TypeName(array.Type, array.Syntax));
        if (array.Initializer is { } initializer)
            return sizes.Length == 1
                ? Items(initializer.ElementValues, element, array.Syntax)
                : Constant(Templates.Escape($"new {name} {NestedItems(initializer)}"), array.Type, array.Syntax);
        return element.Is(KnownNames.Tensor) && sizes.Length == 1
            ? new ListValue(Nodes.EmptyList(), null, Bound(sizes[0]))
            : Combine(array, $"new {Templates.Escape(element.FullName())}[{Templates.List(sizes.Length)}]", [.. sizes]);
    }

    private static string NestedItems(IArrayInitializerOperation initializer) =>
        "{ " + string.Join(", ", initializer.ElementValues.Select(e => e switch
        {
            IArrayInitializerOperation nested => NestedItems(nested),
            { ConstantValue: { HasValue: true, Value: var value } } => Literals.Constant(value, e.Type),
            _ => throw Refuse(e, "an array of several dimensions must be of constants"),
        })) + " }";

    private ItemsValue Items(IEnumerable<IOperation> items, ITypeSymbol? type, SyntaxNode syntax) =>
        new([.. items.Select(Evaluate)], type is null ? NodeTypes.Tensor : context.TypeName(type, syntax));

    private ItemsValue Collection(ICollectionExpressionOperation collection) =>
        collection.Elements.Any(e => e is ISpreadOperation)
            ? throw Refuse(collection, "the items of the list cannot be followed one by one")
            : Items(collection.Elements, ElementType(collection.Type), collection.Syntax);

    private Value Create(IObjectCreationOperation creation)
    {
        // Empty, perhaps with a capacity; not a copy of another list.
        if (creation.Type.Is("System.Collections.Generic.List")
            && creation.Constructor!.Parameters.All(p => p.Type.SpecialType == SpecialType.System_Int32))
        {
            var added = creation.Initializer?.Initializers.OfType<IInvocationOperation>().Select(i => i.Arguments[0].Value);
            return Items(added ?? [], ElementType(creation.Type), creation.Syntax);
        }

        if (creation.Type.Is("System.Random"))
            throw Refuse(creation, "it is random: two evaluations of the metric would differ");
        if (creation.Initializer is not null || creation.Type is not { } type
            || (type.IsValueType ? type.DeclaringSyntaxReferences.Length > 0 : !Constants.IsNumeric(type) && !IsTorch(type)))
            throw Refuse(creation, $"what a new '{creation.Type?.Name}' does cannot be seen");
        context.Mention(type, creation.Syntax);
        var (values, list) = Given(creation.Arguments, 0);
        return Combine(creation, $"new {Templates.Escape(type.FullName())}({list})", [.. values]);
    }

    // The arguments that a call gives, in the order of the parameters, and how generated code gives them.
    private static (List<IOperation> Values, string List) Given(ImmutableArray<IArgumentOperation> arguments, int first)
    {
        var given = arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue).OrderBy(a => a.Parameter!.Ordinal).ToList();
        var list = given.Select((a, i) =>
            a.Parameter!.Ordinal == i ? $"{{{i + first}}}" : $"{TypeModels.EscapedName(a.Parameter.Name)}: {{{i + first}}}");
        return (given.ConvertAll(a => a.Value), string.Join(", ", list));
    }

    // The static fields of TorchSharp that nothing writes to.
    private static bool IsTorchConstant(IFieldSymbol field) =>
        field.IsConst || field.Type.TypeKind == TypeKind.Enum || field.Type.Is(TorchNames.TensorIndex) || field.Type.Is(KnownNames.Device);

    private static bool IsTorch(ITypeSymbol type) =>
        type.ContainingNamespace is { Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true };
}
