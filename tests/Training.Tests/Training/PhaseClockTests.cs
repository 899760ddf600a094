using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Training;

public class PhaseClockTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Lap_AddsTimeSinceLastLap()
    {
        var clock = new PhaseClock(_time);
        Lap(clock, TrainingPhase.DataWait, 2);
        Lap(clock, TrainingPhase.Forward, 3);
        Lap(clock, TrainingPhase.DataWait, 4);
        clock.EndStep(rows: 10);
        var times = clock.TakeTraining();
        Assert.Equal((6, 3, 9), (times[TrainingPhase.DataWait], times[TrainingPhase.Forward], times.Seconds));
        Assert.Equal((1, 10), (times.Steps, times.Rows));
        Assert.Equal(TrainingPhase.DataWait, times.Largest);
        Assert.Equal(2.0 / 3, times.Share(TrainingPhase.DataWait), 12);
        Assert.Equal(10.0 / 9, times.RowsPerSecond, 12);
        Assert.Equal(0, clock.TakeTraining().Seconds);
    }

    [Fact]
    public void Evaluation_IsSeparateAndSkippedTimeIsDiscarded()
    {
        var clock = new PhaseClock(_time);
        clock.BeginEvaluation();
        Lap(clock, TrainingPhase.Forward, 5);
        clock.EndStep(rows: 4);
        clock.EndEvaluation();
        _time.Advance(100);
        clock.Skip();
        Lap(clock, TrainingPhase.Hooks, 1);
        var validation = clock.TakeEvaluation();
        Assert.Equal((5, 1, 4), (validation.Seconds, validation.Steps, validation.Rows));
        Assert.Equal(1, clock.TakeTraining().Seconds);
        Assert.Equal(0, clock.Step);
    }

    [Fact]
    public void Lap_WaitsForDevice()
    {
        var clock = new PhaseClock(_time, wait: () => _time.Advance(7));
        clock.Lap(TrainingPhase.Backward);
        clock.Lap(TrainingPhase.Optimizer);
        var times = clock.TakeTraining();
        Assert.Equal((7, 7), (times[TrainingPhase.Backward], times[TrainingPhase.Optimizer]));
    }

    [Fact]
    public void Step_AllocatesNothing()
    {
        var clock = new PhaseClock(TimeProvider.System);
        Step(clock);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Step(clock);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Step(PhaseClock clock)
        {
            for (var phase = TrainingPhase.DataWait; phase <= TrainingPhase.Other; phase++)
                clock.Lap(phase);
            clock.EndStep(rows: 1);
        }
    }

    [Fact]
    public void Times_NoSteps_AreZero()
    {
        var times = new PhaseClock(_time).TakeTraining();
        Assert.Equal((0, 0, 0), (times.StepsPerSecond, times.RowsPerSecond, times.Share(TrainingPhase.Forward)));
    }

    private void Lap(PhaseClock clock, TrainingPhase phase, double seconds)
    {
        _time.Advance(seconds);
        clock.Lap(phase);
    }
}
