using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics.Planning;

/// <summary>
/// The bodies that planning has bound in one compilation: each once, however many metrics call it. Binding is most of what a metric costs
/// at every edit, and everything that needs a body asks here.
/// </summary>
internal sealed class BoundBodies(Compilation compilation)
{
    private static readonly ConditionalWeakTable<Compilation, BoundBodies> s_all = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<SyntaxNode, IOperation?> _bodies = new();
    private int _count;

    /// <summary>How often a body was bound so far, for tests.</summary>
    public int Count => _count;

    public static BoundBodies Of(Compilation compilation) => s_all.GetValue(compilation, static c => new(c));

    /// <summary>The operation of a method's declaration.</summary>
    public IOperation? Bind(SyntaxNode declaration, CancellationToken cancellationToken)
    {
        if (_bodies.TryGetValue(declaration, out var known))
            return known;
        Interlocked.Increment(ref _count);
        var operation = Model(declaration.SyntaxTree).GetOperation(declaration, cancellationToken);
        return _bodies.GetOrAdd(declaration, operation);
    }

#pragma warning disable RS1030 // The bodies of helpers are in other trees than the one that an analyzer is shown.
    private SemanticModel Model(SyntaxTree tree) => _models.GetOrAdd(tree, t => compilation.GetSemanticModel(t));
#pragma warning restore RS1030
}
