using BenchmarkDotNet.Attributes;
using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>Per-class precision, recall and F1, and accuracy, on 14 classes: a generated set beside a confusion matrix written by
/// hand.</summary>
[MemoryDiagnoser]
public class MetricUpdate
{
    private MetricRivals _rivals = null!;

    /// <summary>Rows.</summary>
    [Params(100, 1_000)]
    public int Batch { get; set; }

    /// <summary>Makes the batch.</summary>
    [GlobalSetup]
    public void SetUp() => _rivals = new MetricRivals(Batch);

    /// <summary>Frees it.</summary>
    [GlobalCleanup]
    public void CleanUp() => _rivals.Dispose();

    /// <summary>By hand, with scatter_add_.</summary>
    [Benchmark(Baseline = true)]
    public void Scatter() => _rivals.Scatter();

    /// <summary>By hand, with bincount.</summary>
    [Benchmark]
    public void Bincount() => _rivals.Bincount();

    /// <summary>Generated from formulas.</summary>
    [Benchmark]
    public void Formulas() => _rivals.Formulas();

    /// <summary>Generated from built-in metrics.</summary>
    [Benchmark]
    public void BuiltIns() => _rivals.BuiltIns();

    /// <summary>Generated from both.</summary>
    [Benchmark]
    public void Mixed() => _rivals.Mixed();

    /// <summary>One pass, without torch.</summary>
    [Benchmark]
    public void OnePass() => _rivals.OnePass();
}

/// <summary>Values of the same metrics.</summary>
[MemoryDiagnoser]
public class MetricCompute
{
    private MetricRivals _rivals = null!;

    /// <summary>Makes the states.</summary>
    [GlobalSetup]
    public void SetUp() => _rivals = new MetricRivals(1_000);

    /// <summary>Frees them.</summary>
    [GlobalCleanup]
    public void CleanUp() => _rivals.Dispose();

    /// <summary>By hand.</summary>
    [Benchmark(Baseline = true)]
    public double HandWritten() => _rivals.ComputeByHand();

    /// <summary>Generated from formulas.</summary>
    [Benchmark]
    public double Formulas() => _rivals.ComputeFormulas();

    /// <summary>Generated from built-in metrics.</summary>
    [Benchmark]
    public double BuiltIns() => _rivals.ComputeBuiltIns();

    /// <summary>Generated from both.</summary>
    [Benchmark]
    public double Mixed() => _rivals.ComputeMixed();
}
