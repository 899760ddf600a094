using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Hooks.Shape;

/// <summary>Which methods are hooks, and what keeps generated code from calling one: for the generator and the analyzer alike.</summary>
internal static class HookSignature
{
    /// <summary>True for a marked method; of the two parts of a partial one, for the first.</summary>
    public static bool IsHook(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, PartialDefinitionPart: null } && HookKinds.Of(method) != HookKind.None;

    /// <summary>The hooks that a type declares itself, in the order in which they stand in the source.</summary>
    public static IEnumerable<IMethodSymbol> In(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol method && IsHook(method))
                yield return method;
        }
    }

    /// <summary>True if generated code calls it.</summary>
    public static bool CanCall(IMethodSymbol hook) =>
        WhyNot(hook) is null && hook.Parameters.All(p => p.RefKind is RefKind.None or RefKind.In && p.Type is not (IPointerTypeSymbol or IFunctionPointerTypeSymbol) && !p.Type.IsRefLikeType);

    /// <summary>Why a method cannot be a hook, as the end of a sentence; null if it can.</summary>
    public static string? WhyNot(IMethodSymbol method)
    {
        var type = method.ReturnType;
        if (method.IsGenericMethod)
            return "it is generic";
        if (method is { IsAsync: true, ReturnsVoid: true })
            return "it is 'async void', so training would continue before it completes. Wait in the method, or start the work and keep its task.";
        if (type.Is("System.Threading.Tasks.Task") || type.Is("System.Threading.Tasks.ValueTask"))
            return $"it returns '{type.Name}', but a trainer does not await hooks. Return void, and wait in the method or start the work and keep its task.";
        return method.ReturnsVoid || type.TypeKind == TypeKind.Error ? null : $"it returns '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' instead of void";
    }
}
