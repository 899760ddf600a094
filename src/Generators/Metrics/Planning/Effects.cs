using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>How a statement changes a variable.</summary>
internal enum EffectKind
{
    /// <summary>It gets another value.</summary>
    Assigned,

    /// <summary>An element of its array gets another value.</summary>
    Element,

    /// <summary>Its list gets another item.</summary>
    Added,

    /// <summary>Its tensor is written into.</summary>
    Written,
}

/// <summary>Changes of locals and parameters in a body, its lambdas and local functions included.</summary>
internal static class Effects
{
    public static IEnumerable<(ISymbol Symbol, EffectKind Kind, IOperation Operation)> In(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IAssignmentOperation assignment:
                    foreach (var (symbol, kind) in Targets(assignment.Target))
                        yield return (symbol, kind, operation);
                    break;
                case IIncrementOrDecrementOperation increment:
                    foreach (var (symbol, kind) in Targets(increment.Target))
                        yield return (symbol, kind, operation);
                    break;
                case IInvocationOperation { TargetMethod.Name: "Add", Instance: { } list }
                    when Interpreter.IsListOfTensors(list.Type) && Variable(list) is { } grown:
                    yield return (grown, EffectKind.Added, operation);
                    break;
                case IInvocationOperation { TargetMethod: var method, Instance: { } tensor }
                    when InPlace.IsSum(method) && Variable(tensor) is { } written:
                    yield return (written, EffectKind.Written, operation);
                    break;
            }
        }
    }

    /// <summary>The local or parameter that an expression names; null for any other expression.</summary>
    public static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static IEnumerable<(ISymbol Symbol, EffectKind Kind)> Targets(IOperation target)
    {
        switch (target)
        {
            case IDeclarationExpressionOperation declaration:
                return Targets(declaration.Expression);
            case ITupleOperation tuple:
                var targets = new List<(ISymbol, EffectKind)>();
                foreach (var element in tuple.Elements)
                    targets.AddRange(Targets(element));
                return targets;
            case IArrayElementReferenceOperation element when Variable(element.ArrayReference) is { } array:
                return [(array, EffectKind.Element)];
            default:
                return Variable(target) is { } variable ? [(variable, EffectKind.Assigned)] : [];
        }
    }
}
