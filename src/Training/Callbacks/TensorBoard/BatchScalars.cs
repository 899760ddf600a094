using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// The curves of single steps. Losses stay on the device until enough are there to be read at once, so that no step waits for it.
/// </summary>
/// <param name="folders">Where to.</param>
/// <param name="every">Steps that are read at once.</param>
/// <param name="stepsBefore">Steps of earlier trainings, of which this one is the continuation.</param>
internal sealed class BatchCurves(EventFolders folders, int every, long stepsBefore) : IDisposable
{
    private readonly long _stepsBefore = stepsBefore;
    private readonly List<Waiting> _waiting = [];
    private double _learningRate;

    /// <summary>The last step that was seen, from 1.</summary>
    public long LastStep { get; private set; } = stepsBefore;

    /// <summary>Notes the step size before others change it for the next step.</summary>
    public void Begin(TrainingContext context) => _learningRate = context.LearningRate;

    /// <summary>Counts a step that is not shown.</summary>
    public void Pass(TrainingContext context) => LastStep = _stepsBefore + context.Step + 1;

    /// <summary>Takes a step's values.</summary>
    /// <param name="context">At the step's end.</param>
    /// <param name="withMetrics">Computes the batch's metrics, too, of every step at which losses are read.</param>
    public void End(TrainingContext context, bool withMetrics)
    {
        Pass(context);
        if (context.Batch.Loss is { } loss)
            _waiting.Add(new Waiting(LastStep, loss.detach().clone().DetachFromDisposeScope(), _learningRate));
        if (_waiting.Count < every)
            return;
        Write();
        if (withMetrics && context.ExperimentMetrics is not null && context.Batch.Prediction is not null)
            WriteMetrics(context);
    }

    /// <summary>Reads and writes what is waiting.</summary>
    public void Write()
    {
        if (_waiting.Count == 0)
            return;
        var losses = ReadLosses();
        for (var i = 0; i < losses.Length; i++)
        {
            Add(LogKeys.Loss, losses[i], _waiting[i].Step);
            if (!double.IsNaN(_waiting[i].LearningRate))
                Add(LogKeys.LearningRate, _waiting[i].LearningRate, _waiting[i].Step);
        }

        Forget();
    }

    public void Dispose() => Forget();

    private double[] ReadLosses()
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        return stack(_waiting.Select(w => w.Loss)).to_type(ScalarType.Float64).cpu().data<double>().ToArray();
    }

    private void WriteMetrics(TrainingContext context)
    {
        var values = new LogValues();
        values.Set(context.ComputeBatchMetrics());
        foreach (var (key, value) in values)
            Add(key, value, LastStep);
    }

    private void Add(string key, double value, long step) => folders.AddScalar(new EventPlace(EventPlaces.Batches, $"batch/{key}"), value, step);

    private void Forget()
    {
        _waiting.ForEach(w => w.Loss.Dispose());
        _waiting.Clear();
    }

    private readonly record struct Waiting(long Step, Tensor Loss, double LearningRate);
}
