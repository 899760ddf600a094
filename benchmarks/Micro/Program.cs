using System.Globalization;
using BenchmarkDotNet.Running;
using Gen.Benchmarks;
using Gen.Training;

// The first ones give ratios on a machine that others use as well; everything else is BenchmarkDotNet's.
switch (args)
{
    case ["alternately", .. var rest]:
        MetricSetRounds.Run(Rounds(rest));
        break;
    case ["loop", .. var rest]:
        LoopRounds.Run(
            Number(rest, "--rounds", 15),
            Number(rest, "--steps", 20),
            Text(rest, "--net") ?? "784-1000-500-10",
            Text(rest, "--tensorboard") is { } folder ? [new TensorBoard(folder)] : []);
        LoopMemory.Run(Number(rest, "--memory-steps", 10_000), Number(rest, "--memory-warm-up", 10_000));
        break;
    case ["pairs"]:
        PairRounds.Run();
        break;
    case ["memory-of", var rival, var steps, var warmUp]:
        LoopMemory.Measure(rival, int.Parse(steps, CultureInfo.InvariantCulture), int.Parse(warmUp, CultureInfo.InvariantCulture));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CapturedCall).Assembly).Run(args);
        break;
}

static int Rounds(string[] given) => given is [var rounds] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 15;

static int Number(string[] given, string name, int otherwise) =>
    Text(given, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

static string? Text(string[] given, string name) =>
    Array.IndexOf(given, name) is var at and >= 0 && at + 1 < given.Length ? given[at + 1] : null;
