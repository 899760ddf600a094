using System.Globalization;
using Gen.Benchmarks;
using Gen.Benchmarks.Generator;
using Gen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

// Processor time that the driver takes for one generator, on its thread: the first run, and after an unrelated edit.
// usage: [TYPES with 3 metrics each] [OTHER FILES] [EDITS]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var numbers = args.Select(int.Parse).ToArray();
var (types, others, edits) = (numbers.ElementAtOrDefault(0), numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
(types, others, edits) = (types > 0 ? types : 300, others > 0 ? others : 1_000, edits > 0 ? edits : 9);
var metrics = 3 * types;

(string Name, Func<IIncrementalGenerator> Make)[] generators =
[
    ("reads the names only", () => new NamesOnly()),
    ("binds the bodies only", () => new BindsOnly()),
    ("metrics", () => new MetricGenerator()),
];

// Everything compiled once, and the analysis of attributes' names done.
foreach (var (_, make) in generators) First(make(), Project.Create(20, 20), out _);

var first = generators.Select(_ => new List<double>()).ToArray();
var edit = generators.Select(_ => new List<double>()).ToArray();
var kilobytes = new double[generators.Length];
for (var round = 0; round < 3; round++)
{
    for (var g = 0; g < generators.Length; g++)
    {
        var compilation = Project.Create(types, others);
        first[g].Add(First(generators[g].Make(), compilation, out var driver));
        for (var i = 0; i < edits / 3; i++)
        {
            compilation = Project.Edited(compilation, (round * edits) + i + 1);
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            edit[g].Add(Run(ref driver, compilation));
            kilobytes[g] = (GC.GetAllocatedBytesForCurrentThread() - bytes) / 1024.0;
        }
    }
}

Console.WriteLine($"{metrics} metrics in {types} types, {others} other files; thread CPU, ms: median (least - greatest)");
Console.WriteLine($"{"",-24}{"first run",30}{"unrelated edit",30}{"edit, per metric",18}{"KB per edit",14}");
for (var g = 0; g < generators.Length; g++)
    Console.WriteLine($"{generators[g].Name,-24}{Spread(first[g]),30}{Spread(edit[g]),30}{edit[g].Order().ElementAt(edit[g].Count / 2) / metrics,18:F3}{kilobytes[g],14:F0}");

static double First(IIncrementalGenerator generator, CSharpCompilation compilation, out GeneratorDriver driver)
{
    driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: Project.ParseOptions);
    return Run(ref driver, compilation);
}

static double Run(ref GeneratorDriver driver, CSharpCompilation compilation)
{
    var start = ThreadClock.Now;
    driver = driver.RunGenerators(compilation);
    var time = (ThreadClock.Now - start) / 1e6;
    if (driver.GetRunResult().Results.FirstOrDefault(r => r.Exception is not null).Exception is { } exception) throw new InvalidOperationException("A generator failed.", exception);
    return time;
}

static string Spread(List<double> values) => $"{values.Order().ElementAt(values.Count / 2):F1} ({values.Min():F1} - {values.Max():F1})";
