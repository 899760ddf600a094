using Gen.Generators.Common;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>When a hook is called; named as its attribute and as the method of <c>Callback</c>.</summary>
[Flags]
internal enum HookKind
{
    None = 0,
    TrainBegin = 1 << 0,
    TrainEnd = 1 << 1,
    EpochBegin = 1 << 2,
    EpochEnd = 1 << 3,
    BatchBegin = 1 << 4,
    BatchEnd = 1 << 5,
    TestBegin = 1 << 6,
    TestEnd = 1 << 7,
    TestBatchBegin = 1 << 8,
    TestBatchEnd = 1 << 9,
    PredictBegin = 1 << 10,
    PredictEnd = 1 << 11,
    PredictBatchBegin = 1 << 12,
    PredictBatchEnd = 1 << 13,
    Exception = 1 << 14,

    /// <summary>Called once for each batch.</summary>
    Batches = BatchBegin | BatchEnd | TestBatchBegin | TestBatchEnd | PredictBatchBegin | PredictBatchEnd,

    /// <summary>Called while a model is trained.</summary>
    Training = TrainBegin | TrainEnd | EpochBegin | EpochEnd | BatchBegin | BatchEnd,

    /// <summary>Called while a model is evaluated.</summary>
    Test = TestBegin | TestEnd | TestBatchBegin | TestBatchEnd,
}

internal static class HookKinds
{
    private const string Prefix = "On";
    private const string Suffix = "Attribute";

    /// <summary>Each kind by itself, in the order of <c>Callback</c>'s methods.</summary>
    public static IEnumerable<HookKind> All
    {
        get
        {
            for (var kind = HookKind.TrainBegin; kind <= HookKind.Exception; kind = (HookKind)((int)kind << 1))
                yield return kind;
        }
    }

    /// <summary>Name of the attribute as it is written, and of the method that generated code overrides.</summary>
    public static string Name(this HookKind kind) => Prefix + kind;

    /// <summary>All kinds that a method is marked with.</summary>
    public static HookKind From(IMethodSymbol method)
    {
        var kinds = HookKind.None;
        foreach (var attribute in method.GetAttributes())
            kinds |= From(attribute);
        return kinds;
    }

    /// <summary>The kind that an attribute stands for; none for any other attribute.</summary>
    public static HookKind From(AttributeData attribute)
    {
        if (
            attribute.AttributeClass is not { ContainingType: null } type
            || !type.Name.StartsWith(Prefix, StringComparison.Ordinal)
            || !type.Name.EndsWith(Suffix, StringComparison.Ordinal)
        )
            return HookKind.None;
        foreach (var kind in All)
        {
            if (type.Name == kind.Name() + Suffix && type.Is("Gen." + type.Name))
                return kind;
        }

        return HookKind.None;
    }

    public static bool Has(this HookKind kinds, HookKind any) => (kinds & any) != 0;
}

/// <summary>Which methods are hooks, and what keeps generated code from calling one: for the generator and the analyzer alike.</summary>
internal static class HookSignature
{
    /// <summary>True for a marked method; of the two parts of a partial one, for the first.</summary>
    public static bool IsHook(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, PartialDefinitionPart: null } && HookKinds.From(method) != HookKind.None;

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
        WhyNot(hook) is null
        && hook.Parameters.All(p =>
            p.RefKind is RefKind.None or RefKind.In
            && p.Type is not (IPointerTypeSymbol or IFunctionPointerTypeSymbol)
            && !p.Type.IsRefLikeType
        );

    /// <summary>Why a method cannot be a hook, as the end of a sentence; null if it can.</summary>
    public static string? WhyNot(IMethodSymbol method)
    {
        var type = method.ReturnType;
        if (method.IsGenericMethod)
            return "it is generic";
        if (method is { IsAsync: true, ReturnsVoid: true })
            return "it is 'async void', so training would continue before it completes. Wait in the method, or start the work and keep "
                + "its task.";
        if (type.Is("System.Threading.Tasks.Task") || type.Is("System.Threading.Tasks.ValueTask"))
            return $"it returns '{type.Name}', but a trainer does not await hooks. Return void, and wait in the method or start the work "
                + $"and keep its task.";
        return method.ReturnsVoid || type.TypeKind == TypeKind.Error
            ? null
            : $"it returns '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' instead of void";
    }
}
