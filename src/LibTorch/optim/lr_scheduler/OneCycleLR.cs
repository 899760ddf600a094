namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>
            /// Up to a rate and down again, far below the rate at the beginning, over all steps of a training (Smith and Topin 2018); momentum, or the first
            /// of two betas, goes the other way. Step it once a batch, <c>total_steps</c> or <c>epochs * steps_per_epoch</c> times in all.
            /// </summary>
            /// <exception cref="ArgumentException">No number of steps, a share outside of 0 to 1, or momentum of an optimizer that has none.</exception>
            public static LRScheduler OneCycleLR(
                Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true,
                double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4,
                bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(
                    optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor,
                    final_div_factor, three_phase, last_epoch, verbose);

            /// <summary>With numbers for each group.</summary>
            /// <inheritdoc cref="OneCycleLR(Optimizer, double, int, int, int, double, impl.OneCycleLR.AnnealStrategy, bool, double, double, double, double, bool, int, bool)"/>
            public static LRScheduler OneCycleLR(
                Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true,
                IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25,
                double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(
                    optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor,
                    final_div_factor, three_phase, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>One cycle over a whole training.</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly int _total;
                    private readonly bool _cosine;
                    private readonly double[] _maxima;
                    private readonly double _initialDivisor;
                    private readonly double _finalDivisor;
                    private readonly (double End, Level From, Level To)[] _phases;
                    private readonly double[]? _leastMomenta;
                    private readonly double[]? _mostMomenta;

                    /// <summary>With the same numbers for all groups.</summary>
                    public OneCycleLR(
                        Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85,
                        double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1,
                        bool verbose = false)
                        : this(
                            optimizer, Each(optimizer, max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                            Each(optimizer, base_momentum), Each(optimizer, max_momentum), div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    /// <summary>With numbers for each group.</summary>
                    public OneCycleLR(
                        Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1,
                        double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true,
                        IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25,
                        double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (cycle_momentum && optimizer is not (IMomentum or IBetas))
                            throw new ArgumentException("optimizer must support momentum with `cycle_momentum` option enabled");
                        if (pct_start is < 0 or > 1) throw new ArgumentException($"Expected float between 0 and 1 for pct_start, but got {pct_start}");
                        _total = Steps(total_steps, epochs, steps_per_epoch);
                        (_maxima, _initialDivisor, _finalDivisor) = ([.. max_lr], div_factor, final_div_factor);
                        _cosine = anneal_strategy == AnnealStrategy.Cos;
                        var top = pct_start * _total - 1;
                        _phases = three_phase
                            ? [(top, Level.Initial, Level.Most), (2 * pct_start * _total - 2, Level.Most, Level.Initial), (_total - 1, Level.Initial, Level.Least)]
                            : [(top, Level.Initial, Level.Most), (_total - 1, Level.Most, Level.Least)];
                        if (cycle_momentum)
                        {
                            _leastMomenta = [.. base_momentum ?? Each(optimizer, 0.85)];
                            _mostMomenta = [.. max_momentum ?? Each(optimizer, 0.95)];
                        }
                        step();
                    }

                    // Rates, in the order of their size.
                    private enum Level
                    {
                        Least,
                        Initial,
                        Most,
                    }

                    /// <summary>The way between two rates.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Half a cosine.</summary>
                        Cos,

                        /// <summary>Even steps.</summary>
                        Linear,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch > _total)
                            throw new InvalidOperationException($"Tried to step {_last_epoch + 1} times. The specified number of total steps is {_total}");
                        return _optimizer.ParamGroups.Select((group, i) => Set(group, i));
                    }

                    private static IEnumerable<double> Each(Optimizer optimizer, double value) => optimizer.ParamGroups.Select(_ => value);

                    private static int Steps(int total, int epochs, int each)
                    {
                        if (total == -1 && epochs == -1 && each == -1)
                            throw new ArgumentException("You must define either total_steps OR (epochs AND steps_per_epoch)");
                        if (total != -1)
                            return total > 0 ? total : throw new ArgumentException($"Expected positive integer total_steps, but got {total}");
                        if (epochs <= 0) throw new ArgumentException($"Expected positive integer epochs, but got {epochs}");
                        return each > 0 ? epochs * each : throw new ArgumentException($"Expected positive integer steps_per_epoch, but got {each}");
                    }

                    private double Set(ILearningRateController group, int index)
                    {
                        // As in TorchSharp one group, the one whose number is the last phase's, never leaves the first phase.
                        var phase = index == _phases.Length - 1 ? 0 : Array.FindIndex(_phases, p => _last_epoch <= p.End);
                        var (rate, momentum) = (0.0, 0.0);
                        if (phase >= 0)
                        {
                            var (end, from, to) = _phases[phase];
                            var start = phase == 0 ? 0 : _phases[phase - 1].End;
                            var share = (_last_epoch - start) / (end - start);
                            rate = Between(Rate(from, index), Rate(to, index), share);
                            if (_leastMomenta is not null) momentum = Between(Momentum(from, index), Momentum(to, index), share);
                        }
                        if (_leastMomenta is null) return rate;
                        if (group is IBetas adam)
                            adam.Betas = (momentum, adam.Betas.Item2);
                        else
                            ((IMomentum)group).Momentum = momentum;
                        return rate;
                    }

                    private double Between(double from, double to, double share) =>
                        _cosine ? to + (from - to) / 2 * (Math.Cos(Math.PI * share) + 1) : from + (to - from) * share;

                    private double Rate(Level level, int index) => level switch
                    {
                        Level.Most => _maxima[index],
                        Level.Initial => _maxima[index] / _initialDivisor,
                        _ => _maxima[index] / _initialDivisor / _finalDivisor,
                    };

                    private double Momentum(Level level, int index) => level == Level.Most ? _leastMomenta![index] : _mostMomenta![index];
                }
            }
        }
    }
}
