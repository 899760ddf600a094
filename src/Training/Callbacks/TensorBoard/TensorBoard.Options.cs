namespace Gen.Training;

/// <content>What is shown.</content>
public sealed partial class TensorBoard
{
    /// <summary>
    /// Writes all epochs' values into one folder, told apart by tags: <c>train/loss</c>, <c>val/loss</c>, <c>lr</c>. By default they are told apart by
    /// folders, <c>train</c> and <c>validation</c>, so that TensorBoard draws both curves of a tag into one chart.
    /// </summary>
    public bool OneFolder { get; init; }

    /// <summary>
    /// Shows each step's loss and step size, too, as <c>batch/loss</c> and <c>batch/lr</c> in the folder <c>train_batches</c>, where they leave the
    /// epochs' curves alone. The losses of so many steps are read from the device at once, so that it is waited for no oftener.
    /// </summary>
    /// <value>0 by default: steps are not shown.</value>
    public int BatchEvery { get; init; }

    /// <summary>
    /// With <see cref="BatchEvery"/>, shows the experiment's metrics of every so many-th batch by itself, too, as <c>batch/accuracy</c>. Each time the
    /// device is waited for once more.
    /// </summary>
    public bool BatchMetrics { get; init; }

    /// <summary>Folders of one's own, each for the values whose names match an expression. They are written beside, not instead of, the others.</summary>
    public IReadOnlyList<TensorBoardFilter> Filters { get; init; } = [];

    /// <summary>What stands for the numbers in tags of metrics that are vectors of this length: <c>precision/cat</c> instead of <c>precision/0</c>.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Where dates come from.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    private void CheckOptions()
    {
        if (BatchEvery < 0)
            throw new TrainingException($"TensorBoard's BatchEvery must be 0 or more, not {BatchEvery}");
        if (BatchMetrics && BatchEvery == 0)
            throw new TrainingException("TensorBoard's BatchMetrics are those of every BatchEvery-th batch: set BatchEvery, too");
    }
}
