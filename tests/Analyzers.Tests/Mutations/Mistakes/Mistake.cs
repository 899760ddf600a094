using Gen.Analyzers.Tests.Mutations.Support;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>
/// One change that is wrong, with what is to be said of it: a diagnostic with this id at each place that the change marks.
/// </summary>
/// <param name="Id">The diagnostic, a rule's or, where only the compiler can know, one of its own.</param>
/// <param name="Change">The edits and the places.</param>
internal sealed record Mistake(string Id, Change Change);

/// <summary>A kind of mistake: finds every place of a program where it can be made.</summary>
/// <param name="Name">What is done, as the distribution shows it.</param>
/// <param name="Find">Makes the mistakes; the random numbers are seeded by kind and program.</param>
internal sealed record MistakeKind(string Name, Func<TestProgram, Random, IEnumerable<Mistake>> Find);

/// <summary>A mistake in a program.</summary>
internal sealed record Mutant(MistakeKind Kind, TestProgram Program, Mistake Mistake)
{
    private IReadOnlyList<SourceFile>? _files;

    public IReadOnlyList<SourceFile> Files => _files ??= Mistake.Change.ApplyTo(Program.Files);

    public IReadOnlyList<LineLocation> Locations => Files is null ? [] : Mistake.Change.Locations;

    /// <summary>True if the compiler, and not one of the rules, is to report it.</summary>
    public bool IsForTheCompiler => Mistake.Id.StartsWith("CS", StringComparison.Ordinal);

    public override string ToString() => $"{Kind.Name} in {Program.Name}: {Mistake.Id} at {string.Join(", ", Locations)}";
}

/// <summary>Every mistake in every program, always the same ones.</summary>
internal static class AllMistakes
{
    // So that no kind that has many places outweighs the others.
    private const int MaxPerKind = 8;

    public static IReadOnlyList<MistakeKind> Kinds { get; } =
    [
        .. ParameterMistakes.Kinds,
        .. FromConfigMistakes.Kinds,
        .. EntryMistakes.Kinds,
        .. ChangedEntryMistakes.Kinds,
        .. NamedConfigMistakes.Kinds,
        .. SearchSpaceMistakes.Kinds,
        .. TypeMistakes.Kinds,
        .. CommandMistakes.Kinds,
        .. CallMistakes.Kinds,
        .. UpdateStringMistakes.Kinds,
        .. MetricSignatureMistakes.Kinds,
        .. MetricBodyMistakes.Kinds,
        .. HookMistakes.Kinds,
        .. MonitorMistakes.Kinds,
        .. BlockKindMistakes.Kinds,
    ];

    public static IReadOnlyList<Mutant> All { get; } = [.. Kinds.SelectMany((kind, i) => Of(kind, new Random(i)))];

    private static IEnumerable<Mutant> Of(MistakeKind kind, Random random)
    {
        var all = TestPrograms
            .All.Concat(RestyledPrograms.All)
            .SelectMany(s => kind.Find(s, random).Select(m => new Mutant(kind, s, m)))
            .ToArray();
        random.Shuffle(all);
        return TestPrograms.Alternately(all, m => m.Program).Take(MaxPerKind);
    }
}
