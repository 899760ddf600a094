using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators.Incremental;

/// <summary>
/// What a file declares, read from its syntax alone: once for each file, since a file that is edited is another one. Of a file that has no attribute that
/// is asked for, nearly nothing is read until something is declared otherwise: never in a build.
/// </summary>
internal sealed class DeclaredFile
{
    // A pure function of a tree, which never changes; gone with the tree.
    private static readonly ConditionalWeakTable<SyntaxTree, DeclaredFile> s_files = new();

    private readonly SyntaxTree _tree;
    private FileReader? _contents;
    private object? _hash;   // boxed: whoever reads it reads all of it
    private ImmutableArray<string> _unmentioned = [];

    private DeclaredFile(SyntaxTree tree, CancellationToken cancellationToken)
    {
        _tree = tree;
        foreach (var directive in ((CompilationUnitSyntax)tree.GetRoot(cancellationToken)).Usings)
        {
            if (directive.GlobalKeyword == default)
                continue;
            GlobalUsings = GlobalUsings.Add(directive.ToString());
            if (directive.Alias is { } alias)
                GlobalAliases = GlobalAliases.Add(alias.Name.Identifier.ValueText);
        }
    }

    /// <summary>Changes with anything that the file declares, and with nothing in the bodies of its methods.</summary>
    public ulong Hash => (ulong)(_hash ??= ReadHash());

    public IReadOnlyList<DeclaredType> Types => Contents.Types;

    /// <summary>With dots.</summary>
    public IReadOnlyCollection<string> Namespaces => Contents.Namespaces;

    /// <summary>Names that usings give here.</summary>
    public IReadOnlyList<string> Aliases => Contents.Aliases;

    /// <summary>Names that global usings give everywhere.</summary>
    public ImmutableArray<string> GlobalAliases { get; } = [];

    /// <summary>As they are written.</summary>
    public ImmutableArray<string> GlobalUsings { get; } = [];

    private FileReader Contents
    {
        get
        {
            if (_contents is null)
                Interlocked.CompareExchange(ref _contents, FileReader.Read(_tree), null);
            return _contents;
        }
    }

    public static DeclaredFile Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        s_files.TryGetValue(tree, out var known) ? known : s_files.GetValue(tree, t => new DeclaredFile(t, cancellationToken));

    /// <summary>Types and methods with an attribute that is written so: without <c>Attribute</c>, with <c>`1</c> if it has a type argument.</summary>
    public IReadOnlyList<AnnotatedNode> Annotated(string name) => Contents.Annotated is { } all && all.TryGetValue(name, out var nodes) ? nodes : [];

    /// <summary>False if the file has no attribute that is written so, nor an alias of one: nothing in it is spelled so.</summary>
    public bool MayMention(string name)
    {
        if (_contents is not null)
            return true;
        if (_unmentioned.Contains(name))
            return false;
        var word = name.EndsWith("`1", StringComparison.Ordinal) ? name.Substring(0, name.Length - 2) : name;
        if (TextHash.MayMention(_tree.GetText(), word))
            return true;
        ImmutableInterlocked.Update(ref _unmentioned, names => names.Add(name));   // asked again after every edit
        return false;
    }

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
