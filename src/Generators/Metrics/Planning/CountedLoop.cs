using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>What a <c>for</c> loop counts: <c>for (var k = start; k &lt; bound; k += step)</c>, or downward with <c>&gt;</c>.</summary>
/// <param name="Counter">The variable.</param>
/// <param name="Start">What it starts with.</param>
/// <param name="Bound">Where it ends.</param>
/// <param name="IsInclusive">The bound itself has a turn.</param>
/// <param name="Step">What is added after each turn: not 0, and towards the bound.</param>
internal sealed record CountedLoop(ILocalSymbol Counter, IOperation Start, IOperation Bound, bool IsInclusive, long Step)
{
    /// <summary>Reads a loop; null for one of another form.</summary>
    public static CountedLoop? Read(IForLoopOperation loop)
    {
        if (loop.Before.Length != 1 || loop.AtLoopBottom.Length != 1 || loop.Condition is not IBinaryOperation condition
            || loop.Before[0] is not IVariableDeclarationGroupOperation { Declarations: { Length: 1 } declarations }
            || declarations[0].Declarators is not { Length: 1 } declarators
            || declarators[0] is not { Symbol: var counter, Initializer.Value: var start }
            || StepOf(loop.AtLoopBottom[0], counter) is not { } step)
            return null;
        var isLeft = Is(condition.LeftOperand, counter);
        if (!isLeft && !Is(condition.RightOperand, counter))
            return null;
        var isUpward = condition.OperatorKind switch
        {
            BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => isLeft,
            BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual => !isLeft,
            _ => (bool?)null,
        };
        if (isUpward != step > 0)
            return null;
        return new CountedLoop(
            counter,
            start,
            isLeft ? condition.RightOperand : condition.LeftOperand,
            condition.OperatorKind is BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThanOrEqual,
            step
        );
    }

    private static long? StepOf(IOperation bottom, ISymbol counter) =>
        (bottom as IExpressionStatementOperation)?.Operation switch
        {
            IIncrementOrDecrementOperation step when Is(step.Target, counter) => step.Kind == OperationKind.Increment ? 1 : -1,
            ICompoundAssignmentOperation { Value.ConstantValue: { HasValue: true, Value: int or long } size } step
                when Is(step.Target, counter) => (step.OperatorKind, System.Convert.ToInt64(size.Value)) switch
                {
                    (_, 0) => null,
                    (BinaryOperatorKind.Add, var added) => added,
                    (BinaryOperatorKind.Subtract, var taken) => -taken,
                    _ => null,
                },
            _ => null,
        };

    private static bool Is(IOperation operation, ISymbol counter) =>
        operation.Unconverted() is ILocalReferenceOperation { Local: var local } && local.Is(counter);
}
