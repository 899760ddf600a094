using Gen.Tool.Output;
using Gen.Tool.Reading;

namespace Gen.Tool.Plots;

/// <summary>The values of a scalar of a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Scalar">The name of the scalar.</param>
/// <param name="X">The step of each value, or its time.</param>
/// <param name="Y">The values.</param>
internal sealed record PlotCurve(RunRow Run, string Scalar, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>The name of the steps.</summary>
    public const string Step = "step";

    /// <summary>Reads curves, of runs in their order.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="scalars">The names of the scalars. A run may lack some.</param>
    /// <param name="byTime">Whether <see cref="X"/> has the seconds since the first value of the run instead of steps.</param>
    public static List<PlotCurve> Read(IEnumerable<RunRow> runs, IReadOnlyCollection<string> scalars, bool byTime = false)
    {
        var curves = new List<PlotCurve>();
        foreach (var run in runs)
        {
            var series = ScalarReader.Series(run, scalars, byTime);
            var first = series.Values.Where(s => s.Times.Count > 0).Select(s => s.Times[0]).DefaultIfEmpty().Min();
            foreach (var scalar in scalars.Where(series.ContainsKey))
            {
                var points = series[scalar];
                IReadOnlyList<double> x = byTime
                    ? [.. points.Times.Take(points.Count).Select(t => (t - first).TotalSeconds)]
                    : points.Steps;
                if (x.Count > 0)
                    curves.Add(new PlotCurve(run, scalar, x, ScalarPoints.First(points.Values, x.Count)));
            }
        }

        return curves;
    }

    /// <summary>Returns the scalars to plot if the user names none: the first column of a table of the runs.</summary>
    public static IReadOnlyList<string> DefaultScalars(IReadOnlyList<RunRow> runs, int count) =>
        [.. RunColumns.Scalars(runs).Take(count)];

    /// <summary>Checks the names of scalars.</summary>
    /// <param name="names">The names, separated by commas.</param>
    /// <param name="runs">The runs, of which at least one must have each.</param>
    /// <exception cref="UserErrorException">No run has one of them.</exception>
    public static IReadOnlyList<string> Given(string names, IReadOnlyList<RunRow> runs)
    {
        var known = runs.SelectMany(r => r.Scalars.Keys).Distinct().ToList();
        var given = names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        if (given.Count == 0)
            throw new UserErrorException("Option --metric requires the name of a scalar.");
        foreach (var name in given)
        {
            if (!known.Contains(name))
            {
                var hint = known.Count == 0 ? "" : Gen.Shared.NearestName.Hint(name, known, "There are");
                throw new UserErrorException($"None of the runs has a scalar '{name}'.{hint}");
            }
        }

        return given;
    }
}
