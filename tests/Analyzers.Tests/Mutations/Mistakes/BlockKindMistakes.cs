using Gen.Analyzers.Tests.Mutations.Support;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Blocks that are one of several kinds, and what refers to their entries.</summary>
internal static class BlockKindMistakes
{
    private const string Property = """
        public Pick Picked { get; init; } = new Pick.One();
            [Captured] private static string Taken(Pick picked) => picked.ToString();
        """;

    private const string Block = """
        [Config] public abstract record Pick
            {
                public sealed record One : Pick { public int Size { get; init; } = 1; }
                public sealed record Two : Pick;
            }
        """;

    public static IEnumerable<MistakeKind> Kinds =>
        [
            new(
                "kind that cannot be one",
                Inserted(
                    "GEN008",
                    Pick("public record $$One : Pick;"),
                    Pick("public sealed record One : Pick; private sealed record $$Two : Pick;"),
                    Pick("public sealed record One : Pick; public sealed record $$B(int A) : Pick;")
                )
            ),
            new(
                "block without kinds",
                Inserted(
                    "GEN008",
                    "public Pick? $$Picked { get; init; } [Config] public abstract record Pick; "
                    + "[Captured] private static int Taken(Pick? picked) => 1;"
                )
            ),
            new(
                "entry of a kind with a key that is taken",
                Inserted(
                    "GEN009",
                    Pick("public sealed record One : Pick { public int $$Kind { get; init; } }"),
                    Pick("public int Size { get; init; } public sealed record One : Pick { public int $$Si_ze { get; init; } }")
                )
            ),
            new(
                "[FromConfig] of an entry of a kind",
                Inserted(
                    "GEN010",
                    Property + Block + " [Captured] private static int Sized([FromConfig($$\"picked.size\")] int size) => size;"
                )
            ),
            new(
                "update string that does not fit the kinds",
                (program, _) =>
                    from experiment in program.Experiments()
                    from update in new[] { "$$\"picked=tow\"", "\"picked=two\", $$\"picked.size=3\"", "$$\"picked.size=much\"" }
                    let parse = $" private static object Parsed() => {experiment.Syntax.Identifier.Text}.Parse({update});"
                    select Insertion("GEN013", experiment.Syntax.CloseBraceToken, Property + Block + parse)
            ),
        ];

    private static string Pick(string members) => $"{Property} [Config] public abstract record Pick {{ {members} }}";

    private static Func<TestProgram, Random, IEnumerable<Mistake>> Inserted(string id, params string[] members) => (program, _) =>
        from experiment in program.Experiments()
        from member in members
        select Insertion(id, experiment.Syntax.CloseBraceToken, member);

    private static Mistake Insertion(string id, Microsoft.CodeAnalysis.SyntaxToken brace, string members) =>
        new(id, new Change().InsertBefore(brace, $"\n    {members}\n"));
}
