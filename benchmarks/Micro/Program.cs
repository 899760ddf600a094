using System.Globalization;
using BenchmarkDotNet.Running;
using Gen.Benchmarks;

// The first two for ratios on a machine that others use as well; everything else is BenchmarkDotNet's.
if (args is ["alternately", .. var rest])
    MetricSetRounds.Run(Rounds(rest));
else if (args is ["histogram", .. var more])
    HistogramRounds.Run(Rounds(more));
else
    BenchmarkSwitcher.FromAssembly(typeof(CapturedCall).Assembly).Run(args);

static int Rounds(string[] given) => given is [var rounds] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 15;
