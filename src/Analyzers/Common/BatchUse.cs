using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>Where a method's body reads and writes its batch tensors.</summary>
internal sealed class BatchUse
{
    // What these make has a tensor's shape, dtype and device, and nothing of its numbers.
    private static readonly HashSet<string> s_shapeMethods =
        ["ones_like", "zeros_like", "empty_like", "full_like", "rand_like", "randn_like", "randint_like", "new_ones", "new_zeros", "new_empty", "new_full", "size", "numel", "dim", "element_size", "is_floating_point", "is_cuda"];

    private static readonly HashSet<string> s_shapeProperties = ["shape", "ndim", "Dimensions", "dtype", "device", "device_type", "NumberOfElements", "layout", "requires_grad"];

    private readonly IMethodSymbol _method;
    private readonly IParameterReferenceOperation[] _references;

    public BatchUse(IMethodSymbol method, IEnumerable<IOperation> blocks)
    {
        _method = method;
        var operations = blocks.SelectMany(b => b.DescendantsAndSelf()).ToArray();
        IsUnfinished = operations.Any(o => o is IInvalidOperation) || !operations.Any(o => o is IReturnOperation { ReturnedValue: not null });
        _references = [.. operations.OfType<IParameterReferenceOperation>().OrderBy(r => r.Syntax.SpanStart)];
    }

    /// <summary>True if the body does not compile or returns nothing: what it will use is not known then.</summary>
    public bool IsUnfinished { get; }

    /// <summary>True if nothing but assignments names the parameter.</summary>
    public bool IsNeverRead(IParameterSymbol parameter) => References(parameter).All(IsTarget);

    /// <summary>Assignments that put something in the parameter's place which has nothing to do with what was given.</summary>
    public IEnumerable<ISimpleAssignmentOperation> Overwrites(IParameterSymbol parameter)
    {
        foreach (var reference in References(parameter).Where(IsTarget))
        {
            if (reference.Parent is ISimpleAssignmentOperation assignment && (!DependsOnData(assignment.Value) || IsLost(parameter, assignment)))
                yield return assignment;
        }
    }

    /// <summary>True if every call overwrites the parameter before anything has read it.</summary>
    private bool IsLost(IParameterSymbol parameter, ISimpleAssignmentOperation assignment) =>
        assignment.Parent is IExpressionStatementOperation { Parent: IBlockOperation { Parent: IMethodBodyOperation } }
        && !References(parameter).Any(r => r.Syntax.SpanStart < assignment.Syntax.Span.End && !IsTarget(r));

    private IEnumerable<IParameterReferenceOperation> References(IParameterSymbol parameter) =>
        _references.Where(r => r.Parameter.Ordinal == parameter.Ordinal && r.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } owner && owner.Name == _method.Name);

    private static bool IsTarget(IOperation reference) => reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;

    private static bool DependsOnData(IOperation value) => value.DescendantsAndSelf().Any(o => o switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => MetricSignature.IsBatch(parameter) && !IsAskedForShape(o),
        // What a variable holds is not followed: it may come from the data.
        ILocalReferenceOperation or IFieldReferenceOperation { Field.IsStatic: false } or IInvalidOperation => !IsAskedForShape(o),
        _ => false,
    });

    private static bool IsAskedForShape(IOperation tensor) => tensor.Parent switch
    {
        IInvocationOperation call => s_shapeMethods.Contains(call.TargetMethod.Name),
        IArgumentOperation { Parent: IInvocationOperation call } => s_shapeMethods.Contains(call.TargetMethod.Name),
        IPropertyReferenceOperation property => s_shapeProperties.Contains(property.Property.Name),
        _ => false,
    };
}
