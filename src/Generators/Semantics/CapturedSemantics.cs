using System.Collections.Immutable;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>A captured method and what fills each of its parameters.</summary>
internal sealed class CapturedSemantics
{
    private CapturedSemantics(
        IMethodSymbol method,
        INamedTypeSymbol experiment,
        ImmutableArray<ParameterFill> fills,
        ImmutableArray<IParameterSymbol> kept
    ) => (Method, Experiment, Fills, Kept) = (method, experiment, fills, kept);

    public IMethodSymbol Method { get; }

    public INamedTypeSymbol Experiment { get; }

    /// <summary>One per parameter.</summary>
    public ImmutableArray<ParameterFill> Fills { get; }

    /// <summary>True if the method stands in the experiment itself; the overload is then an instance method, else an extension
    /// method.</summary>
    public bool IsOwn => SymbolEqualityComparer.Default.Equals(Method.ContainingType, Experiment);

    /// <summary>Type parameters that a call of the overload could not infer: they occur only in parameters that it lacks.</summary>
    public IEnumerable<ITypeParameterSymbol> LostTypeParameters =>
        Method.TypeParameters.Where(t => !Kept.Any(p => Mentions(p.Type, t)) && Method.Parameters.Any(p => Mentions(p.Type, t)));

    /// <summary>The parameters that the overload has.</summary>
    public ImmutableArray<IParameterSymbol> Kept { get; }

    /// <summary>True if the overload has a parameter of this name.</summary>
    public bool Keeps(string parameter) => Kept.Any(p => p.Name == parameter);

    /// <summary>True if an overload is worth having: something is filled, and nothing keeps it from being written.</summary>
    public bool HasOverload => Kept.Length < Fills.Length && (Method.TypeParameters.IsEmpty || !LostTypeParameters.Any());

    /// <summary>True if both have an overload, and the two could not stand in one class or be told apart in a call.</summary>
    public bool OverloadEquals(CapturedSemantics other) =>
        HasOverload && other.HasOverload && GeneratedMembers.SameSignature(Method, Kept, other.Method, other.Kept);

    public static CapturedSemantics Read(IMethodSymbol method, INamedTypeSymbol experiment, ConfigSemantics config, Compilation compilation)
    {
        var matcher = new ParameterMatcher(experiment, config, compilation);
        var parameters = method.Parameters;
        var fills = ImmutableArray.CreateBuilder<ParameterFill>(parameters.Length);
        foreach (var parameter in parameters)
            fills.Add(matcher.Match(parameter));
        var kept = KeptOf(parameters, fills);
        for (var i = 0; i < fills.Count; i++)
            fills[i] = WithoutOpenType(parameters[i], fills[i], kept);
        return new CapturedSemantics(method, experiment, fills.MoveToImmutable(), kept);
    }

    private static ImmutableArray<IParameterSymbol> KeptOf(ImmutableArray<IParameterSymbol> parameters, IReadOnlyList<ParameterFill> fills)
    {
        var kept = ImmutableArray.CreateBuilder<IParameterSymbol>();
        foreach (var parameter in parameters)
        {
            if (!fills[parameter.Ordinal].IsOmitted)
                kept.Add(parameter);
        }

        return kept.ToImmutable();
    }

    /// <summary>A type parameter that a kept parameter decides can be any type: no entry is sure to fit it.</summary>
    private static ParameterFill WithoutOpenType(IParameterSymbol parameter, ParameterFill fill, IReadOnlyList<IParameterSymbol> kept) =>
        fill.Kind == FillKind.Entry && parameter.Type is ITypeParameterSymbol open && kept.Any(k => Mentions(k.Type, open))
            ? new ParameterFill(FillKind.None, fill.Entry, Problem: FillProblem.TypeMismatch, Key: parameter.Name)
            : fill;

    /// <summary>The experiments that a method is captured by: the class it stands in, and those that <c>[Captured&lt;T&gt;]</c>
    /// names.</summary>
    public static IEnumerable<INamedTypeSymbol> ExperimentsOf(IMethodSymbol method)
    {
        if (method.HasAttribute(KnownNames.Captured) && method.ContainingType.HasAttribute(KnownNames.Experiment))
            yield return method.ContainingType;
        foreach (var attribute in method.FindAttributes(KnownNames.CapturedOf))
        {
            if (attribute.AttributeClass!.TypeArguments[0] is INamedTypeSymbol experiment && experiment.HasAttribute(KnownNames.Experiment))
                yield return experiment;
        }
    }

    /// <summary>True if the type parameter occurs in the type.</summary>
    public static bool Mentions(ITypeSymbol type, ITypeParameterSymbol parameter) => type switch
    {
        ITypeParameterSymbol p => SymbolEqualityComparer.Default.Equals(p, parameter),
        IArrayTypeSymbol array => Mentions(array.ElementType, parameter),
        IPointerTypeSymbol pointer => Mentions(pointer.PointedAtType, parameter),
        INamedTypeSymbol named => named.TypeArguments.Any(a => Mentions(a, parameter)),
        _ => false,
    };
}
