namespace Gen.Training;

/// <content>Options.</content>
public sealed partial class TensorBoard
{
    /// <summary>
    /// Whether to write all epoch values to one folder, with the tags <c>train/loss</c>, <c>val/loss</c> and <c>lr</c>. The default value
    /// is false: they are in the folders <c>train</c> and <c>validation</c> with the same tag, so that TensorBoard draws both curves in
    /// one chart.
    /// </summary>
    public bool OneFolder { get; init; }

    /// <summary>
    /// The number of steps after which the losses and learning rates of these steps are read from the device and written, as
    /// <c>batch/loss</c> and <c>batch/lr</c> in the folder <c>train_batches</c>. The default value is 0: steps are not written.
    /// </summary>
    public int BatchEveryNSteps { get; init; }

    /// <summary>
    /// Whether to write the metrics of a single batch every <see cref="BatchEveryNSteps"/> steps, as <c>batch/accuracy</c>, which waits
    /// for the device. The default value is false.
    /// </summary>
    public bool BatchMetrics { get; init; }

    /// <summary>Folders for the values whose names match a regular expression. The default value is none.</summary>
    public IReadOnlyList<TensorBoardFilter> Filters { get; init; } = [];

    /// <summary>
    /// Whether to write all values to the folders <c>train</c>, <c>validation</c> and <c>evaluation</c>. The default value is true. If it
    /// is false, only the <see cref="Filters"/> write values, and these folders can be theirs.
    /// </summary>
    public bool StandardFolders { get; init; } = true;

    /// <summary>The names of the elements of vector metrics of this length: <c>precision/cat</c> instead of <c>precision/0</c>. The
    /// default value is null.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>
    /// The number of epochs between histograms of all weights (<c>weights/…</c>) and the gradients of the last step
    /// (<c>gradients/…</c>) in <c>train</c>, and of each layer's outputs on the validation data (<c>activations/…</c>) in
    /// <c>validation</c>. Validation data are required. The default value is 0: no histograms.
    /// </summary>
    public int HistogramEveryNEpochs { get; init; }

    /// <summary>
    /// Whether to write weights as images (<c>weight_images/…</c>), every epoch or every <see cref="HistogramEveryNEpochs"/>: matrices,
    /// and the kernels of convolutions over one or three channels, with 0 as gray. Images of more than four million pixels are omitted.
    /// The default value is false.
    /// </summary>
    public bool WeightImages { get; init; }

    /// <summary>
    /// The number of epochs between embeddings for the page PROJECTOR: the points of each of the <see cref="Embeddings"/>, with the epoch
    /// in their name. The default value is 0: no embeddings.
    /// </summary>
    public int EmbeddingsEveryNEpochs { get; init; }

    /// <summary>The layers whose weights or outputs are written as embeddings. The default value is none, which is the weights of each
    /// <c>Embedding</c> layer of the model.</summary>
    public IReadOnlyList<TensorBoardEmbedding> Embeddings { get; init; } = [];

    /// <summary>Whether to write the graph of the model's layers, traced in the first training step. The default value is true.</summary>
    public bool Graph { get; init; } = true;

    /// <summary>Whether to write the config of the run as hyperparameters, for the HParams page. The default value is true.</summary>
    public bool Hyperparameters { get; init; } = true;

    /// <summary>The clock.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    private void CheckOptions(TrainingContext context)
    {
        if (HistogramEveryNEpochs < 0)
            throw new TrainingException($"TensorBoard.HistogramEveryNEpochs must be at least 0, but was {HistogramEveryNEpochs}.");
        if (HistogramEveryNEpochs > 0 && !context.Fit.HasValidation)
        {
            throw new TrainingException(
                "TensorBoard.HistogramEveryNEpochs requires validation data, because it writes layer outputs on them. Pass some to Fit, "
                + "or set it to 0."
            );
        }

        if (EmbeddingsEveryNEpochs < 0)
            throw new TrainingException($"TensorBoard.EmbeddingsEveryNEpochs must be at least 0, but was {EmbeddingsEveryNEpochs}.");
        if (Embeddings.Count > 0 && EmbeddingsEveryNEpochs == 0)
            throw new TrainingException("TensorBoard.Embeddings requires EmbeddingsEveryNEpochs to be greater than 0.");
        if (!StandardFolders && Filters.Count == 0)
            throw new TrainingException("TensorBoard.StandardFolders is false and there are no Filters: no values would be written.");
        if (!StandardFolders && OneFolder)
            throw new TrainingException("TensorBoard.OneFolder requires StandardFolders to be true.");
        if (BatchEveryNSteps < 0)
            throw new TrainingException($"TensorBoard.BatchEveryNSteps must be at least 0, but was {BatchEveryNSteps}.");
        if (BatchMetrics && BatchEveryNSteps == 0)
            throw new TrainingException("TensorBoard.BatchMetrics requires BatchEveryNSteps to be greater than 0.");
    }
}

/// <summary>A folder for some of the values: <c>new TensorBoardFilter("custom", "^(val_)?(precision|recall)")</c>.</summary>
/// <param name="Folder">
/// The folder, as a path relative to the folder of the callback: <c>custom</c>, <c>custom/metrics</c>, or <c>../shared/{run}</c> for one
/// beside it. It may have the placeholders of the callback's folder, and <c>{run}</c> for the name of that folder.
/// </param>
/// <param name="Pattern">
/// The regular expression. Values whose name it matches anywhere are written with their name as the tag: <c>loss</c>,
/// <c>val_accuracy</c>, <c>precision/3</c>, the histograms <c>precision/overall</c>, <c>weights/…</c>, <c>gradients/…</c> and
/// <c>activations/…</c>, the images <c>weight_images/…</c>, and charts such as <c>confusion_matrix</c>.
/// </param>
public sealed record TensorBoardFilter(string Folder, string Pattern)
{
    /// <summary>Whether the folder is for the values and charts of evaluations (<c>loss</c>, <c>precision/3</c>), whose steps are 1, 2, 3
    /// …, instead of those of epochs. The default value is false.</summary>
    public bool Evaluations { get; init; }
}
