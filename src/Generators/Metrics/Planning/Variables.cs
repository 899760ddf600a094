using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics.Planning;

/// <summary>Values of locals and parameters. Copying it is cheap: a branch works on a copy.</summary>
internal sealed class Variables
{
    private ImmutableDictionary<ISymbol, Value> _values;

    public Variables()
        : this(ImmutableDictionary.Create<ISymbol, Value>(SymbolEqualityComparer.Default))
    {
    }

    private Variables(ImmutableDictionary<ISymbol, Value> values) => _values = values;

    public IEnumerable<ISymbol> Symbols => _values.Keys;

    public Value? Find(ISymbol symbol) => _values.TryGetValue(symbol, out var value) ? value : null;

    public void Set(ISymbol symbol, Value value) => _values = _values.SetItem(symbol, value);

    public Variables Copy() => new(_values);

    /// <summary>Takes over all values of another scope.</summary>
    public void Become(Variables other) => _values = other._values;
}
