using Gen.Analyzers.Tests.Mutations.Harmless;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>The programs again as others would have written them: all harmless edits of some kinds at once. Mistakes have to be found in these as well.</summary>
internal static class RestyledPrograms
{
    private static readonly string[] s_styles = ["types wrapped in a namespace", "attribute by its full name", "body in braces", "parameter in another spelling", "members in another order", "accessors in another order, set for init"];

    private static readonly Lazy<IReadOnlyList<Subject>> s_all = new(() => [.. SourcePrograms.All.Where(s => s.Name != "ApiDocs").Select(Restyled)]);

    public static IReadOnlyList<Subject> All => s_all.Value;

    private static Subject Restyled(Subject subject)
    {
        var random = new Random(1);
        foreach (var kind in s_styles.Select(style => AllHarmless.Kinds.Single(k => k.Name == style)))
        {
            var change = new Change();
            foreach (var one in kind.Find(subject, random))
                change.TryAdd(one);
            subject = new Subject(subject.Name, change.ApplyTo(subject.Files));
        }

        return new Subject(subject.Name + "Restyled", subject.Files);
    }
}
