using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Gen.Generators.Incremental;

/// <summary>What a file declares, read from its syntax alone: once for each file, since a file that is edited is another one.</summary>
internal sealed class DeclaredFile
{
    // A pure function of a tree, which never changes; gone with the tree.
    private static readonly ConditionalWeakTable<SyntaxTree, DeclaredFile> s_files = new();

    private static readonly ImmutableArray<AnnotatedNode> s_none = [];

    private readonly Dictionary<string, ImmutableArray<AnnotatedNode>>? _annotated;

    private readonly Lazy<ulong> _hash;

    private DeclaredFile(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var reader = new FileReader(tree);
        reader.Read((CompilationUnitSyntax)tree.GetRoot(cancellationToken));
        Types = [.. reader.Types];
        Namespaces = [.. reader.Namespaces];
        Aliases = [.. reader.Aliases];
        GlobalAliases = [.. reader.GlobalAliases];
        GlobalUsings = [.. reader.GlobalUsings];
        _annotated = reader.Annotated?.ToDictionary(a => a.Key, a => a.Value.ToImmutableArray());
        _hash = new(ReadHash);
    }

    /// <summary>Changes with anything that the file declares, and with nothing in the bodies of its methods.</summary>
    public ulong Hash => _hash.Value;

    public ImmutableArray<DeclaredType> Types { get; }

    /// <summary>With dots.</summary>
    public ImmutableArray<string> Namespaces { get; }

    /// <summary>Names that usings give here.</summary>
    public ImmutableArray<string> Aliases { get; }

    /// <summary>Names that global usings give everywhere.</summary>
    public ImmutableArray<string> GlobalAliases { get; }

    /// <summary>As they are written.</summary>
    public ImmutableArray<string> GlobalUsings { get; }

    public static DeclaredFile Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        s_files.TryGetValue(tree, out var known) ? known : s_files.GetValue(tree, t => new DeclaredFile(t, cancellationToken));

    /// <summary>Types and methods with an attribute that is written so: without <c>Attribute</c>, with <c>`1</c> if it has a type argument.</summary>
    public ImmutableArray<AnnotatedNode> Annotated(string name) => _annotated is not null && _annotated.TryGetValue(name, out var nodes) ? nodes : s_none;

    /// <summary>The name under which <see cref="Annotated"/> finds a written or metadata name.</summary>
    public static string Written(string name)
    {
        const string Suffix = "Attribute";
        var simple = name.Substring(name.LastIndexOf('.') + 1);
        var arity = simple.EndsWith("`1", StringComparison.Ordinal) ? "`1" : "";
        simple = simple.Substring(0, simple.Length - arity.Length);
        return (simple.EndsWith(Suffix, StringComparison.Ordinal) && simple.Length > Suffix.Length ? simple.Substring(0, simple.Length - Suffix.Length) : simple) + arity;
    }

    private ulong ReadHash()
    {
        var hash = TextHash.Empty;
        foreach (var type in Types)
            hash = TextHash.Add(TextHash.Add(hash, type.Hash), TextHash.Of(type.Name));
        foreach (var text in Namespaces.Concat(GlobalUsings))
            hash = TextHash.Add(hash, TextHash.Of(text));
        return hash;
    }
}
