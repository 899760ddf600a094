using System;
using System.Collections.Immutable;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Analyzers.Common;

/// <summary>Properties of a diagnostic that a rule passes to its code fix, so that the fix repeats none of the rule's analysis.</summary>
internal static class FixHints
{
    /// <summary>The name to use instead of the one at the diagnostic, as it is to be written. Absent if none is near.</summary>
    public const string Name = nameof(Name);

    /// <summary>The key of the intended entry, as <c>[FromConfig]</c> takes it.</summary>
    public const string Key = nameof(Key);

    /// <summary>The type to use, fully qualified (<c>global::</c>). The fix simplifies it.</summary>
    public const string Type = nameof(Type);

    /// <summary>The name of the change that the fix should make, for rules that report several problems.</summary>
    public const string Change = nameof(Change);

    /// <summary>The beginning of the text at the diagnostic that <see cref="Name"/> replaces. Absent if it replaces all of it.</summary>
    public const string Written = nameof(Written);

    /// <summary>
    /// The missing arguments of a call, one per line, such as <c>size: {0}.Size</c>: C# in which <c>{0}</c> is the experiment and
    /// <c>{1}</c> the run.
    /// </summary>
    public const string Arguments = nameof(Arguments);

    /// <summary>The names of the parameters to which the argument at the diagnostic and the following ones go, one per line.</summary>
    public const string Targets = nameof(Targets);

    /// <summary>The names of the parameters to which they could go instead, one per line.</summary>
    public const string OtherTargets = nameof(OtherTargets);

    /// <summary>The documentation id of the config class to which an entry could be added. Absent if there is none.</summary>
    public const string Owner = nameof(Owner);

    /// <summary>The name of the property to add for the missing entry.</summary>
    public const string Entry = nameof(Entry);

    /// <summary>
    /// The arguments of <c>[FromConfig]</c> by which the parameter could be filled, as C#, one per line, the best first. Absent if no
    /// entry fits.
    /// </summary>
    public const string FromConfig = nameof(FromConfig);

    /// <summary>The documentation id of the method whose parameter <see cref="Name"/> is meant. Absent if it is at the
    /// diagnostic.</summary>
    public const string Method = nameof(Method);

    /// <summary>The value to use, as C#.</summary>
    public const string Value = nameof(Value);

    /// <summary>No hints.</summary>
    public static ImmutableDictionary<string, string?> None => ImmutableDictionary<string, string?>.Empty;

    /// <summary>Creates a hint, or none if there is no value.</summary>
    public static ImmutableDictionary<string, string?> Create(string hint, string? value) => None.And(hint, value);

    /// <summary>Adds a hint if there is a value.</summary>
    public static ImmutableDictionary<string, string?> And(this ImmutableDictionary<string, string?> hints, string hint, string? value) =>
        value is null ? hints : hints.SetItem(hint, value);
}

/// <summary>Hints about the class in which a missing entry could be declared.</summary>
internal static class MissingEntryHints
{
    /// <summary>
    /// Adds <see cref="FixHints.Owner"/> and <see cref="FixHints.Entry"/> if an entry of the key and type can be declared.
    /// </summary>
    /// <param name="hints">The other hints.</param>
    /// <param name="key">The missing key or name, dotted for an entry of a block.</param>
    /// <param name="type">The type of the parameter or property that needs it.</param>
    /// <param name="experiment">The experiment that lacks it.</param>
    /// <param name="experiments">The experiments of the compilation.</param>
    public static ImmutableDictionary<string, string?> AndEntry(
        this ImmutableDictionary<string, string?> hints, string key, ITypeSymbol type, INamedTypeSymbol experiment, Experiments experiments)
    {
        var dot = key.LastIndexOf('.');
        var owner = dot < 0 ? experiment : experiments.ConfigOf(experiment).FindBlock(key.Substring(0, dot))?.Type;
        var name = PropertyName(key.Substring(dot + 1));
        return owner is not null && IsFree(name, owner) && CanHold(type, owner, experiments)
            ? hints.And(FixHints.Owner, DocumentationCommentId.CreateDeclarationId(owner)).And(FixHints.Entry, name)
            : hints;
    }

    /// <summary>Adds <see cref="FixHints.FromConfig"/>, and what <see cref="AndEntry"/> adds, for a parameter without a value.</summary>
    public static ImmutableDictionary<string, string?> AndFilling(
        this ImmutableDictionary<string, string?> hints,
        IParameterSymbol parameter,
        INamedTypeSymbol experiment,
        Experiments experiments
    ) =>
        hints.And(FixHints.FromConfig, FittingEntries.Hint(parameter, experiment, experiments))
            .AndEntry(parameter.Name, parameter.Type, experiment, experiments);

    /// <summary><c>num_classes</c> and <c>numClasses</c> are <c>NumClasses</c>.</summary>
    private static string PropertyName(string key) =>
        string.Concat(key.Split(['_', '-'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));

    private static bool IsFree(string name, INamedTypeSymbol owner) =>
        SyntaxFacts.IsValidIdentifier(name) && name != owner.Name && !owner.WithBaseTypes().Any(t => !t.GetMembers(name).IsEmpty);

    private static bool CanHold(ITypeSymbol type, INamedTypeSymbol owner, Experiments experiments)
    {
        var isBlock = type is INamedTypeSymbol block && block.HasAttribute(KnownNames.Config)
            && !SymbolEqualityComparer.Default.Equals(block, owner) && experiments.ConfigOf(block).CanCreate;
        return (isBlock || ValueSemanticsReader.Read(type) is not null) && IsAsAccessible(type, owner);
    }

    /// <summary>Returns true if the type is accessible wherever the owner's public properties are.</summary>
    private static bool IsAsAccessible(ITypeSymbol type, INamedTypeSymbol owner) => type switch
    {
        IArrayTypeSymbol array => IsAsAccessible(array.ElementType, owner),
        INamedTypeSymbol named => named.TypeArguments.All(t => IsAsAccessible(t, owner))
            && (AccessibilityOf(named) >= AccessibilityOf(owner) || IsNestedIn(named, owner)),
        _ => false,
    };

    /// <summary>Returns true for a public type nested in the owner, which is as accessible as the owner.</summary>
    private static bool IsNestedIn(INamedTypeSymbol type, INamedTypeSymbol owner) =>
        type.DeclaredAccessibility == Accessibility.Public && SymbolEqualityComparer.Default.Equals(type.ContainingType, owner);

    /// <summary>Returns 2 for a type that is accessible from other projects, 1 from this one, 0 from a class only.</summary>
    private static int AccessibilityOf(INamedTypeSymbol type)
    {
        var least = 2;
        for (var t = type; t is not null; t = t.ContainingType)
        {
            least = Math.Min(least, t.DeclaredAccessibility switch
            {
                Accessibility.Public => 2,
                Accessibility.Internal => 1,
                _ => 0,
            });
        }

        return least;
    }
}
