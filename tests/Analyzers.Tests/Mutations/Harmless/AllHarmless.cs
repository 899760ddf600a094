using Gen.Analyzers.Tests.Mutations.Support;

namespace Gen.Analyzers.Tests.Mutations.Harmless;

/// <summary>Every harmless edit in every program, always the same ones.</summary>
internal static class AllHarmless
{
    private const int MostOfAKind = 5;

    public static IReadOnlyList<HarmlessKind> Kinds { get; } =
        [.. LayoutEdits.Kinds, .. OrderEdits.Kinds, .. NameEdits.Kinds, .. AddedMembers.Kinds, .. PartEdits.Kinds, .. ExpressionEdits.Kinds];

    public static IReadOnlyList<HarmlessEdit> All { get; } = [.. Kinds.SelectMany((kind, i) => Of(kind, new Random(i)))];

    private static IEnumerable<HarmlessEdit> Of(HarmlessKind kind, Random random)
    {
        var all = SourcePrograms.All.SelectMany(s => kind.Find(s, random).Select(c => new HarmlessEdit(kind, s, c))).ToArray();
        random.Shuffle(all);

        // Some leave as it is what has that form already; and in a file without Gen's language there is nothing that could be taken wrongly.
        return SourcePrograms.Alternately(all.Where(IsOfInterest), e => e.Subject).Take(MostOfAKind);
    }

    private static bool IsOfInterest(HarmlessEdit edit) => edit.Files.Except(edit.Subject.Files)
        .Any(f => f.Text.Contains("using Gen;") || f.Text.Contains("Gen.") || edit.Subject.Files.All(o => o.Path != f.Path));
}
