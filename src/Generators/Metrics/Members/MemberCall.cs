using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics.Members;

/// <summary>A call of a tensor member or a function on tensors, its operands evaluated.</summary>
/// <param name="Context">The planning.</param>
/// <param name="Syntax">The call.</param>
/// <param name="Name">The member's name.</param>
/// <param name="Container">Qualified name of the class of a static function; null for a tensor's own member.</param>
/// <param name="Operands">Receiver first, if there is one, then the arguments that the call gives, in order.</param>
internal sealed record MemberCall(
    PlanningContext Context,
    SyntaxNode Syntax,
    string Name,
    string? Container,
    IReadOnlyList<Operand> Operands
)
{
    private static readonly string[] s_axisNames = ["dim", "dims", "dimension", "dimensions", "axis", "dim0"];

    public NodeTable Nodes => Context.Nodes;

    /// <summary>The first operand, which the member works on.</summary>
    public TensorValue Input =>
        Operands.Count > 0 && Operands[0].Value is TensorValue input ? input : throw Refuse($"'{Name}' needs a tensor first");

    public Value? this[string parameter] => Operands.FirstOrDefault(o => o.Parameter == parameter)?.Value;

    public NotStreamableException Refuse(string reason) => new(Syntax, reason);

    /// <summary>Operands that are tensors, with their positions.</summary>
    public IEnumerable<(TensorValue Tensor, int Position)> Tensors() =>
        Operands.Select((o, i) => (Tensor: o.Value as TensorValue, i)).Where(o => o.Tensor is not null).Select(o => (o.Tensor!, o.i));

    /// <summary>The arguments, those of a list one by one.</summary>
    public IReadOnlyList<Value> Items() => [.. Operands.Skip(1).SelectMany(o => o.Value is ItemsValue items ? items.Items : [o.Value])];

    /// <summary>What the operands make together if they correspond element by element.</summary>
    public Joined Join() => Elementwise.Join([.. Operands.Select(o => o.Value)], Syntax);

    /// <summary>The axes that the call names; null if it names none.</summary>
    public IReadOnlyList<long>? Axes()
    {
        var named = Operands.Skip(1).Where(o => s_axisNames.Contains(o.Parameter) || o.Parameter is "dim1" or "dim2").ToList();
        if (named.Count == 0 || (named.Count == 1 && named[0].Value.IsNull()))
            return null;
        var axes = new List<long>();
        foreach (var operand in named)
            axes.AddRange(operand.Value.Integers() ?? throw RefuseAxis(operand));
        return axes;
    }

    /// <summary>An axis that is known only later.</summary>
    public NotStreamableException RefuseAxis(Operand operand) =>
        new(
            operand.Syntax ?? Syntax,
            $"the axis of '{Name}' must be a constant: which axis holds the rows has to be known when the code is built"
        );

    /// <summary>The one axis that the call names, or what the member takes if it names none.</summary>
    public long Axis(long otherwise) => Axes() is { Count: 1 } axes ? axes[0] : otherwise;

    public bool Flag(string parameter)
    {
        if (this[parameter] is not { } value)
            return false;
        return value.Boolean() ?? throw Refuse($"'{parameter}' of '{Name}' must be true or false, not a value that is known only later");
    }

    /// <summary>A node for the call as it stands.</summary>
    public Node Emit(params Check[] checks) => EmitWith(Operands, checks);

    /// <summary>A node for the call with other operands.</summary>
    public Node EmitWith(IReadOnlyList<Operand> operands, params Check[] checks)
    {
        var arguments = new List<string>();
        var inOrder = true;
        var last = -1;
        for (var i = Container is null ? 1 : 0; i < operands.Count; i++)
        {
            var operand = operands[i];
            inOrder &= operand.Position == last + 1;
            last = operand.Position;
            arguments.Add(inOrder ? $"{{{i}}}" : $"{TypeModels.EscapedName(operand.Parameter)}: {{{i}}}");
        }

        var target = Container is null ? "{0}" : Container;
        var call = $"{target}.{TypeModels.EscapedName(Name)}({string.Join(", ", arguments)})";
        return Nodes.Code(NodeTypes.Tensor, call, operands.Select(o => Operand(o.Value)), checks);
    }

    /// <summary>A value as an operand of generated code.</summary>
    public Node Operand(Value value) => ValueNodes.ToNode(Context, value, Syntax);
}

/// <summary>A receiver or argument of a call.</summary>
/// <param name="Parameter">Name of the parameter; <c>this</c> for a receiver.</param>
/// <param name="Position">The parameter's position; -1 for a receiver.</param>
/// <param name="Value">The value.</param>
/// <param name="Syntax">Where it stands, for messages; null for one that the call does not give.</param>
internal sealed record Operand(string Parameter, int Position, Value Value, SyntaxNode? Syntax = null);
