using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Common;

/// <summary>A method that generated code calls for an experiment, and what fills each of its parameters.</summary>
/// <param name="Method">The method.</param>
/// <param name="Experiment">The experiment.</param>
/// <param name="Fills">One per parameter.</param>
internal sealed record MatchedMethod(IMethodSymbol Method, INamedTypeSymbol Experiment, ImmutableArray<ParameterFill> Fills)
{
    public IEnumerable<(IParameterSymbol Parameter, ParameterFill Fill)> Parameters => Method.Parameters.Select((p, i) => (p, Fills[i]));
}
