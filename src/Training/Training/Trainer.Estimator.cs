namespace Gen.Training;

/// <content>The use by an <see cref="Estimator{TExperiment}"/>.</content>
public partial class Trainer<TLogs> : IFittedTrainer, IEvaluator
{
    // Without run, callbacks and optimizer: what they record ends with the run.
    private Trainer(Trainer<TLogs> fitted)
    {
        (_model, _forward, _predict, _createLogs, _given) = (fitted._model, fitted._forward, fitted._predict, fitted._createLogs, []);
        (Metrics, Device) = (fitted._metrics, fitted.Device);
    }

    // A disposed module has no parameters, but its optimizer has them still.
    bool IFittedTrainer.HasModel => !_model.parameters().Concat(_parts?.Optimizer?.parameters() ?? []).Any(p => p.IsInvalid);

    IEvaluator IFittedTrainer.CreateEvaluator() => new Trainer<TLogs>(this);

    LogValues IEvaluator.EvaluateAll(Data.IBatchSource data) => Evaluate(data);

    void IEvaluator.DisposeModel() => _model.Dispose();
}
