using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content>Statements.</content>
internal sealed partial class Interpreter
{
    private Flow Execute(IOperation statement)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        switch (statement)
        {
            case IBlockOperation block:
                return ExecuteAll(block.Operations, block.Syntax);
            case IReturnOperation { ReturnedValue: { } returned }:
                return Flow.Return(Evaluate(returned));
            case IExpressionStatementOperation { Operation: var operation }:
                Run(operation);
                return Flow.Next;
            case IVariableDeclarationGroupOperation group:
                Declare(group);
                return Flow.Next;
            case IUsingDeclarationOperation declaration:
                Declare(declaration.DeclarationGroup);
                return Flow.Next;
            case IUsingOperation use:
                if (use.Resources is IVariableDeclarationGroupOperation resources)
                    Declare(resources);
                else
                    Evaluate(use.Resources);
                return Execute(use.Body);
            case IConditionalOperation conditional:
                return Branch(conditional);
            case IBranchOperation branch:
                if (branch.BranchKind == BranchKind.Break)
                    _variables.Set(branch.Target, new HostValue(Nodes.True, Stage.Constant));
                return new Flow(false, [new Exit(null, null, _variables)]);
            case IForLoopOperation loop:
                For(loop);
                return Flow.Next;
            case IForEachLoopOperation loop:
                ForEach(loop);
                return Flow.Next;
            case IThrowOperation thrown:
                return Flow.Return(Thrown(thrown));
            case IEmptyOperation or ILocalFunctionOperation:
                return Flow.Next;
            case ISwitchOperation choice:
                return Switch(choice);
            default:
                throw Refuse(statement, $"'{Templates.Excerpt(statement.Syntax)}' cannot be followed");
        }
    }

    private Flow ExecuteAll(IEnumerable<IOperation> statements, SyntaxNode syntax)
    {
        var exits = new List<Exit>();
        foreach (var statement in statements)
        {
            var flow = Execute(statement);
            exits.AddRange(flow.Exits);
            if (!flow.Completes)
                return Returned(exits, syntax) is { } value ? Flow.Return(value) : new Flow(false, exits);
        }

        return new Flow(true, exits);
    }

    // What is returned where all exits return.
    private Value? Returned(List<Exit> exits, SyntaxNode syntax)
    {
        if (exits.Exists(e => e.Returned is null))
            return null;
        var value = exits[exits.Count - 1].Returned!;
        for (var i = exits.Count - 2; i >= 0; i--)
            value = Choose(exits[i].Condition!, exits[i].Returned!, value, syntax, null);
        return value;
    }

    // An expression for what it does: an assignment, or a call whose value is not needed.
    private void Run(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call when IsForMemory(call):
                return;
            case IInvocationOperation { TargetMethod.Name: "Add", Instance: { } list } add when IsListOfTensors(list.Type):
                Append(list, add.Arguments[0].Value, operation.Syntax);
                return;
            case IInvocationOperation { Instance: ILocalReferenceOperation local } call when InPlace.IsSum(call.TargetMethod):
                _variables.Set(local.Local, TorchCall(call));
                return;
            case IInvocationOperation { TargetMethod: var target }:
                Evaluate(operation);
                throw Refuse(operation, $"what '{target.Name}' does cannot be seen: nothing uses its value");
            default:
                Evaluate(operation);
                return;
        }
    }

    // Gives memory back, which has no part in the value.
    private static bool IsForMemory(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "Dispose", Parameters.Length: 0, MethodKind: MethodKind.Ordinary } =>
            call.Instance?.Type is { } type && (IsTorch(type) || type.Is("System.IDisposable")),
        { Name: "MoveToOuterDisposeScope" or "DetachFromDisposeScope" or "MoveToOuter" or "Detach", ContainingType: var owner } =>
            IsTorch(owner),
        { ContainingType: var owner } => owner.Is("System.GC"),
    };

    private void Declare(IVariableDeclarationGroupOperation group)
    {
        foreach (var declarator in group.Declarations.SelectMany(d => d.Declarators))
        {
            if (declarator.Initializer is { } initializer)
                _variables.Set(declarator.Symbol, Evaluate(initializer.Value));
        }
    }

    private Flow Branch(IConditionalOperation conditional) =>
        Fork(
            Condition(Evaluate(conditional.Condition), conditional.Condition),
            () => Execute(conditional.WhenTrue),
            () => conditional.WhenFalse is { } otherwise ? Execute(otherwise) : Flow.Next,
            conditional.Syntax
        );

    /// <summary>Executes both ways, or the one that is known to be taken.</summary>
    private Flow Fork(HostValue condition, System.Func<Flow> whenTrue, System.Func<Flow> whenFalse, SyntaxNode syntax)
    {
        if (Known(condition) is { } known)
            return known ? whenTrue() : whenFalse();
        var before = _variables;
        _variables = before.Copy();
        var one = whenTrue();
        var afterOne = _variables;
        _variables = before.Copy();
        var other = whenFalse();
        return Join(condition, one, afterOne, other, _variables, syntax);
    }

    private Flow Join(HostValue condition, Flow whenTrue, Variables afterTrue, Flow whenFalse, Variables afterFalse, SyntaxNode syntax)
    {
        if (whenTrue.Value is { } one && whenFalse.Value is { } other)
            return Flow.Return(Choose(condition, one, other, syntax, null));
        _variables =
            !whenTrue.Completes ? afterFalse
            : !whenFalse.Completes ? afterTrue
            : Merge(condition, afterTrue, afterFalse, afterTrue.Symbols.Concat(afterFalse.Symbols), syntax);
        var negated = new HostValue(Nodes.Not(condition.Node), condition.Stage);
        var exits = whenTrue.Exits.Select(e => Under(condition, e));
        return new Flow(
            whenTrue.Completes || whenFalse.Completes,
            [.. exits, .. whenTrue.Completes ? whenFalse.Exits.Select(e => Under(negated, e)) : whenFalse.Exits]
        );
    }

    private Exit Under(HostValue condition, Exit exit) =>
        exit with { Condition = exit.Condition is { } inner ? And(condition, inner) : condition };

    /// <summary>Variables after one way or the other. One that only one of the ways knows goes out of scope with it.</summary>
    private Variables Merge(HostValue condition, Variables whenTrue, Variables whenFalse, IEnumerable<ISymbol> symbols, SyntaxNode syntax)
    {
        var merged = whenFalse.Copy();
        foreach (var symbol in symbols.Distinct<ISymbol>(SymbolEqualityComparer.Default))
        {
            if (whenTrue.Find(symbol) is { } one)
                merged.Set(symbol, whenFalse.Find(symbol) is { } other ? Choose(condition, one, other, syntax, null) : one);
        }

        return merged;
    }

    private HostValue And(HostValue left, HostValue right) =>
        new(Nodes.And(left.Node, right.Node), HostValues.Later(left.Stage, right.Stage));

    private Flow Switch(ISwitchOperation choice)
    {
        var operand = Operand(choice.Value);
        return Cases(0);

        Flow Cases(int i)
        {
            if (i == choice.Cases.Length)
                return Flow.Next;
            var arm = choice.Cases[i];
            var body = arm.Body.Where(s => s is not IBranchOperation { BranchKind: BranchKind.Break }).ToList();
            if (arm.Clauses.Any(c => c is IDefaultCaseClauseOperation) && i == choice.Cases.Length - 1)
                return ExecuteAll(body, arm.Syntax);
            var tests = arm.Clauses.Select(clause => clause switch
            {
                ISingleValueCaseClauseOperation single => Test("{0} == {1}", operand, Operand(single.Value)),
                IPatternCaseClauseOperation { Guard: null } pattern => Pattern(pattern.Pattern, operand),
                _ => throw Refuse(clause, "write the default case last, and cases without 'when'"),
            });
            var condition = operand with { Node = tests.Aggregate(Nodes.Or) };
            return Fork(condition, () => ExecuteAll(body, arm.Syntax), () => Cases(i + 1), choice.Syntax);
        }
    }
}
