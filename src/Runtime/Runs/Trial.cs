using Gen.Search;

namespace Gen;

/// <summary>The trial of a sweep that a run is (see the command <c>sweep</c>).</summary>
public sealed class Trial
{
    private readonly SweepPlan _plan;
    private readonly Pruner? _pruner;
    private readonly IReadOnlyList<TrialResult> _earlier;

    /// <summary>Initializes a trial.</summary>
    /// <param name="sweep">The number of the sweep.</param>
    /// <param name="number">The number of the trial.</param>
    /// <param name="plan">The sweep.</param>
    /// <param name="pruner">The pruner; null for none.</param>
    /// <param name="earlier">The trials whose values at the rungs count.</param>
    internal Trial(string sweep, int number, SweepPlan plan, Pruner? pruner, IReadOnlyList<TrialResult> earlier) =>
        (Sweep, Number, _plan, _pruner, _earlier) = (sweep, number, plan, pruner, earlier);

    /// <summary>The number of the sweep in the runs directory.</summary>
    public string Sweep { get; }

    /// <summary>The number of the trial, from 0.</summary>
    public int Number { get; }

    /// <summary>Returns whether another process has taken the trial over, so that this one must end.</summary>
    internal Func<bool> IsLost { get; init; } = () => false;

    /// <summary>Returns the objective at the rungs that a run has reached, the last of which may have ended it.</summary>
    internal (IReadOnlyList<RungValue> Rungs, bool IsPruned) Decide(Run run)
    {
        var rungs = new List<RungValue>();
        if (_pruner is null || _plan.Folds > 1 || _plan.Objective.Scalar is not { } scalar)
            return (rungs, false);
        var points = run.GetScalars(scalar);
        var last = points.Count == 0 ? -1 : points.Max(p => p.Step);
        foreach (var rung in _plan.Rungs)
        {
            if (rung > last || _plan.Objective.UpTo(points, rung) is not { } value)
                break;
            rungs.Add(new(rung, value));
            if (!double.IsFinite(value) || _pruner.Prunes(_plan.Objective.Cost(value), ValuesAt(rung)))
                return (rungs, true);
        }

        return (rungs, false);
    }

    /// <summary>Returns whether the trial ends after a fold, with this mean so far.</summary>
    internal bool EndsAfter(int folds, double mean) =>
        _pruner is not null && folds < _plan.Folds
        && (!double.IsFinite(mean) || _pruner.Prunes(_plan.Objective.Cost(mean), ValuesAt(folds)));

    private List<double> ValuesAt(int rung)
    {
        var values = new List<double>();
        foreach (var result in _earlier)
        {
            foreach (var (epoch, value) in result.Outcome.Rungs)
            {
                if (epoch == rung)
                    values.Add(_plan.Objective.Cost(value));
            }
        }

        return values;
    }
}
