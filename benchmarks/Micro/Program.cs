using BenchmarkDotNet.Running;
using Gen.Benchmarks;

// `alternately` for ratios on a machine that others use as well; everything else is BenchmarkDotNet's.
if (args is ["alternately", .. var rest])
    MetricSetRounds.Run(rest is [var rounds] ? int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture) : 15);
else
    BenchmarkSwitcher.FromAssembly(typeof(CapturedCall).Assembly).Run(args);
