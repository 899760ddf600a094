using System.Collections.Generic;
using System.Collections.Immutable;
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
    private readonly System.Lazy<ulong> _hash = new(() => TextHash.Of(tree.GetText(), spans));
    private ImmutableArray<ulong> _words;

    /// <summary>Its name; who means a type nested in it mentions it too, be it as a base class or in a using.</summary>
    public string Name { get; } = name;

    /// <summary>Changes with anything that its declaration says.</summary>
    public ulong Hash => _hash.Value;

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
}

/// <summary>A type or method with attributes.</summary>
/// <param name="Node">Its declaration.</param>
/// <param name="Type">The type that stands in a namespace, itself or around it.</param>
internal sealed record AnnotatedNode(SyntaxNode Node, DeclaredType Type);
