namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Schedules one after another; the milestones are the epochs at which the next begins.</summary>
            /// <exception cref="ArgumentException">A schedule of another optimizer, or not one milestone less than schedules.</exception>
            public static LRScheduler SequentialLR(
                Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1) =>
                new impl.SequentialLR(optimizer, schedulers, milestones, last_epoch);

            /// <summary>Schedules that all act at once. Only <see cref="LRScheduler.step()"/> works.</summary>
            public static LRScheduler ChainedLR(IEnumerable<LRScheduler> schedulers) => new impl.ChainedLR(schedulers);

            public static partial class impl
            {
                /// <inheritdoc cref="lr_scheduler.SequentialLR"/>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedules;
                    private readonly int[] _milestones;

                    /// <inheritdoc cref="lr_scheduler.SequentialLR"/>
                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch + 1)
                    {
                        (_schedules, _milestones) = ([.. schedulers], [.. milestones]);
                        if (_schedules.Any(s => s._optimizer != optimizer))
                            throw new ArgumentException("The SequentialLR scheduler expects all its sub-schedulers to be bound to the same optimizer.");
                        if (_milestones.Length != _schedules.Length - 1)
                            throw new ArgumentException(
                                $"Received {_schedules.Length} schedulers and {_milestones.Length} milestones. The SequentialLR scheduler expects the "
                                + "number of schedulers to be one more than the number of milestones.");

                        // Every schedule took its step 0 when it was made; only the first's may count.
                        foreach (var group in optimizer.ParamGroups) group.LearningRate = group.InitialLearningRate;
                        foreach (var schedule in _schedules) schedule._last_epoch--;
                        _schedules[0].step();
                        _last_lrs = _schedules[0]._last_lrs;
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        var index = Array.FindLastIndex(_milestones, m => m <= _last_epoch) + 1;
                        if (index > 0 && _milestones[index - 1] == _last_epoch)
                            _schedules[index].step(0);
                        else
                            _schedules[index].step();
                        return Rates(rate => rate);
                    }
                }

                /// <inheritdoc cref="lr_scheduler.ChainedLR"/>
                public class ChainedLR : LRScheduler
                {
                    private readonly IEnumerable<LRScheduler> _schedules;

                    /// <inheritdoc cref="lr_scheduler.ChainedLR"/>
                    public ChainedLR(IEnumerable<LRScheduler> schedulers) => _schedules = schedulers;

                    /// <inheritdoc/>
                    public override void step()
                    {
                        foreach (var schedule in _schedules) schedule.step();
                    }
                }
            }
        }
    }
}
