using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Gen.Benchmarks.CapturedCall).Assembly).Run(args);
