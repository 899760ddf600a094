using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Incremental;

/// <summary>
/// Reads the symbols that bear an attribute, as <c>ForAttributeWithMetadataName</c> does, but not all of them again after every edit anywhere: one is read
/// again when its own file was edited, or something that it mentions, directly or through others, is declared otherwise than it was. To bind a thousand
/// attributes again is most of what a generator costs in an editor.
/// </summary>
internal sealed class AnnotatedSymbols<T>
{
    // By declaration: an edited file has other ones. A model depends on nothing else, so it is right for every driver that shares this.
    private readonly ConditionalWeakTable<SyntaxNode, Reading> _read = new();
    private readonly string _attribute;
    private readonly Func<SyntaxNode, bool> _isCandidate;
    private readonly Func<ISymbol, SyntaxNode, Compilation, CancellationToken, IEnumerable<T>> _parse;
    private Surroundings? _surroundings;

    private AnnotatedSymbols(string attribute, Func<SyntaxNode, bool> isCandidate, Func<ISymbol, SyntaxNode, Compilation, CancellationToken, IEnumerable<T>> parse) =>
        (_attribute, _isCandidate, _parse) = (attribute, isCandidate, parse);

    /// <summary>The models of all symbols with an attribute.</summary>
    /// <param name="context">The generator's.</param>
    /// <param name="attribute">The attribute's metadata name.</param>
    /// <param name="isCandidate">Whether a declaration counts, from its own syntax.</param>
    /// <param name="parse">
    /// Makes the models of one symbol; none of one without the attribute, which only looks as if it had it. They must depend on declarations alone, never
    /// on a method's body.
    /// </param>
    public static IncrementalValuesProvider<T> Read(
        IncrementalGeneratorInitializationContext context, string attribute, Func<SyntaxNode, bool> isCandidate, Func<ISymbol, SyntaxNode, Compilation, CancellationToken, IEnumerable<T>> parse)
    {
        var symbols = new AnnotatedSymbols<T>(attribute, isCandidate, parse);
        return context.CompilationProvider.SelectMany(symbols.ReadAll);
    }

    private ImmutableArray<T> ReadAll(Compilation compilation, CancellationToken cancellationToken)
    {
        var declarations = Declarations.Of(compilation, cancellationToken);
        var surroundings = declarations.Surroundings.Equals(_surroundings) ? _surroundings! : _surroundings = declarations.Surroundings;
        var models = ImmutableArray.CreateBuilder<T>();
        foreach (var node in declarations.Annotated(_attribute))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_isCandidate(node.Node))
                models.AddRange(Read(node, declarations, surroundings, compilation, cancellationToken));
        }

        return models.ToImmutable();
    }

    private ImmutableArray<T> Read(AnnotatedNode node, Declarations declarations, Surroundings surroundings, Compilation compilation, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(node.Node, out var known) && known.IsValid(declarations, surroundings))
            return known.Models;
#pragma warning disable RS1030 // A generator's step is given no model.
        ImmutableArray<T> models = compilation.GetSemanticModel(node.Node.SyntaxTree).GetDeclaredSymbol(node.Node, cancellationToken) is { } symbol
            ? [.. _parse(symbol, node.Node, compilation, cancellationToken)]
            : [];
#pragma warning restore RS1030
        var reading = new Reading(models, surroundings, node.Type.DependenceIn(declarations));
        _read.Remove(node.Node);
        _read.GetValue(node.Node, _ => reading);
        return models;
    }

    /// <summary>Models, and what they were read from.</summary>
    private sealed class Reading(ImmutableArray<T> models, Surroundings surroundings, Dependence dependence)
    {
        public ImmutableArray<T> Models { get; } = models;

        public bool IsValid(Declarations now, Surroundings around) => ReferenceEquals(around, surroundings) && dependence.Holds(now);
    }
}
