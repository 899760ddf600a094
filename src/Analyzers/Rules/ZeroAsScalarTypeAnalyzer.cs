using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN024: a literal 0 that C# converts to <c>ScalarType?</c>. It converts to any enum, in preference to <c>long</c>, so <c>t.sum(0)</c>
/// means <c>t.sum(type: uint8)</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ZeroAsScalarTypeAnalyzer() : ExperimentAnalyzer(s_sum, s_product, s_other)
{
    private static readonly DiagnosticDescriptor s_sum = new(
        RuleIds.ZeroAsScalarType,
        "Literal 0 is converted to ScalarType",
        "The literal 0 is not an axis but ScalarType 'uint8', so all elements are added as bytes. Write '{0}'.",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.ZeroAsScalarType));

    private static readonly DiagnosticDescriptor s_product = s_sum.WithMessage(
        "The literal 0 is not an axis but ScalarType 'uint8', so all elements are multiplied as bytes. Write '{0}'.");

    private static readonly DiagnosticDescriptor s_other = s_sum.WithMessage(
        "The literal 0 is converted to '{0}' and means 'uint8'. Write 'uint8' if that is intended, or name the parameter.");

    private protected override bool NeedsGeneratedCode => false;

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationAction(Analyze, OperationKind.Argument);

    private void Analyze(OperationAnalysisContext context)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (
            argument
                is not {
                    ArgumentKind: ArgumentKind.Explicit,
                    Parameter: { } parameter,
                    Parent: IInvocationOperation { TargetMethod: var method }
                }
            || !IsScalarType(parameter.Type)
            || !IsZero(argument.Value))
            return;
        var (location, hints) = (argument.Value.Syntax.GetLocation(), FixHints.Create(FixHints.Name, Axis(method, parameter)));
        if (method.Name is "sum" or "prod" && IsFirst(parameter))
        {
            var tensor = method.Parameters[0].Type.Is(KnownNames.Tensor) ? $"{method.Parameters[0].Name}, " : "";
            context.Report(
                (method.Name == "sum" ? s_sum : s_product).At(location, null, hints, $"{method.Name}({tensor}dim: 0)")
            );
        }
        else
        {
            context.Report(s_other.At(location, null, hints, parameter.Type.Display()));
        }
    }

    /// <summary>Returns the name of the integer parameter that an overload has in the same position, or null if there is none.</summary>
    private static string? Axis(IMethodSymbol method, IParameterSymbol parameter) => method.ContainingType.GetMembers(method.Name)
        .OfType<IMethodSymbol>()
        .Where(m => m.IsStatic == method.IsStatic && m.Parameters.Length > parameter.Ordinal)
        .Select(m => m.Parameters[parameter.Ordinal])
        .FirstOrDefault(p => p.Type.SpecialType is SpecialType.System_Int64 or SpecialType.System_Int32)?.Name;

    /// <summary>Returns true for the first parameter that is not the tensor itself.</summary>
    private static bool IsFirst(IParameterSymbol parameter) =>
        ((IMethodSymbol)parameter.ContainingSymbol).Parameters
            .First(p => !p.Type.Is(KnownNames.Tensor))
            .Equals(parameter, SymbolEqualityComparer.Default);

    private static bool IsScalarType(ITypeSymbol type)
    {
        var isNullable =
            type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments.Length: 1 };
        return (isNullable ? ((INamedTypeSymbol)type).TypeArguments[0] : type).Is(TorchNames.ScalarType);
    }

    private static bool IsZero(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        return value is { ConstantValue.HasValue: true, Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double };
    }
}
