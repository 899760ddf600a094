using System.Collections.Generic;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN023: a metric that does not use one of its batch tensors, or overwrites it with a value that does not depend on it, so that its value
/// is plausible but wrong.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedBatchTensorAnalyzer() : ExperimentAnalyzer(s_overwritten, s_unused)
{
    private static readonly DiagnosticDescriptor s_overwritten = new(
        RuleIds.UnusedBatchTensor,
        "Batch tensor of a metric is unused",
        "Metric '{0}' overwrites batch tensor '{1}' with a value that does not depend on it",
        RuleIds.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.UnusedBatchTensor));

    private static readonly DiagnosticDescriptor s_unused = s_overwritten.WithMessage("Metric '{0}' never uses batch tensor '{1}'");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationBlockAction(block => Analyze(block, experiments));

    private void Analyze(OperationBlockAnalysisContext context, Experiments experiments)
    {
        if (context.OwningSymbol is not IMethodSymbol method || !Metrics.IsFormula(method.PartialDefinitionPart ?? method))
            return;
        var uses = new BatchTensorUses(method, context.OperationBlocks.Where(b => b.Syntax.Parent is not ParameterSyntax));
        var named = method.Parameters.Where(p => MetricSignature.IsBatch(p) && !p.Name.StartsWith("_", System.StringComparison.Ordinal));
        foreach (var parameter in named)
        {
            var overwrites = uses.Overwrites(parameter).ToArray();
            foreach (var assignment in overwrites)
            {
                context.Report(s_overwritten.At(
                    assignment.Syntax.GetLocation(), experiments.LocationOf(parameter), method.Name, parameter.Name));
            }

            if (overwrites.Length == 0 && !uses.IsUnfinished && uses.IsNeverRead(parameter))
                context.Report(s_unused.At(experiments.LocationOf(parameter, method), method.Name, parameter.Name));
        }
    }
}

/// <summary>Where a method's body reads and writes its batch tensors.</summary>
internal sealed class BatchTensorUses
{
    // The results have the tensor's shape, dtype or device, but do not depend on its values.
    private static readonly HashSet<string> s_shapeMethods =
    [
        "ones_like",
        "zeros_like",
        "empty_like",
        "full_like",
        "rand_like",
        "randn_like",
        "randint_like",
        "new_ones",
        "new_zeros",
        "new_empty",
        "new_full",
        "size",
        "numel",
        "dim",
        "element_size",
        "is_floating_point",
        "is_cuda",
    ];

    private static readonly HashSet<string> s_shapeProperties =
        ["shape", "ndim", "Dimensions", "dtype", "device", "device_type", "NumberOfElements", "layout", "requires_grad"];

    private readonly IMethodSymbol _method;
    private readonly IParameterReferenceOperation[] _references;

    public BatchTensorUses(IMethodSymbol method, IEnumerable<IOperation> blocks)
    {
        _method = method;
        var operations = blocks.SelectMany(b => b.DescendantsAndSelf()).ToArray();
        IsUnfinished =
            operations.Any(o => o is IInvalidOperation) || !operations.Any(o => o is IReturnOperation { ReturnedValue: not null });
        _references = [.. operations.OfType<IParameterReferenceOperation>().OrderBy(r => r.Syntax.SpanStart)];
    }

    /// <summary>Whether the body does not compile or returns nothing, so that what it will use is not known.</summary>
    public bool IsUnfinished { get; }

    /// <summary>Returns true if the parameter is only assigned.</summary>
    public bool IsNeverRead(IParameterSymbol parameter) => References(parameter).All(IsTarget);

    /// <summary>Returns the assignments that replace the parameter with a value that does not depend on it.</summary>
    public IEnumerable<ISimpleAssignmentOperation> Overwrites(IParameterSymbol parameter)
    {
        foreach (var reference in References(parameter).Where(IsTarget))
        {
            if (
                reference.Parent is ISimpleAssignmentOperation assignment
                && (!DependsOnData(assignment.Value) || IsLost(parameter, assignment))
            )
                yield return assignment;
        }
    }

    /// <summary>Returns true if every call overwrites the parameter before it is read.</summary>
    private bool IsLost(IParameterSymbol parameter, ISimpleAssignmentOperation assignment) =>
        assignment.Parent is IExpressionStatementOperation { Parent: IBlockOperation { Parent: IMethodBodyOperation } }
        && !References(parameter).Any(r => r.Syntax.SpanStart < assignment.Syntax.Span.End && !IsTarget(r));

    private IEnumerable<IParameterReferenceOperation> References(IParameterSymbol parameter) =>
        _references.Where(r => r.Parameter.Ordinal == parameter.Ordinal
            && r.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } owner
            && owner.Name == _method.Name);

    private static bool IsTarget(IOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;

    private static bool DependsOnData(IOperation value) => value.DescendantsAndSelf().Any(o => o switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => MetricSignature.IsBatch(parameter) && !IsOnlyAskedForShape(o),

        // A variable may come from the data; its value is not followed.
        ILocalReferenceOperation or IFieldReferenceOperation { Field.IsStatic: false } or IInvalidOperation => !IsOnlyAskedForShape(o),
        _ => false,
    });

    private static bool IsOnlyAskedForShape(IOperation tensor) => tensor.Parent switch
    {
        IInvocationOperation call => s_shapeMethods.Contains(call.TargetMethod.Name),
        IArgumentOperation { Parent: IInvocationOperation call } => s_shapeMethods.Contains(call.TargetMethod.Name),
        IPropertyReferenceOperation property => s_shapeProperties.Contains(property.Property.Name),
        _ => false,
    };
}
