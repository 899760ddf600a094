using Gen.Generators;
using Microsoft.CodeAnalysis;

namespace Gen.Benchmarks.Generator.Metrics;

/// <summary>What metrics cost, whose bodies the compiler must bind.</summary>
internal static class MetricRounds
{
    private static readonly (string Name, Func<IIncrementalGenerator> Make)[] s_generators =
    [
        ("reads the names only", () => new NamesOnly()),
        ("binds the bodies only", () => new BindsOnly()),
        ("metrics", () => new ExperimentGenerator()),
    ];

    public static void Run(int types, int others, int edits)
    {
        var metrics = 3 * types;

        // Everything compiled once, and the analysis of attributes' names done.
        foreach (var (_, make) in s_generators) new Driver(make().AsSourceGenerator()).Run(MetricProject.Create(20, 20));

        var first = s_generators.Select(_ => new List<double>()).ToArray();
        var edit = s_generators.Select(_ => new List<double>()).ToArray();
        var kilobytes = new double[s_generators.Length];
        for (var round = 0; round < 3; round++)
        {
            for (var g = 0; g < s_generators.Length; g++)
            {
                var compilation = MetricProject.Create(types, others);
                var driver = new Driver(s_generators[g].Make().AsSourceGenerator());
                first[g].Add(driver.Run(compilation).Milliseconds);
                for (var i = 0; i < edits / 3; i++)
                {
                    var cost = driver.Run(SourceFiles.Edited(compilation, (round * edits) + i + 1));
                    edit[g].Add(cost.Milliseconds);
                    kilobytes[g] = cost.Bytes / 1024.0;
                }
            }
        }

        Console.WriteLine($"{metrics} metrics in {types} types, {others} other files; thread CPU, ms: median (least - greatest)");
        Console.WriteLine($"{"",-24}{"first run",30}{"unrelated edit",30}{"edit, per metric",18}{"KB per edit",14}");
        for (var g = 0; g < s_generators.Length; g++)
            Console.WriteLine(
                $"{s_generators[g].Name, -24}{first[g].Spread(), 30}{edit[g].Spread(), 30}"
                    + $"{edit[g].Median() / metrics, 18:F3}{kilobytes[g], 14:F0}"
            );
        Console.WriteLine();
    }
}
