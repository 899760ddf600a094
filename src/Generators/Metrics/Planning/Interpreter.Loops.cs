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

    // The index of each loop around, whether it is that of an item of a list that the loop makes, and how many turns there are.
    private readonly Stack<(Node Index, bool FromZero, Node End)> _loops = new();

    private void For(IForLoopOperation loop)
    {
        if (Counting.Of(loop) is not { } counting)
            throw Refuse(loop, "write the loop as for (var k = 0; k < n; k++), with n from config and a constant step");
        var (first, bound, counter) = (Bound(counting.Start), Bound(counting.Bound), counting.Counter);
        var more = counting.IsInclusive ? 1 : 0;
        if (counting.Step == 1)
        {
            var end = more == 0 ? bound : Nodes.Operator(NodeTypes.Long, "{0} + 1", bound);
            Repeat(loop, counter, first, end, index => Index(index, counter.Type, loop.Syntax));
            return;
        }

        // Turns are counted from 0, and the counter from them.
        var size = System.Math.Abs(counting.Step);
        var (sign, from, to) = counting.Step > 0 ? ("+", first, bound) : ("-", bound, first);
        var turns = Nodes.Operator(NodeTypes.Long, size == 1 ? Plus(more) : $"({Plus(size - 1 + more)}) / {size}", to, from);
        var item = size == 1 ? $"{{0}} {sign} {{1}}" : $"{{0}} {sign} {{1}} * {size}";
        Repeat(loop, counter, Zero, turns, i => Index(Nodes.Operator(NodeTypes.Long, item, first, i), counter.Type, loop.Syntax));

        static string Plus(long number) => number == 0 ? "{0} - {1}" : $"{{0}} - {{1}} + {number}";
    }

    private void ForEach(IForEachLoopOperation loop)
    {
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var variable })
            throw Refuse(loop, "a loop over tuples cannot be followed");
        var collection = Strip(loop.Collection);
        var value = Evaluate(collection);
        if (Sequence(value, collection) is { } sequence)
        {
            var type = sequence.ItemType;
            Repeat(loop, variable, sequence.First, sequence.End, index => Converted(sequence.Item(index), type, variable, loop));
            return;
        }

        if (value is not ItemsValue items)
            throw Refuse(loop.Collection, "a loop can run over a range or a list from config, not over a tensor's rows");
        var carried = StartOf(loop);
        foreach (var item in items.Items)
            Turn(loop, variable, Converted(item, ElementType(collection.Type), variable, loop), carried);
    }

    private Node Zero => Nodes.Code(NodeTypes.Long, "0L");

    // A loop with a variable of another type than its items converts each, as a cast does.
    private Value Converted(Value item, ITypeSymbol? type, ILocalSymbol variable, IForEachLoopOperation loop)
    {
        if (SymbolEqualityComparer.Default.Equals(type, variable.Type))
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
        new(
            type.SpecialType == SpecialType.System_Int64
                ? index
                : Nodes.Cast(context.TypeName(type, syntax), index),
            Stage.Constant
        );

    private static IOperation Strip(IOperation operation)
    {
        while (operation is IConversionOperation { Conversion.IsUserDefined: false } conversion)
            operation = conversion.Operand;
        return operation;
    }
}
