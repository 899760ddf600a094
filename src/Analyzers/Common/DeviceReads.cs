using Gen.Generators.Common;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>Expressions that take numbers out of a tensor, for which the program waits until its device has computed them.</summary>
internal static class DeviceReads
{
    /// <summary>How the expression is written, and its place; null for any other.</summary>
    public static (string Text, Location Place)? Of(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } call when IsRead(method) => (Text(method), call.CalledName().GetLocation()),
        IConversionOperation { IsImplicit: false, OperatorMethod: { } conversion } cast when FromTensor(conversion) => ($"({conversion.ReturnType.Shown()})", cast.Syntax.GetLocation()),
        _ => null,
    };

    private static bool IsRead(IMethodSymbol method) => method.Name switch
    {
        "item" or "data" or "tolist" => method.ContainingType.Is(KnownNames.Tensor),
        "ToScalar" => method.ContainingType.Is(KnownNames.Tensor) || IsExtension(method),
        "ToBoolean" or "ToByte" or "ToSByte" or "ToInt16" or "ToInt32" or "ToInt64" or "ToHalf" or "ToSingle" or "ToDouble" or "ToComplexFloat32" or "ToComplexFloat64" => IsExtension(method),
        _ => false,
    };

    // Scalars have extension methods of these names too, which wait for nothing.
    private static bool IsExtension(IMethodSymbol method) =>
        method.ContainingType.Is(TorchNames.TensorExtensions) && (method.ReducedFrom ?? method).Parameters is { Length: > 0 } parameters && parameters[0].Type.Is(KnownNames.Tensor);

    private static bool FromTensor(IMethodSymbol conversion) =>
        conversion.Parameters.Length == 1 && conversion.Parameters[0].Type.Is(KnownNames.Tensor) && conversion.ReturnType is { IsValueType: true, SpecialType: not SpecialType.None };

    private static string Text(IMethodSymbol method) =>
        method.TypeArguments.Length == 1 ? $"{method.Name}<{method.TypeArguments[0].Shown()}>()" : $"{method.Name}()";
}
