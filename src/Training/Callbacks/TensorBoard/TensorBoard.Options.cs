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

    /// <summary>
    /// After each so many epochs, shows the distributions of all weights (<c>weights/…</c>) and of the gradients of the last step (<c>gradients/…</c>) in
    /// <c>train</c>, and of each layer's outputs on the validation data (<c>activations/…</c>) in <c>validation</c>, which are counted while it is validated.
    /// Validation data is needed.
    /// </summary>
    /// <value>0 by default: distributions are not shown.</value>
    public int HistogramEvery { get; init; }

    /// <summary>
    /// Shows weights as pictures (<c>weight_images/…</c>), after each epoch or, where it is set, after each <see cref="HistogramEvery"/>: matrices, and the
    /// kernels of convolutions over one channel or three. 0 is grey. Those of more than four million pixels are left out.
    /// </summary>
    public bool WeightImages { get; init; }

    /// <summary>Shows the model's layers on the page "graphs", as the first training step runs through them.</summary>
    public bool Graph { get; init; } = true;

    /// <summary>Lists a run with config entries on the page "hparams", beside other runs, with all the curves' last values.</summary>
    public bool Hyperparameters { get; init; } = true;

    /// <summary>Where dates come from.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    private void CheckOptions(TrainingContext context)
    {
        if (HistogramEvery < 0)
            throw new TrainingException($"TensorBoard's HistogramEvery must be 0 or more, not {HistogramEvery}");
        if (HistogramEvery > 0 && !context.Fit.HasValidation)
            throw new TrainingException("TensorBoard's HistogramEvery shows layers' outputs on the validation data, but there is none: give some to Fit, or leave it 0");
        if (BatchEvery < 0)
            throw new TrainingException($"TensorBoard's BatchEvery must be 0 or more, not {BatchEvery}");
        if (BatchMetrics && BatchEvery == 0)
            throw new TrainingException("TensorBoard's BatchMetrics are those of every BatchEvery-th batch: set BatchEvery, too");
    }
}

/// <summary>A folder of one's own for some of the values: <c>new TensorBoardFilter("custom", "^(val_)?(precision|recall)")</c>.</summary>
/// <param name="Folder">The folder's name, beside <c>train</c> and <c>validation</c>.</param>
/// <param name="Pattern">
/// A regular expression. The values whose name has a match anywhere are written, under that name as the tag: <c>loss</c>, <c>val_accuracy</c>, <c>precision/3</c>.
/// </param>
public sealed record TensorBoardFilter(string Folder, string Pattern);
