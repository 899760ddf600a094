using System.Globalization;
using BenchmarkDotNet.Running;
using Gen.Benchmarks;

// The first ones give ratios on a machine that others use as well; everything else is BenchmarkDotNet's.
switch (args)
{
    case ["alternately", "loop", .. var rest]:
        LoopRounds.Run(Number(rest, "--rounds", 9), Number(rest, "--steps", 20));
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

static int Number(string[] arguments, string name, int otherwise) =>
    Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
