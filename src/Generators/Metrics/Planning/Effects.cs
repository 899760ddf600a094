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
    public static IEnumerable<(ISymbol Symbol, EffectKind Kind, IOperation Operation)> In(IOperation body) =>
        body.DescendantsAndSelf().SelectMany(o => Of(o).Select(e => (e.Symbol, e.Kind, o)));

    /// <summary>The local or parameter that an expression names; null for any other expression.</summary>
    public static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static IEnumerable<(ISymbol Symbol, EffectKind Kind)> Of(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => Targets(assignment.Target),
        IIncrementOrDecrementOperation increment => Targets(increment.Target),
        IInvocationOperation { TargetMethod.Name: "Add", Instance: { } list } when Interpreter.IsListOfTensors(list.Type) =>
            On(list, EffectKind.Added),
        IInvocationOperation { TargetMethod: var method, Instance: { } tensor } when InPlace.IsSum(method) =>
            On(tensor, EffectKind.Written),
        _ => [],
    };

    private static IEnumerable<(ISymbol Symbol, EffectKind Kind)> Targets(IOperation target) => target switch
    {
        IDeclarationExpressionOperation declaration => Targets(declaration.Expression),
        ITupleOperation tuple => tuple.Elements.SelectMany(Targets),
        IArrayElementReferenceOperation element => On(element.ArrayReference, EffectKind.Element),
        _ => On(target, EffectKind.Assigned),
    };

    private static IEnumerable<(ISymbol Symbol, EffectKind Kind)> On(IOperation operation, EffectKind kind) =>
        Variable(operation) is { } variable ? [(variable, kind)] : [];
}
