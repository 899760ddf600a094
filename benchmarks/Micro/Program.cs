using System.Globalization;
using BenchmarkDotNet.Running;
using Gen.Benchmarks;

// The first ones give ratios on a machine that others use as well; everything else is BenchmarkDotNet's.
switch (args)
{
    case ["alternately", "loop", .. var rest]:
        LoopRounds.Run(Number(rest, "--rounds", 9), Number(rest, "--steps", 20), Text(rest, "--net") ?? "784-1000-500-10");
        LoopMemory.Run(Number(rest, "--memory-steps", 10_000));
        break;
    case ["memory-of", var rival, var steps]:
        LoopMemory.Measure(rival, int.Parse(steps, CultureInfo.InvariantCulture));
        break;
    case ["alternately", .. var rest]:
        MetricSetRounds.Run(rest is [var rounds] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 15);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CapturedCall).Assembly).Run(args);
        break;
}

static int Number(string[] arguments, string name, int otherwise) => Text(arguments, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

static string? Text(string[] arguments, string name) => Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
