using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Gen.Generators.Incremental;

/// <summary>
/// What all files of a compilation declare, by name. What a declaration means can only change with the declarations of the names that it mentions,
/// that those mention, and so on: a name is looked up by its spelling, whatever the scope, so that this holds of shadowing too.
/// </summary>
internal sealed class Declarations
{
    private static readonly ConditionalWeakTable<Compilation, Declarations> s_compilations = new();

    // Asked for by name alone, wherever they are.
    private static readonly ulong[] s_always = [TextHash.Of("Devices"), TextHash.Of("ExperimentMetrics"), TextHash.Of("Gen")];

    private readonly ImmutableArray<DeclaredFile> _files;
    private readonly Lazy<ulong> _hash;
    private readonly Lazy<Dictionary<ulong, Named>> _byName;
    private readonly Lazy<ImmutableArray<ulong>> _roots;

    private Declarations(Compilation compilation, CancellationToken cancellationToken)
    {
        var files = ImmutableArray.CreateBuilder<DeclaredFile>();
        foreach (var tree in compilation.SyntaxTrees)
            files.Add(DeclaredFile.Of(tree, cancellationToken));
        _files = files.ToImmutable();
        _hash = new(() => _files.Aggregate(TextHash.Empty, (hash, file) => TextHash.Add(hash, file.Hash)));
        GlobalAliases = [.. _files.SelectMany(f => f.GlobalAliases)];
        var usings = string.Join("\n", _files.SelectMany(f => f.GlobalUsings));
        Surroundings = new Surroundings(compilation, usings);
        _byName = new(Index);
        _roots = new(() =>
        {
            var words = new HashSet<ulong>(s_always);
            TextHash.AddWords(SourceText.From(usings), [new TextSpan(0, usings.Length)], words);
            return [.. words];
        });
    }

    /// <summary>Equal as long as no file declares anything else than it did.</summary>
    public ulong Hash => _hash.Value;

    public Surroundings Surroundings { get; }

    public ImmutableArray<string> GlobalAliases { get; }

    public static Declarations Of(Compilation compilation, CancellationToken cancellationToken) =>
        s_compilations.TryGetValue(compilation, out var known) ? known : s_compilations.GetValue(compilation, c => new Declarations(c, cancellationToken));

    /// <summary>Types and methods that may bear an attribute, in the order of the files.</summary>
    public IEnumerable<AnnotatedNode> Annotated(string attribute)
    {
        var written = DeclaredFile.Written(attribute);
        foreach (var file in _files)
        {
            if (GlobalAliases.IsEmpty && !file.MayMention(written))
                continue;
            if (GlobalAliases.IsEmpty && file.Aliases.Count == 0)
            {
                foreach (var node in file.Annotated(written))
                    yield return node;
                continue;
            }

            foreach (var node in file.Aliases.Concat(GlobalAliases).Select(DeclaredFile.Written).Prepend(written).Distinct().SelectMany(name => file.Annotated(name)).Distinct().OrderBy(n => n.Node.SpanStart))
                yield return node;
        }
    }

    /// <summary>All names whose declarations a type can depend on; null if it can depend on anything.</summary>
    public ulong[]? NamesBehind(DeclaredType type)
    {
        var names = new HashSet<ulong>(_roots.Value);
        var open = new Stack<DeclaredType>();
        var seen = new HashSet<DeclaredType>();
        foreach (var name in _roots.Value)
            Push(name);
        for (open.Push(type); open.Count > 0;)
        {
            var next = open.Pop();
            if (!seen.Add(next))
                continue;
            if (next.Words.IsEmpty)
                return null;
            foreach (var name in next.Words)
            {
                if (names.Add(name))
                    Push(name);
            }
        }

        return [.. names];

        void Push(ulong name)
        {
            if (!_byName.Value.TryGetValue(name, out var named))
                return;
            foreach (var declared in named.Types)
                open.Push(declared);
        }
    }

    /// <summary>Equal as long as all these names are declared as they were.</summary>
    public ulong HashOf(ulong[] names)
    {
        var hash = TextHash.Empty;
        foreach (var name in names)
            hash = TextHash.Add(hash, _byName.Value.TryGetValue(name, out var named) ? named.Hash : 0);
        return hash;
    }

    private Dictionary<ulong, Named> Index()
    {
        const string Suffix = "Attribute";
        var index = new Dictionary<ulong, Named>();
        var spaces = new HashSet<string>();
        foreach (var file in _files)
        {
            foreach (var space in file.Namespaces.Where(spaces.Add))
            {
                foreach (var part in space.Split('.'))
                    Of(part).Add(TextHash.Of(space), null);
            }

            foreach (var type in file.Types)
            {
                Of(type.Name).Add(type.Hash, type);
                if (type.Name.EndsWith(Suffix, StringComparison.Ordinal))
                    Of(type.Name.Substring(0, type.Name.Length - Suffix.Length)).Add(type.Hash, type);
            }
        }

        return index;

        Named Of(string name)
        {
            var key = TextHash.Of(name);
            if (!index.TryGetValue(key, out var named))
                index.Add(key, named = new Named());
            return named;
        }
    }

    /// <summary>All that is declared under one name; parts of one type in the order of the files.</summary>
    private sealed class Named
    {
        public ulong Hash { get; private set; } = TextHash.Empty;

        public List<DeclaredType> Types { get; } = [];

        public void Add(ulong hash, DeclaredType? type)
        {
            Hash = TextHash.Add(Hash, hash);
            if (type is not null)
                Types.Add(type);
        }
    }
}
