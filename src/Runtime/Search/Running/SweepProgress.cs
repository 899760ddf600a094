using System.Runtime.ExceptionServices;

namespace Gen.Search;

/// <summary>What is known of the trials of a sweep, from its files: outcomes are final, so that each is read once.</summary>
internal sealed class SweepProgress(SweepStore store, SearchSpace space, Sampler sampler)
{
    private const int ManyTrials = 500;

    private readonly TrialResult?[] _results = new TrialResult?[store.Plan.Trials];
    private readonly SortedSet<TrialResult> _ranked = new(TrialOrder.Instance);
    private readonly double[]?[] _points = new double[]?[store.Plan.Trials];

    /// <summary>The number of trials from the first on that have ended.</summary>
    public int Frontier { get; private set; }

    /// <summary>Whether all trials have ended.</summary>
    public bool IsDone => Frontier == _results.Length;

    /// <summary>The trials that have ended, in order.</summary>
    public IEnumerable<TrialResult> Results => _results.OfType<TrialResult>();

    /// <summary>The number of trials that have ended.</summary>
    public int Count => _ranked.Count;

    /// <summary>The number of trials that have failed.</summary>
    public int Failed { get; private set; }

    /// <summary>The number of trials that processes are at, as of the last call of <see cref="ReportNew"/>.</summary>
    public int Running { get; private set; }

    /// <summary>The best completed trial; null if there is none.</summary>
    public TrialResult? Best => _ranked.Min is { Outcome.State: TrialState.Completed } best ? _results[best.Number] : null;

    /// <summary>Whether a trial has failed.</summary>
    public bool HasFailed => Failed > 0;

    /// <summary>Returns the best trials, the best first.</summary>
    public IEnumerable<TrialResult> Top(int count) => _ranked.Take(count).Select(r => _results[r.Number]!);

    /// <summary>Returns whether a trial has ended; reads its files if that was not known.</summary>
    public bool HasEnded(int trial)
    {
        if (_results[trial] is null && store.ReadOutcome(SweepStore.NameOf(trial)) is { } outcome)
            Add(trial, outcome);
        return _results[trial] is not null;
    }

    /// <summary>Reads the outcomes of the trials that others may have ended.</summary>
    public void Refresh(int last)
    {
        var end = Math.Min(last + 1, _results.Length);
        if (end - Frontier >= ManyTrials)
            ReadMany(Frontier, end);
        for (var trial = Frontier; trial < end; trial++)
            HasEnded(trial);
    }

    /// <summary>Reads the outcomes that others have written since the last call.</summary>
    /// <param name="report">Called for each trial that has ended.</param>
    public void ReportNew(Action<int, TrialOutcome> report)
    {
        var ended = new List<int>();
        Running = 0;
        for (var trial = Frontier; trial < _results.Length; trial++)
        {
            if (_results[trial] is not null)
                continue;
            if (HasEnded(trial))
                ended.Add(trial);
            else if (store.Claims.Exists(SweepStore.NameOf(trial), 1))
                Running++;
            else if (!store.HasPoint(trial))
                break;   // points are written in order, before trials start
        }

        ended.ForEach(trial => report(trial, _results[trial]!.Outcome));
    }

    // Each is two small files.
    private void ReadMany(int first, int end)
    {
        var outcomes = new TrialOutcome?[end];
        try
        {
            Parallel.For(first, end, trial =>
            {
                if (_results[trial] is null && (outcomes[trial] = store.ReadOutcome(SweepStore.NameOf(trial))) is not null)
                    _points[trial] ??= store.ReadPoint(trial);
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        for (var trial = first; trial < end; trial++)
        {
            if (outcomes[trial] is { } outcome)
                Add(trial, outcome);
        }
    }

    public void Add(int trial, TrialOutcome outcome)
    {
        if (_results[trial] is not null)
            return;
        var result = _results[trial] = new TrialResult(trial, PointOf(trial), outcome);
        _ranked.Add(store.Plan.AsCost(result));
        if (outcome.State == TrialState.Failed)
            Failed++;
        while (Frontier < _results.Length && _results[Frontier] is not null)
            Frontier++;
    }

    /// <summary>Returns the point of a trial. It is computed once, from the outcomes of the trials up to a lag before it and from the
    /// points of those in between.</summary>
    public double[] PointOf(int trial)
    {
        if (_points[trial] is { } known)
            return known;
        if (store.ReadPoint(trial) is { } written)
            return _points[trial] = written;
        var pending = new List<double[]>();
        if (sampler.IsAdaptive)
        {
            for (var t = Math.Max(0, trial - store.Plan.Lag + 1); t < trial; t++)
                pending.Add(PointOf(t));
        }

        var point = sampler.Sample(trial, sampler.IsAdaptive ? EarlierThan(trial, asCosts: true) : [], pending);
        store.WritePoint(trial, point, space.Updates(point));
        return _points[trial] = store.ReadPoint(trial) ?? point;
    }

    /// <summary>Returns the results of the trials up to a lag before one, on which it may depend.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="asCosts">Whether values are negated where the sweep maximizes.</param>
    public IReadOnlyList<TrialResult> EarlierThan(int trial, bool asCosts = false)
    {
        var earlier = new List<TrialResult>();
        for (var t = 0; t <= trial - store.Plan.Lag; t++)
        {
            HasEnded(t);
            var result = _results[t] ?? throw new InvalidOperationException($"Trial {trial} needs trial {t}, which has not ended.");
            earlier.Add(asCosts ? store.Plan.AsCost(result) : result);
        }

        return earlier;
    }
}
