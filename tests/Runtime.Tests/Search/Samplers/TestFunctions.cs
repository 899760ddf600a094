using Gen.Search;

namespace Gen.Runtime.Tests.Search.Samplers;

/// <summary>Functions whose least values are known.</summary>
internal sealed record TestFunction(string Name, SearchSpace Space, Func<double[], double> Value, double Optimum)
{
    public static TestFunction Branin { get; } = new(
        "Branin", Reals((-5, 10), (0, 15)), p => Math.Pow(p[1] - 5.1 / (4 * Math.PI * Math.PI) * p[0] * p[0] + 5 / Math.PI * p[0] - 6, 2)
            + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(p[0]) + 10, 0.397887);

    public static TestFunction Hartmann6 { get; } = new(
        "Hartmann 6", Reals((0, 1), (0, 1), (0, 1), (0, 1), (0, 1), (0, 1)), Hartmann, -3.32237);

    /// <summary>A bowl over a logarithm, with integers and three choices that move it.</summary>
    public static TestFunction Mixed { get; } = new(
        "mixed",
        new SearchSpace(
            [
                new IntervalDimension("rate", 1e-5, 1, IsLog: true, IsInteger: false),
                new IntervalDimension("size", 1, 128, IsLog: true, IsInteger: true),
                new ChoiceDimension("kind", ["a", "b", "c"]),
            ],
            []),
        p => Math.Pow(Math.Log10(p[0]) + 2 + p[2] / 2, 2) + Math.Pow(Math.Log2(p[1]) - 5, 2) / 4 + 0.3 * p[2], 0);

    public static TestFunction[] All { get; } = [Branin, Hartmann6, Mixed];

    /// <summary>Returns the least value of the trials of a sweep, as if all before a lag had ended.</summary>
    public double Best(Sampler sampler, int trials, int lag)
    {
        var results = new List<TrialResult>();
        for (var t = 0; t < trials; t++)
        {
            var known = results.Take(Math.Max(0, t - lag + 1)).ToList();
            var point = sampler.Sample(t, known, [.. results.Skip(known.Count).Select(r => r.Point)]);
            results.Add(new TrialResult(t, point, new TrialOutcome(TrialState.Completed, Value(point), [])));
        }

        return results.Min(r => r.Outcome.Value);
    }

    private static SearchSpace Reals(params (double Low, double High)[] ranges) =>
        new([.. ranges.Select((r, i) => new IntervalDimension($"x{i}", r.Low, r.High, IsLog: false, IsInteger: false))], []);

    private static double Hartmann(double[] x)
    {
        double[] alpha = [1, 1.2, 3, 3.2];
        double[][] a =
        [
            [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14],
        ];
        double[][] p =
        [
            [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
            [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
        ];
        double Distance(int i) => Enumerable.Range(0, 6).Sum(j => a[i][j] * Math.Pow(x[j] - p[i][j], 2));
        return -Enumerable.Range(0, 4).Sum(i => alpha[i] * Math.Exp(-Distance(i)));
    }
}
