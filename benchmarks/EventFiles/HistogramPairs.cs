using System.Runtime.InteropServices;
using Gen.TensorBoard;

namespace Gen.Benchmarks.EventFiles;

/// <summary>Histograms beside numpy's with the same edges, and of ten times the values.</summary>
internal static class HistogramPairs
{
    private const int Values = 1_000_000;

    public static void BesideNumpy(string folder)
    {
        var values = Normal(Values);
        double[] edges = [.. HistogramBuckets.TensorFlowEdges];
        var (valuesFile, edgesFile) = (Path.Combine(folder, "values"), Path.Combine(folder, "edges"));
        File.WriteAllBytes(valuesFile, MemoryMarshal.AsBytes(values.AsSpan()));
        File.WriteAllBytes(edgesFile, MemoryMarshal.AsBytes(edges.AsSpan()));
        using var numpy = new PythonRival("numpy.histogram", "histogram.py", valuesFile, edgesFile);
        var measured = Alternately.Run(
            $"Histogram of {Values:N0} doubles, {edges.Length} edges",
            Session.Rounds,
            numpy,
            new LocalRival("TensorFlow's edges", () => HistogramSummary.FromValues(values))
        );

        // Both count the same values into the same buckets; ours leaves out the empty ones at the ends.
        var ours = HistogramSummary.FromValues(values);
        var first = Array.IndexOf(edges, ours.Edges[0]);
        var sum = ours.Counts.Select((count, i) => count * (first + i)).Sum();
        if (sum != numpy.Check) throw new InvalidOperationException($"numpy counts otherwise: {numpy.Check} beside {sum}.");
        Results.Add("histogram", measured, 1, 0, $"{Values:N0} doubles, {edges.Length} edges", "ms");
    }

    public static void Growth()
    {
        var (small, large) = (Normal(Values), Normal(10 * Values));
        var measured = Alternately.Run("Histogram of ten times the values", Session.Rounds,
            ($"{Values:N0}", () => HistogramSummary.FromValues(small)), ($"{10 * Values:N0}", () => HistogramSummary.FromValues(large)));
        Results.Add("histogram-growth", measured, 1, 0, $"{10 * Values:N0} doubles beside {Values:N0}", "ms");
    }

    /// <summary>Normally distributed values.</summary>
    public static double[] Normal(int count)
    {
        var random = new Random(1);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())),
        ];
    }
}
