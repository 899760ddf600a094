using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Incremental;

/// <summary>What declarations mean depends on beside themselves: references, options, global usings. Keeps no other project's compilation alive.</summary>
internal sealed class Surroundings(Compilation compilation, string globalUsings) : IEquatable<Surroundings>
{
    private readonly string? _assembly = compilation.AssemblyName;
    private readonly CompilationOptions _options = compilation.Options;
    private readonly string _globalUsings = globalUsings;
    private readonly object[] _references = [.. compilation.References.Select(r => r is CompilationReference project ? (object)new WeakReference<MetadataReference>(project) : r)];

    public bool Equals(Surroundings? other) =>
        other is not null && _assembly == other._assembly && _globalUsings == other._globalUsings && _options.Equals(other._options)
        && _references.Length == other._references.Length && !_references.Where((r, i) => !IsSame(r, other._references[i])).Any();

    public override bool Equals(object? obj) => Equals(obj as Surroundings);

    public override int GetHashCode() => _globalUsings.GetHashCode();

    private static bool IsSame(object a, object b) => ReferenceEquals(a, b)
        || (a is WeakReference<MetadataReference> first && b is WeakReference<MetadataReference> second
            && first.TryGetTarget(out var x) && second.TryGetTarget(out var y) && ReferenceEquals(x, y));
}
