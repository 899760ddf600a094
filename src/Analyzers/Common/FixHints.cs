using System.Collections.Immutable;

namespace Gen.Analyzers.Common;

/// <summary>What a rule tells its code fix, among the properties of a diagnostic: so the fix repeats none of the rule's understanding.</summary>
internal static class FixHints
{
    /// <summary>The right name in place of the one at the diagnostic, spelled as it is to stand there. Absent: nothing is near.</summary>
    public const string Name = nameof(Name);

    /// <summary>The key of the entry that is meant, as <c>[FromConfig]</c> takes it.</summary>
    public const string Key = nameof(Key);

    /// <summary>The right type, fully qualified (<c>global::</c>); the fix shortens it to what its place needs.</summary>
    public const string Type = nameof(Type);

    /// <summary>Which of the rule's problems it is, where it has several: the name of the fix's change.</summary>
    public const string Change = nameof(Change);

    /// <summary>The beginning of the text at the diagnostic in whose place <see cref="Name"/> is to stand. Absent: all of it.</summary>
    public const string Written = nameof(Written);

    /// <summary>
    /// What a call lacks, an argument a line, <c>size: {0}.Size</c>: C# in which <c>{0}</c> is the experiment and <c>{1}</c> the run.
    /// </summary>
    public const string Arguments = nameof(Arguments);

    /// <summary>The config class that an entry could be added to, by its documentation id. Absent: none can be.</summary>
    public const string Owner = nameof(Owner);

    /// <summary>The name of the property that would be the missing entry.</summary>
    public const string Entry = nameof(Entry);

    /// <summary>A hint; nothing if there is no value.</summary>
    public static ImmutableDictionary<string, string?> Of(string hint, string? value) => ImmutableDictionary<string, string?>.Empty.And(hint, value);

    /// <summary>One more hint; none if there is no value.</summary>
    public static ImmutableDictionary<string, string?> And(this ImmutableDictionary<string, string?> hints, string hint, string? value) =>
        value is null ? hints : hints.SetItem(hint, value);
}
