namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>
            /// The rate times a factor when a metric, given to <see cref="LRScheduler.step(double, int?)"/>, was no better for more than
            /// <paramref name="patience"/> steps; then waits for <paramref name="cooldown"/> steps.
            /// </summary>
            /// <param name="optimizer">Whose rates are set.</param>
            /// <param name="mode">"min" if less is better, or "max".</param>
            /// <param name="factor">Below 1.</param>
            /// <param name="patience">Steps without a better value that are borne.</param>
            /// <param name="threshold">How much better a better value is.</param>
            /// <param name="threshold_mode">"rel" for a share of the best value, or "abs".</param>
            /// <param name="cooldown">Steps after a reduction that do not count.</param>
            /// <param name="min_lr">Lower bounds: none, one, or one a group.</param>
            /// <param name="eps">Smaller changes of the rate are not made.</param>
            /// <param name="verbose">Whether changes are written to the console.</param>
            /// <exception cref="ArgumentException">A factor of 1 or more, or an unknown mode.</exception>
            public static LRScheduler ReduceLROnPlateau(
                Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4,
                string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);

            public static partial class impl
            {
                /// <inheritdoc cref="lr_scheduler.ReduceLROnPlateau"/>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _less;
                    private readonly bool _relative;
                    private readonly double _factor;
                    private readonly int _patience;
                    private readonly double _threshold;
                    private readonly int _cooldown;
                    private readonly double[] _least;
                    private readonly double _eps;
                    private double _best;
                    private int _bad;
                    private int _cooling;

                    /// <inheritdoc cref="lr_scheduler.ReduceLROnPlateau"/>
                    public ReduceLROnPlateau(
                        Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4,
                        string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1.0) throw new ArgumentException("Factor should be < 1.0");
                        if (mode is not ("min" or "max")) throw new ArgumentException($"mode {mode} is unknown!");
                        if (threshold_mode is not ("rel" or "abs")) throw new ArgumentException($"threshold mode {threshold_mode} is unknown!");
                        (_less, _relative, _factor, _patience) = (mode == "min", threshold_mode == "rel", factor, patience);
                        (_threshold, _cooldown, _eps) = (threshold, cooldown, eps);
                        _least = min_lr is { Count: > 1 } ? [.. min_lr] : [.. _base_lrs.Select(_ => min_lr is { Count: 1 } ? min_lr[0] : 0)];
                        _best = _less ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    /// <inheritdoc/>
                    public override void step(double current, int? epoch = null)
                    {
                        _last_epoch = epoch ?? _last_epoch + 1;
                        if (IsBetter(current))
                            (_best, _bad) = (current, 0);
                        else
                            _bad++;
                        if (_cooling > 0) (_cooling, _bad) = (_cooling - 1, 0);
                        if (_bad <= _patience) return;
                        Reduce();
                        (_cooling, _bad) = (_cooldown, 0);
                    }

                    /// <summary>Not for this schedule, which needs the metric.</summary>
                    /// <exception cref="InvalidOperationException">Always.</exception>
                    public override void step() => throw Needless("step()");

                    /// <inheritdoc cref="step()"/>
                    public override void step(int? epoch) => throw Needless("step(int?)");

                    private static InvalidOperationException Needless(string method) =>
                        new($"{method} should not be used with the ReduceLROnPlateau scheduler. Use step(double, int?), instead.");

                    private bool IsBetter(double value) => (_less, _relative) switch
                    {
                        (true, true) => value < _best * (1 - _threshold),
                        (true, false) => value < _best - _threshold,
                        (false, true) => value > _best * (1 + _threshold),
                        _ => value > _best + _threshold,
                    };

                    private void Reduce()
                    {
                        foreach (var (i, group) in _optimizer.ParamGroups.Index().ToList())
                        {
                            var rate = Math.Max(group.LearningRate * _factor, _least[i]);
                            if (group.LearningRate - rate <= _eps) continue;
                            group.LearningRate = rate;
                            if (IsVerbose) Console.WriteLine($"Epoch {_last_epoch}: reducing learning rate of group {i} to {rate:g4}.");
                        }
                    }
                }
            }
        }
    }
}
