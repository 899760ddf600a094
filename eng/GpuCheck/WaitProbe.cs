using System.Diagnostics;
using Gen.Training;

namespace Gen.GpuCheck;

/// <summary>
/// Counts the steps that wait for the device: it is busy for longer than a step needs, and the next step begins before it is done,
/// or does not.
/// </summary>
/// <param name="queue">The device's work.</param>
/// <param name="reads">Whether each step reads its loss, and so waits: what the probe must find.</param>
internal sealed class WaitProbe(DeviceQueue queue, bool reads) : Callback
{
    private const int FirstBatch = 3;
    private const int Every = 6;

    private readonly Stopwatch _watch = new();

    /// <summary>Steps that were measured.</summary>
    public int Steps { get; private set; }

    /// <summary>Those of them that waited.</summary>
    public int Waits { get; private set; }

    /// <summary>The longest that the program took for a step that did not wait.</summary>
    public TimeSpan LongestStep { get; private set; }

    /// <summary>How often the trainer's own counter says that a loss was read.</summary>
    public int DeviceReads { get; private set; }

    public override void OnBatchBegin(TrainingContext context)
    {
        if (_watch.IsRunning)
            Measure();

        // In the first epoch torch takes memory from the device, which waits for it.
        var isLast = context.Batch.Index + 1 == context.Fit.BatchesPerEpoch;
        if (context.Epoch == 0 || isLast || context.Batch.Index < FirstBatch || (context.Batch.Index - FirstBatch) % Every != 0)
            return;
        queue.Fill();
        _watch.Restart();
    }

    public override void OnBatchEnd(TrainingContext context)
    {
        if (!reads)
            return;
        _ = context.Batch.LossValue;
        if (context.Device.type == TorchSharp.DeviceType.CPU)
            queue.Drain();
    }

    public override void OnTrainEnd(TrainingContext context) => DeviceReads = context.Batch.DeviceReads;

    private void Measure()
    {
        var step = _watch.Elapsed;
        queue.Drain();
        var device = _watch.Elapsed;
        _watch.Reset();
        Steps++;
        if (step > device / 2)
            Waits++;
        else if (step > LongestStep)
            LongestStep = step;
    }
}
