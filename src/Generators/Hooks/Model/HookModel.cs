using Gen.Generators.Common;
using Gen.Generators.Hooks.Shape;

namespace Gen.Generators.Hooks.Model;

/// <summary>A hook that generated code calls.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="IsStatic">Called on the type.</param>
/// <param name="Kinds">When it is called.</param>
/// <param name="Parameters">All its parameters.</param>
internal sealed record HookModel(string Method, bool IsStatic, HookKind Kinds, EquatableArray<HookParameterModel> Parameters);

/// <summary>A hook's parameter: what its declaration alone tells. What a value of the training is, is known with the metrics only.</summary>
/// <param name="Name">Its name, under which values are looked up.</param>
/// <param name="Type">What kind of value it can take.</param>
/// <param name="IsNamed">False for one that its type or an attribute fills, whatever its name.</param>
/// <param name="Given">C# that fills it, in which <c>{0}</c> is the experiment and <c>{1}</c> the run; of a named one the entry of that name. Null if there is none.</param>
/// <param name="IsRandom">Given is a random stream: made once, kept for all calls.</param>
/// <param name="NeedsServices">Given is a host's services, and there must be some.</param>
/// <param name="OnlyIn">Kinds in which <paramref name="Given"/> exists; none for all.</param>
internal sealed record HookParameterModel(
    string Name, HookValueType Type, bool IsNamed, string? Given, bool IsRandom = false, bool NeedsServices = false, HookKind OnlyIn = HookKind.None);

/// <summary>What kind of value of the training a parameter's type can take.</summary>
internal enum HookValueType
{
    Other,
    Integer,
    Long,
    Number,
    Vector,
    Matrix,
    Tensor,
}
