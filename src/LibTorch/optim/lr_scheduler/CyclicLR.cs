namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>
            /// Between two rates and back in even steps, again and again (Smith 2017). The height of a cycle is scaled by a function of the cycle's
            /// number, 1 at first, or of the step's. As in TorchSharp a momentum is cycled, too, unless <paramref name="cycle_momentum"/> is false, and goes
            /// from its maximum up, where PyTorch's goes down.
            /// </summary>
            /// <exception cref="ArgumentException">Momentum of an optimizer that has none (Adam's first beta is none here).</exception>
            public static LRScheduler CyclicLR(
                Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1,
                impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular, double gamma = 1.0, Func<double, double>? scale_fn = null,
                impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle, bool cycle_momentum = true, double base_momentum = 0.8,
                double max_momentum = 0.9, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(
                    optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, base_momentum, max_momentum,
                    last_epoch, verbose);

            /// <summary>With numbers for each group.</summary>
            /// <inheritdoc cref="CyclicLR(Optimizer, double, double, int, int, impl.CyclicLR.Mode, double, Func{double, double}, impl.CyclicLR.ScaleMode, bool, double, double, int, bool)"/>
            public static LRScheduler CyclicLR(
                Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1,
                impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular, double gamma = 1.0, Func<double, double>? scale_fn = null,
                impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle, bool cycle_momentum = true,
                IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(
                    optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, base_momentum, max_momentum,
                    last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Cycles between two rates.</summary>
                public class CyclicLR : LRScheduler
                {
                    private readonly double _length;
                    private readonly double _up;
                    private readonly double[] _maxima;
                    private readonly double[]? _leastMomenta;
                    private readonly double[]? _mostMomenta;
                    private readonly Func<double, double> _scale;
                    private readonly bool _byCycle;

                    /// <summary>With the same numbers for all groups.</summary>
                    public CyclicLR(
                        Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1,
                        Mode mode = Mode.Triangular, double gamma = 1.0, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle,
                        bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false)
                        : this(
                            optimizer, Each(optimizer, base_lr), Each(optimizer, max_lr), step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode,
                            cycle_momentum, Each(optimizer, base_momentum), Each(optimizer, max_momentum), last_epoch, verbose)
                    {
                    }

                    /// <summary>With numbers for each group.</summary>
                    public CyclicLR(
                        Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1,
                        Mode mode = Mode.Triangular, double gamma = 1.0, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle,
                        bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null,
                        int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _length = step_size_up + (double)(step_size_down == -1 ? step_size_up : step_size_down);
                        _up = step_size_up / _length;
                        (_base_lrs, _maxima) = ([.. base_lr], [.. max_lr]);
                        _byCycle = scale_fn is null || scale_mode == ScaleMode.Cycle;
                        _scale = scale_fn ?? (mode switch
                        {
                            Mode.Triangular2 => cycle => 1 / Math.Pow(2, cycle - 1),
                            Mode.ExpRange => cycle => Math.Pow(gamma, cycle),
                            _ => _ => 1,
                        });
                        if (cycle_momentum)
                        {
                            if (optimizer is not IMomentum)
                                throw new ArgumentException("optimizer must support momentum with `cycle_momentum` option enabled");
                            _leastMomenta = [.. base_momentum ?? Each(optimizer, 0.8)];
                            _mostMomenta = [.. max_momentum ?? Each(optimizer, 0.9)];
                        }
                        if (last_epoch == -1)
                            foreach (var (i, group) in optimizer.ParamGroups.Index().ToList()) group.LearningRate = _base_lrs[i];
                        step();
                    }

                    /// <summary>How the height changes.</summary>
                    public enum Mode
                    {
                        /// <summary>Not at all.</summary>
                        Triangular,

                        /// <summary>It halves every cycle.</summary>
                        Triangular2,

                        /// <summary>It is gamma to the power of the cycle's number.</summary>
                        ExpRange,
                    }

                    /// <summary>What a scale function is given.</summary>
                    public enum ScaleMode
                    {
                        /// <summary>The cycle's number.</summary>
                        Cycle,

                        /// <summary>The step's number.</summary>
                        Iterations,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        var cycle = Math.Floor(1 + _last_epoch / _length);
                        var position = 1 + _last_epoch / _length - cycle;
                        var height = (position <= _up ? position / _up : (position - 1) / (_up - 1)) * _scale(_byCycle ? cycle : _last_epoch);
                        if (_leastMomenta is not null)
                            foreach (var (i, group) in _optimizer.ParamGroups.Index())
                                ((IMomentum)group).Momentum = _mostMomenta![i] + (_mostMomenta[i] - _leastMomenta[i]) * height;
                        return _base_lrs.Select((rate, i) => rate + (_maxima[i] - rate) * height);
                    }

                    private static IEnumerable<double> Each(Optimizer optimizer, double value) => optimizer.ParamGroups.Select(_ => value);
                }
            }
        }
    }
}
