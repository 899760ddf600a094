using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers;

/// <summary>
/// GEN024: a 0 that C# turned into a <c>ScalarType?</c>. It converts to any enum, and to that rather than to long, so that <c>t.sum(0)</c> is
/// <c>t.sum(type: uint8)</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ZeroAsTypeAnalyzer() : ExperimentAnalyzer(Descriptors.ZeroAsType)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationAction(Analyze, OperationKind.Argument);

    private void Analyze(OperationAnalysisContext context)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument is not { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter, Parent: IInvocationOperation { TargetMethod: var method } }
            || !IsType(parameter.Type) || !IsZero(argument.Value))
            return;
        var name = method.Name;
        var tensor = method.Parameters[0].Type.Is(KnownNames.Tensor) ? $"{method.Parameters[0].Name}, " : "";
        var message = name switch
        {
            "sum" or "prod" when IsFirst(parameter) =>
                $"The 0 is not an axis here: C# takes it for the type uint8, so that '{name}' {(name == "sum" ? "adds" : "multiplies")} everything as bytes; write '{name}({tensor}dim: 0)'",
            _ => $"The 0 is taken for the type uint8: C# converts it to '{parameter.Type.Shown()}'; write 'uint8' if that is meant, else name the parameter that is",
        };
        context.ReportDiagnostic(Report(argument.Value.Syntax.GetLocation(), null, FixHints.Of(FixHints.Name, Axis(method, parameter)), message));
    }

    /// <summary>What an overload calls the whole number that it takes in the parameter's place; null if there is none.</summary>
    private static string? Axis(IMethodSymbol method, IParameterSymbol parameter) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
        .Where(m => m.IsStatic == method.IsStatic && m.Parameters.Length > parameter.Ordinal && m.Parameters[parameter.Ordinal].Type.SpecialType is SpecialType.System_Int64 or SpecialType.System_Int32)
        .Select(m => m.Parameters[parameter.Ordinal].Name)
        .FirstOrDefault();

    /// <summary>The first that is not the tensor itself.</summary>
    private static bool IsFirst(IParameterSymbol parameter) =>
        ((IMethodSymbol)parameter.ContainingSymbol).Parameters.First(p => !p.Type.Is(KnownNames.Tensor)).Equals(parameter, SymbolEqualityComparer.Default);

    private static bool IsType(ITypeSymbol type) =>
        (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments.Length: 1 } nullable ? nullable.TypeArguments[0] : type).Is(TorchNames.ScalarType);

    private static bool IsZero(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        return value is { ConstantValue.HasValue: true, Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double };
    }
}
