namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>One change that is wrong, with what is to be said of it: a diagnostic with this id at each place that the change marks.</summary>
/// <param name="Id">The diagnostic, a rule's or, where only the compiler can know, one of its own.</param>
/// <param name="Change">The edits and the places.</param>
internal sealed record Mistake(string Id, Change Change);

/// <summary>A kind of mistake: finds every place of a program where it can be made.</summary>
/// <param name="Name">What is done, as the distribution shows it.</param>
/// <param name="Find">Makes the mistakes; the random numbers are seeded by kind and program.</param>
internal sealed record MistakeKind(string Name, Func<Subject, Random, IEnumerable<Mistake>> Find);

/// <summary>A mistake in a program.</summary>
internal sealed record Mutant(MistakeKind Kind, Subject Subject, Mistake Mistake)
{
    private IReadOnlyList<SourceFile>? _files;

    public IReadOnlyList<SourceFile> Files => _files ??= Mistake.Change.ApplyTo(Subject.Files);

    public IReadOnlyList<Place> Places => Files is null ? [] : Mistake.Change.Places;

    /// <summary>True if the compiler, and not one of the rules, is to report it.</summary>
    public bool IsForTheCompiler => Mistake.Id.StartsWith("CS", StringComparison.Ordinal);

    public override string ToString() => $"{Kind.Name} in {Subject.Name}: {Mistake.Id} at {string.Join(", ", Places)}";

    /// <summary>The changed lines.</summary>
    public string Difference() => string.Join('\n', Files
        .Select(f => (File: f, Old: Subject.Files.FirstOrDefault(o => o.Path == f.Path)?.Text ?? ""))
        .Where(f => f.File.Text != f.Old)
        .SelectMany(f => f.File.Text.Split('\n').Select((line, i) => (line, i)).ExceptBy(f.Old.Split('\n'), l => l.line).Select(l => $"    {f.File.Path}({l.i + 1}): {l.line.Trim()}")));
}
