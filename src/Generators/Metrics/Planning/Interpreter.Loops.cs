using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content>Loops over ranges that config gives. Their bodies are run once, for an index that is known later.</content>
internal sealed partial class Interpreter
{
    private const string Bounds = "how often the loop runs has to be known from config";

    private Node Zero => Nodes.Code(NodeTypes.Long, "0L");

    private void For(IForLoopOperation loop)
    {
        if (CountedLoop.Read(loop) is not { Counter: { Type: var type } counter, Step: var step } counted)
            throw Refuse(loop, "write the loop as for (var k = 0; k < n; k++), with n from config and a constant step");
        var (first, bound) = (Bound(counted.Start), Bound(counted.Bound));
        var more = counted.IsInclusive ? 1 : 0;
        if (step == 1)
        {
            var end = more == 0 ? bound : Nodes.Operator(NodeTypes.Long, "{0} + 1", bound);
            Repeat(new Turns(loop, counter, first, end, index => Index(index, type, loop.Syntax)));
            return;
        }

        // Turns are counted from 0, and the counter from them.
        var size = System.Math.Abs(step);
        var (sign, from, to) = step > 0 ? ("+", first, bound) : ("-", bound, first);
        var distance = size - 1 + more == 0 ? "{0} - {1}" : $"{{0}} - {{1}} + {size - 1 + more}";
        var (turns, item) = size == 1 ? (distance, $"{{0}} {sign} {{1}}") : ($"({distance}) / {size}", $"{{0}} {sign} {{1}} * {size}");
        Repeat(new Turns(loop, counter, Zero, Nodes.Operator(NodeTypes.Long, turns, to, from), Counter));

        Value Counter(Node turn) => Index(Nodes.Operator(NodeTypes.Long, item, first, turn), type, loop.Syntax);
    }

    private void ForEach(IForEachLoopOperation loop)
    {
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var variable })
            throw Refuse(loop, "a loop over tuples cannot be followed");
        var collection = loop.Collection.Unconverted();
        var value = Evaluate(collection);
        if (Sequence(value, collection) is { } sequence)
        {
            var type = sequence.ItemType;
            Repeat(new Turns(loop, variable, sequence.First, sequence.End, i => Converted(sequence.Item(i), type, variable, loop)));
            return;
        }

        if (value is not ItemsValue items)
            throw Refuse(loop.Collection, "a loop can run over a range or a list from config, not over a tensor's rows");
        var carried = StartOf(loop);
        foreach (var item in items.Items)
            Turn(loop, variable, Converted(item, ElementType(collection.Type), variable, loop), carried);
    }

    // A loop with a variable of another type than its items converts each, as a cast does.
    private Value Converted(Value item, ITypeSymbol? type, ILocalSymbol variable, IForEachLoopOperation loop)
    {
        if (variable.Type.Is(type))
            return item;
        if (item is not HostValue host || !HostArithmetic.IsNumber(type) || !HostArithmetic.IsNumber(variable.Type))
            throw Refuse(loop.LoopControlVariable, "the loop converts each item; declare the variable with 'var'");
        var isChecked = ((CSharpCompilationOptions)context.Compilation.Options).CheckOverflow;
        return host with { Node = HostArithmetic.Cast(context, variable.Type, isChecked, loop.Syntax, host.Node) };
    }

    private Node Bound(IOperation operation)
    {
        var bound = Operand(operation);
        if (bound.Stage == Stage.Result)
            throw Refuse(operation, Bounds);
        return bound.Integer() is { } known ? Nodes.Code(NodeTypes.Long, known + "L") : Nodes.Cast(NodeTypes.Long, bound.Node);
    }

    private HostValue Index(Node index, ITypeSymbol type, SyntaxNode syntax) =>
        new(type.SpecialType == SpecialType.System_Int64 ? index : Nodes.Cast(context.TypeName(type, syntax), index), Stage.Constant);
}
