using Gen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Benchmarks.Generator.Experiments;

/// <summary>What annotated classes cost beside floors and the SDK's own generators; classes without metrics, whose bodies nobody
/// binds.</summary>
internal static class ExperimentRounds
{
    public const string Attribute = "Gen.ExperimentAttribute";

    private const string Floor = "reads the names only";
    private const string Json = "System.Text.Json";
    private const string Ours = "Gen";

    private static readonly Contender[] s_rivals =
    [
        new("nothing matches", ExperimentProject.Source, () => [new NamesOnly("Gen.NothingAttribute").AsSourceGenerator()]),
        new(Floor, ExperimentProject.Source, () => [new NamesOnly(Attribute).AsSourceGenerator()]),
        new("ordinary equatable model", ExperimentProject.Source, () => [new OrdinaryModel().AsSourceGenerator()]),
        new(Json, Peers.JsonSource, () => [Peers.Json()]),
        new("GeneratedRegex", Peers.RegexSource, () => [Peers.Regex()]),
        new("LoggerMessage, 2 a class", Peers.LoggerSource, () => [Peers.Logger()]),
        new(Ours, ExperimentProject.Source, () => [new ExperimentGenerator().AsSourceGenerator()]),
        new("  an unrelated method renamed", ExperimentProject.Source, All, SourceFiles.Renamed),
        new("  a body of an experiment", ExperimentProject.Source, All, (c, i) => SourceFiles.EditedAt(c, 0, "layers: 3", "layers: " + i)),
        new(
            "  an entry renamed",
            ExperimentProject.Source,
            All,
            (c, i) => SourceFiles.EditedAt(c, 0, "EmbeddingSize", "EmbeddingSize" + i)
        ),
    ];

    public static void Run(int classes, int others, int rounds)
    {
        const int Edits = 5;

        // Everything compiled, long enough for the just-in-time compiler to have done its best.
        foreach (var rival in s_rivals)
        {
            for (var i = 0; i < 8; i++) Measure(rival, 40, 40, Edits, [], [], []);
        }

        var first = s_rivals.Select(_ => new List<double>()).ToArray();
        var edit = s_rivals.Select(_ => new List<double>()).ToArray();
        var megabytes = s_rivals.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var r = 0; r < s_rivals.Length; r++) Measure(s_rivals[r], classes, others, Edits, first[r], edit[r], megabytes[r]);
        }

        var (floor, json) = (Array.FindIndex(s_rivals, r => r.Name == Floor), Array.FindIndex(s_rivals, r => r.Name == Json));
        Console.WriteLine(
            $"{classes} annotated classes, {others} other files; thread CPU, ms: median (least - greatest); ratios of medians"
        );
        Console.WriteLine(
            $"{"", -32}{"first run", 26}{"/ names", 9}{"/ Json", 8}{"unrelated edit", 26}{"/ names", 9}{"/ Json", 8}{"MB an edit", 12}"
        );
        for (var r = 0; r < s_rivals.Length; r++)
        {
            Console.WriteLine(
                $"{s_rivals[r].Name, -32}{first[r].Spread(), 26}{first[r].Median() / first[floor].Median(), 9:F2}"
                    + $"{first[r].Median() / first[json].Median(), 8:F2}"
                    + $"{edit[r].Spread(), 26}{edit[r].Median() / edit[floor].Median(), 9:F2}{edit[r].Median() / edit[json].Median(), 8:F2}"
                    + $"{megabytes[r].Median(), 12:F2}"
            );
        }

        Console.WriteLine();
    }

    /// <summary>The rivals that pairs are made of: the floor, the SDK's generator and ours.</summary>
    internal static Contender[] Beside => [.. s_rivals.Where(r => r.Name is Floor or Json or Ours)];

    private static IEnumerable<ISourceGenerator> All() => [new ExperimentGenerator().AsSourceGenerator()];

    /// <summary>Each with files of its own: nothing that one has had the compiler do is done for the next.</summary>
    internal static void Measure(
        Contender rival,
        int classes,
        int others,
        int edits,
        List<double> first,
        List<double> edit,
        List<double> megabytes
    )
    {
        var compilation = SourceFiles.Compile(Enumerable.Range(0, classes).Select(rival.Source), others);
        var driver = new Driver(rival.Generators());
        GC.Collect();
        first.Add(driver.Run(compilation).Milliseconds);
        for (var i = 1; i <= edits; i++)
        {
            var edited = rival.Edit(compilation, i);
            GC.Collect();
            var cost = driver.Run(edited);
            edit.Add(cost.Milliseconds);
            megabytes.Add(cost.Bytes / 1048576.0);
        }
    }

    internal sealed record Contender(
        string Name,
        Func<int, string> Source,
        Func<IEnumerable<ISourceGenerator>> Generators,
        Func<CSharpCompilation, int, CSharpCompilation> Edit
    )
    {
        public Contender(string name, Func<int, string> source, Func<IEnumerable<ISourceGenerator>> generators)
            : this(name, source, generators, SourceFiles.Edited)
        {
        }
    }
}
