using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments.Shape;

/// <summary>Why something in a config class cannot be what it looks like.</summary>
internal enum ShapeProblemKind
{
    /// <summary>A property of a type that no entry can have.</summary>
    UnsupportedType,

    /// <summary>An auto-property without init or set that is public.</summary>
    NoSetter,

    /// <summary>A block that contains itself.</summary>
    RecursiveBlock,

    /// <summary>A class that generated code cannot make: no usable parameterless constructor, abstract, or generic.</summary>
    CannotCreate,

    /// <summary>A property marked required, which generated code cannot satisfy.</summary>
    Required,

    /// <summary>An init property declared by a generic base class: there is no accessor for it.</summary>
    GenericBase,

    /// <summary>Two entries, or two named configs, with one normalised key.</summary>
    Collision,
}

/// <summary>A problem with the symbol it is about.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Symbol">The property or class.</param>
/// <param name="Detail">The other party of a collision, or the type's name.</param>
internal sealed record ShapeProblem(ShapeProblemKind Kind, ISymbol Symbol, string Detail);
