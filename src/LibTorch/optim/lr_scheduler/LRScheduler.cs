namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedules of learning rates. Each is stepped once an epoch (or batch) after the optimizer; making one takes its step 0.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>The schedules' classes.</summary>
            public static partial class impl
            {
            }

            /// <summary>
            /// Sets the learning rates of an optimizer's groups. A step without a number changes the rates as they are, one with a number sets
            /// them by a formula of that number, where the schedule has one.
            /// </summary>
            public abstract class LRScheduler
            {
                /// <summary>How often a step was taken.</summary>
                protected int _step_count;

                internal readonly Optimizer _optimizer;
                internal int _last_epoch = -1;
                internal IList<double> _base_lrs;
                internal IList<double> _last_lrs;
                private readonly bool _verbose;

                /// <summary>Of no optimizer.</summary>
                protected LRScheduler() => (_optimizer, _base_lrs, _last_lrs) = (null!, null!, null!);

                /// <summary>Of an optimizer, after a number of epochs that are done (-1: not even the first has begun).</summary>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    _optimizer = optimizer;
                    _last_epoch = last_epoch;
                    _verbose = verbose;
                    _base_lrs = [.. optimizer.ParamGroups.Select(g => g.InitialLearningRate)];
                    _last_lrs = [.. optimizer.ParamGroups.Select(g => g.LearningRate)];
                }

                /// <summary>Whether changes are written to the console.</summary>
                private protected bool IsVerbose => _verbose;

                /// <summary>Goes on to the next epoch.</summary>
                public virtual void step() => step(null);

                /// <summary>Goes to an epoch, or on to the next one.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    _last_epoch = epoch ?? _last_epoch + 1;

                    // Once: computing rates can change the schedule and the optimizer (momentum, schedules inside).
                    double[] rates = [.. epoch is null ? get_lr() : get_closed_form_lr()];
                    foreach (var (i, group) in _optimizer.ParamGroups.Take(rates.Length).Index().ToList())
                    {
                        group.LearningRate = rates[i];
                        if (_verbose && _last_lrs[i] != rates[i]) Console.WriteLine($"Adjusting learning rate to {rates[i]}");
                        _last_lrs[i] = rates[i];
                    }
                }

                /// <summary>Goes on, given a metric's value, which most schedules ignore.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates that the last step set, one a group.</summary>
                public IEnumerable<double> get_last_lr() => _last_lrs;

                /// <summary>The rates of this epoch from those of the last.</summary>
                protected virtual IEnumerable<double> get_lr() => Rates(rate => rate);

                /// <summary>The rates of this epoch by formula; where there is none, as <see cref="get_lr"/>.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                /// <summary>The optimizer's rates as they are, changed.</summary>
                private protected IEnumerable<double> Rates(Func<double, double> change) =>
                    _optimizer.ParamGroups.Select(g => change(g.LearningRate));
            }
        }
    }
}
