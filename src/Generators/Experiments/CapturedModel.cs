using Gen.Generators.Common;

namespace Gen.Generators.Experiments;

/// <summary>The overload of a captured method.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Accessibility"><c>public</c>, <c>private</c> and so on.</param>
/// <param name="IsUnsafe">True if its signature has pointers.</param>
/// <param name="ReturnType">With <c>ref</c> where it has one.</param>
/// <param name="TypeParameters"><c>&lt;T&gt;</c> or empty.</param>
/// <param name="Constraints"><c>where T : class</c> clauses.</param>
/// <param name="IsStatic">True if the original is static.</param>
/// <param name="ContainingType">The type that declares the original.</param>
/// <param name="Attributes">Attributes of the original that the overload repeats, in brackets.</param>
/// <param name="Docs">The elements of the original's doc comment that the overload repeats.</param>
/// <param name="Parameters">All parameters of the original.</param>
internal sealed record CapturedModel(
    string Method,
    string Accessibility,
    bool IsUnsafe,
    string ReturnType,
    string TypeParameters,
    EquatableArray<string> Constraints,
    bool IsStatic,
    string ContainingType,
    EquatableArray<string> Attributes,
    EquatableArray<string> Docs,
    EquatableArray<ParameterModel> Parameters);

/// <summary>A parameter of a captured method.</summary>
/// <param name="Name">Its name, escaped.</param>
/// <param name="Declaration">How the overload declares it: <c>ref int x</c>, <c>int lstmSize = 100</c>.</param>
/// <param name="Argument">What the overload hands on: <c>ref x</c>, or the expression that fills it, in which <c>{0}</c> is the
/// experiment.</param>
/// <param name="FilledBy">What fills it, for the doc comment; null for one that the caller gives.</param>
internal sealed record ParameterModel(string Name, string Declaration, string Argument, string? FilledBy)
{
    public bool IsFilled => FilledBy is not null;
}

/// <summary>The overloads of one type's captured methods.</summary>
/// <param name="Type">The experiment that they are added to, or, for extension methods, the static class to make.</param>
/// <param name="Experiment">The experiment's full name.</param>
/// <param name="IsExtension">True if they are extension methods on the experiment.</param>
/// <param name="Methods">The overloads.</param>
internal sealed record CapturedTypeModel(TypeModel Type, string Experiment, bool IsExtension, EquatableArray<CapturedModel> Methods);
