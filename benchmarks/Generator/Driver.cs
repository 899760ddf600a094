using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Benchmarks.Generator;

/// <summary>What one run of the driver took.</summary>
/// <param name="Milliseconds">Of its thread's processor time.</param>
/// <param name="Bytes">Allocated.</param>
internal readonly record struct Cost(double Milliseconds, long Bytes);

/// <summary>A compiler's driver with generators, as it lives from edit to edit.</summary>
internal sealed class Driver(params IEnumerable<ISourceGenerator> generators)
{
    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(generators, parseOptions: SourceFiles.ParseOptions);

    public Cost Run(CSharpCompilation compilation)
    {
        var (bytes, start) = (GC.GetAllocatedBytesForCurrentThread(), ThreadClock.Now);
        _driver = _driver.RunGenerators(compilation);
        var cost = new Cost((ThreadClock.Now - start) / 1e6, GC.GetAllocatedBytesForCurrentThread() - bytes);
        if (_driver.GetRunResult().Results.FirstOrDefault(r => r.Exception is not null).Exception is { } exception)
            throw new InvalidOperationException("A generator failed.", exception);
        return cost;
    }

    /// <summary>How many files there are.</summary>
    public int Files => _driver.GetRunResult().GeneratedTrees.Length;

    /// <summary>How much code there is in them.</summary>
    public long Characters => _driver.GetRunResult().GeneratedTrees.Sum(t => (long)t.Length);
}
