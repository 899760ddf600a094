using System.Globalization;
using Gen.Benchmarks.Generator;
using Gen.Benchmarks.Generator.Analyzers;
using Gen.Benchmarks.Generator.Builds;
using Gen.Benchmarks.Generator.Experiments;
using Gen.Benchmarks.Generator.Metrics;

// Processor time and bytes that the compiler's driver takes for generators, on its thread: the first run, and after an edit elsewhere.
// usage: metrics [TYPES with 3 metrics each] [OTHER FILES] [EDITS]   or   experiments [ANNOTATED CLASSES] [OTHER FILES] [ROUNDS]   or
//        build [ANNOTATED CLASSES] [OTHER FILES] [ROUNDS]   or analyzers [EDITS]   or pairs   or nothing: all of it
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var numbers = args.Skip(1).Select(int.Parse).ToArray();
switch (args.FirstOrDefault())
{
    case "pairs":
        GeneratorPairs.Run();
        break;
    case "analyzers":
        AnalyzerRounds.Run(Number(0, 50));
        break;
    case "metrics":
        MetricRounds.Run(Number(0, 300), Number(1, 1_000), Number(2, 9));
        break;
    case "experiments":
        ExperimentRounds.Run(Number(0, 1_000), Number(1, 1_000), Number(2, 7));
        break;
    case "build":
        BuildRounds.Run(Number(0, 1_000), Number(1, 1_000), Number(2, 3));
        break;
    default:
        MetricRounds.Run(300, 1_000, 9);
        foreach (var classes in (int[])[50, 300, 1_000, 3_000])
            ExperimentRounds.Run(classes, 1_000, classes > 1_000 ? 3 : 7);
        BuildRounds.Run(1_000, 1_000, 3);
        break;
}

int Number(int index, int otherwise) => numbers.ElementAtOrDefault(index) is > 0 and var number ? number : otherwise;
