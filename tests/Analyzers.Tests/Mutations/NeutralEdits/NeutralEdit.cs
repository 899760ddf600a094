using Gen.Analyzers.Tests.Mutations.Support;

namespace Gen.Analyzers.Tests.Mutations.NeutralEdits;

/// <summary>A kind of edit after which a program means what it meant: finds every place of a program where it can be made.</summary>
/// <param name="Name">What is done, as the distribution shows it.</param>
/// <param name="Find">Makes the edits; the random numbers are seeded by kind.</param>
internal sealed record NeutralEditKind(string Name, Func<TestProgram, Random, IEnumerable<Change>> Find);

/// <summary>A harmless edit of a program.</summary>
internal sealed record NeutralEdit(NeutralEditKind Kind, TestProgram Program, Change Change)
{
    private IReadOnlyList<SourceFile>? _files;

    public IReadOnlyList<SourceFile> Files => _files ??= Change.ApplyTo(Program.Files);

    public override string ToString() => $"{Kind.Name} in {Program.Name}";
}

/// <summary>Every harmless edit in every program, always the same ones.</summary>
internal static class AllNeutralEdits
{
    private const int MaxPerKind = 5;

    public static IReadOnlyList<NeutralEditKind> Kinds { get; } =
    [.. LayoutEdits.Kinds, .. OrderEdits.Kinds, .. NameEdits.Kinds, .. AddedMembers.Kinds, .. PartEdits.Kinds, .. ExpressionEdits.Kinds];

    public static IReadOnlyList<NeutralEdit> All { get; } = [.. Kinds.SelectMany((kind, i) => Of(kind, new Random(i)))];

    private static IEnumerable<NeutralEdit> Of(NeutralEditKind kind, Random random)
    {
        var all = TestPrograms.All.SelectMany(s => kind.Find(s, random).Select(c => new NeutralEdit(kind, s, c))).ToArray();
        random.Shuffle(all);

        // Some leave as it is what has that form already; and in a file without Gen's language there is nothing that could be taken
        // wrongly.
        return TestPrograms.Alternately(all.Where(IsOfInterest), e => e.Program).Take(MaxPerKind);
    }

    private static bool IsOfInterest(NeutralEdit edit) => edit.Files.Except(edit.Program.Files)
        .Any(f => f.Text.Contains("using Gen;") || f.Text.Contains("Gen.") || edit.Program.Files.All(o => o.Path != f.Path));
}
