namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>A kind of edit after which a program means what it meant: finds every place of a program where it can be made.</summary>
/// <param name="Name">What is done, as the distribution shows it.</param>
/// <param name="Find">Makes the edits; the random numbers are seeded by kind.</param>
internal sealed record HarmlessKind(string Name, Func<Subject, Random, IEnumerable<Change>> Find);

/// <summary>A harmless edit of a program.</summary>
internal sealed record HarmlessEdit(HarmlessKind Kind, Subject Subject, Change Change)
{
    private IReadOnlyList<SourceFile>? _files;

    public IReadOnlyList<SourceFile> Files => _files ??= Change.ApplyTo(Subject.Files);

    public override string ToString() => $"{Kind.Name} in {Subject.Name}";
}
