using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Gen.Generators.Incremental;

/// <summary>
/// A type that stands in a namespace, with all that is nested in it and with what its file says for it (usings, namespace): everything but the bodies
/// of its methods.
/// </summary>
internal sealed class DeclaredType(SyntaxTree tree, string name, ImmutableArray<TextSpan> spans)
{
    private object? _hash;   // boxed: whoever reads it reads all of it
    private ImmutableArray<ulong> _words;
    private Dependence? _dependence;

    /// <summary>Its name; who means a type nested in it mentions it too, be it as a base class or in a using.</summary>
    public string Name { get; } = name;

    /// <summary>Changes with anything that its declaration says.</summary>
    public ulong Hash => (ulong)(_hash ??= TextHash.Of(tree.GetText(), spans));

    /// <summary>Hashes of all names that it may mention; none if that cannot be told.</summary>
    /// <remarks>Asked of few: of the classes that are read, and of what they mention.</remarks>
    public ImmutableArray<ulong> Words
    {
        get
        {
            if (_words.IsDefault)
            {
                var words = new HashSet<ulong>();
                var isPlain = TextHash.AddWords(tree.GetText(), spans, words);
                ImmutableInterlocked.InterlockedInitialize(ref _words, isPlain ? [.. words] : []);
            }

            return _words;
        }
    }

    /// <summary>What it depends on, as everything is declared now: one for all that is read from it.</summary>
    public Dependence DependenceIn(Declarations declarations)
    {
        var known = Volatile.Read(ref _dependence);
        if (known is null || !known.Holds(declarations))
            Volatile.Write(ref _dependence, known = new Dependence(declarations, this));
        return known;
    }
}

/// <summary>A type or method with attributes.</summary>
/// <param name="Node">Its declaration.</param>
/// <param name="Type">The type that stands in a namespace, itself or around it.</param>
internal sealed record AnnotatedNode(SyntaxNode Node, DeclaredType Type);
