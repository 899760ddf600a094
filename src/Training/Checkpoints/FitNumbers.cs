using System.Runtime.CompilerServices;

namespace Gen.Training.Checkpoints;

/// <summary>Counts the fits of a run that save checkpoints, from 1; so that a program that trains twice goes on in the second.</summary>
internal sealed class FitNumbers
{
    private static readonly ConditionalWeakTable<Run, FitNumbers> s_ofRuns = [];

    private readonly Dictionary<string, int> _fits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    private int _all;

    /// <summary>Those of a run.</summary>
    public static FitNumbers Of(Run run) => s_ofRuns.GetOrCreateValue(run);

    /// <summary>The number of a fit that begins among all of the run, those that save no checkpoints too.</summary>
    public int NextOfAll() => Interlocked.Increment(ref _all);

    /// <summary>The number of the fit that begins.</summary>
    /// <param name="folder">Where its checkpoints go: each folder counts for itself.</param>
    public int Next(string folder)
    {
        lock (_fits)
            return _fits[folder] = _fits.GetValueOrDefault(folder) + 1;
    }

    /// <summary>The fit in which a run that is resumed goes on. It is looked for once, before the run writes checkpoints of its own.</summary>
    public int Last(string folder, Action<string> warn)
    {
        lock (_fits)
        {
            if (!_last.TryGetValue(folder, out var last))
                _last[folder] = last = CheckpointFolder.LastFit(folder, warn);
            return last;
        }
    }
}
