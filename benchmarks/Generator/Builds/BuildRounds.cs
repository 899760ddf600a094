using System.Text.RegularExpressions;
using Gen.Benchmarks.Generator.Experiments;

namespace Gen.Benchmarks.Generator.Builds;

/// <summary>
/// What Gen adds to a whole <c>dotnet build</c> of a project in which every other class is annotated, and which of its rules takes how
/// long. Builds alternate.
/// </summary>
internal static partial class BuildRounds
{
    private const string Without = "without Gen";
    private const string ByHand = "the generated files as its own";
    private const string With = "with Gen";

    public static void Run(int classes, int others, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("gen-build-").FullName;
        try
        {
            var projects = (Dictionary<string, BuiltProject>)new()
            {
                [Without] = new BuiltProject(Path.Combine(folder, "without"), usesGen: false),
                [ByHand] = new BuiltProject(Path.Combine(folder, "hand"), usesGen: false),
                [With] = new BuiltProject(Path.Combine(folder, "with"), usesGen: true),
            };
            foreach (var (name, project) in projects)
                project.Write(Enumerable.Range(0, classes).Select(i => name == Without ? Spelled(i) : ExperimentProject.Source(i)), others);

            // Also the first build, which is not counted; it makes the files that the second project has as its own.
            projects[With].Build(keepsGenerated: true);
            projects[With].GiveGeneratedTo(projects[ByHand]);
            projects[Without].Build();
            projects[ByHand].Build();
            var seconds = projects.Keys.ToDictionary(n => n, _ => new List<double>());
            var output = "";
            for (var round = 0; round < rounds; round++)
            {
                foreach (var (name, project) in projects)
                {
                    var (time, text) = project.Build();
                    seconds[name].Add(time);
                    output = name == With ? text : output;
                }
            }

            var size = $"{classes} annotated classes, {others} other files";
            Results.Add(
                new()
                {
                    Pair = "build",
                    Unit = "s",
                    Ours = [.. seconds[With]],
                    Theirs = [.. seconds[Without]],
                    Size = size,
                }
            );
            Results.Add(
                new()
                {
                    Pair = "build-own",
                    Unit = "s",
                    Ours = [.. seconds[With]],
                    Theirs = [.. seconds[ByHand]],
                    Size = size,
                }
            );
            Console.WriteLine(
                $"dotnet build of {classes} annotated classes, {others} other files; processor seconds of the compiler: median (least - "
                + $"greatest)"
            );
            foreach (var (name, values) in seconds)
                Console.WriteLine(
                    $"{name, -36}{values.Spread(), 24}{values.Median() / seconds[Without].Median(), 9:F2}"
                        + $"{values.Median() / seconds[ByHand].Median(), 9:F2}"
                );
            Console.WriteLine("Seconds of analyzers and generators in the last build, all threads:");
            foreach (
                var line in ReportLine()
                    .Matches(output)
                    .Select(m => (Seconds: m.Groups["time"].Value, Name: m.Groups["name"].Value))
                    .Where(l => l.Name.StartsWith("Gen.", StringComparison.Ordinal))
            )
                Console.WriteLine($"  {line.Seconds, 8}  {line.Name}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The same class with every argument given, as it must be where nothing is generated.</summary>
    private static string Spelled(int i) => ExperimentProject.Source(i)
        .Replace("Capacity(layers: 3)", "Capacity(3, EmbeddingSize, Dropout)")
        .Replace("Decay(rate: 0.1)", "Decay(0.1, BatchSize, Optimizer)");

    [GeneratedRegex(@"^\s*(?<time>[<\d][\d.,]*)\s+<?\d+\s+(?<name>[A-Z][\w.]*)", RegexOptions.Multiline)]
    private static partial Regex ReportLine();
}
