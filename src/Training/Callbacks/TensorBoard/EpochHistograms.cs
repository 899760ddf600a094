namespace Gen.Training;

/// <summary>The histograms and images of a model that are written at the end of an epoch.</summary>
/// <param name="options">The callback.</param>
/// <param name="context">The training.</param>
internal sealed class EpochHistograms(TensorBoard options, TrainingContext context) : IDisposable
{
    private ActivationHistograms? _activations;
    private bool _areActivationsComplete;

    // Of the many trials of a sweep nobody looks at the histograms.
    private bool IsTrial => context.Run?.Trial is not null;

    private bool AreDue => !IsTrial && options.HistogramEveryNEpochs > 0 && (context.Epoch + 1) % options.HistogramEveryNEpochs == 0;

    /// <summary>Starts counting the outputs of layers, if the epoch has histograms.</summary>
    public void BeginValidation()
    {
        Dispose();
        if (AreDue)
            _activations = new ActivationHistograms(context.Model);
    }

    /// <summary>Stops counting the outputs of layers.</summary>
    public void EndValidation()
    {
        _activations?.Stop();
        _areActivationsComplete = true;
    }

    /// <summary>Writes the histograms and images of the epoch. Waits for the device.</summary>
    public void Write(EventRoutes routes, long epoch)
    {
        var train = options.OneFolder ? EventFolders.Own : EventFolders.Train;
        if (AreDue)
            ModelHistograms.Write(context.Model, routes, train, epoch);
        if (_activations is not null && _areActivationsComplete)
            _activations.Write(routes, options.OneFolder ? EventFolders.Own : EventFolders.Validation, epoch);
        Dispose();
        if (options.WeightImages && !IsTrial && (AreDue || options.HistogramEveryNEpochs == 0))
            ModelHistograms.WriteImages(context.Model, routes, train, epoch);
    }

    /// <summary>Discards the counted outputs.</summary>
    public void Dispose()
    {
        _activations?.Dispose();
        (_activations, _areActivationsComplete) = (null, false);
    }
}
