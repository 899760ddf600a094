using Gen.Analyzers.Tests.Mutations.Support;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Every mistake in every program, always the same ones.</summary>
internal static class AllMistakes
{
    // So that no kind that has many places outweighs the others.
    private const int MostOfAKind = 24;

    public static IReadOnlyList<MistakeKind> Kinds { get; } =
    [
        .. ParameterMistakes.Kinds, .. FromConfigMistakes.Kinds, .. EntryMistakes.Kinds, .. ChangedEntryMistakes.Kinds, .. NamedConfigMistakes.Kinds, .. TypeMistakes.Kinds, .. CommandMistakes.Kinds,
        .. CallMistakes.Kinds, .. UpdateStringMistakes.Kinds, .. MetricSignatureMistakes.Kinds, .. MetricBodyMistakes.Kinds, .. HookMistakes.Kinds, .. MonitorMistakes.Kinds,
    ];

    public static IReadOnlyList<Mutant> All { get; } = [.. Kinds.SelectMany((kind, i) => Of(kind, new Random(i)))];

    private static IEnumerable<Mutant> Of(MistakeKind kind, Random random)
    {
        var all = SourcePrograms.All.SelectMany(s => kind.Find(s, random).Select(m => new Mutant(kind, s, m))).ToArray();
        random.Shuffle(all);
        return all.Take(MostOfAKind);
    }
}
