using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// The scalars of single steps. Losses stay on the device until several can be read at once, so that most steps do not wait for it.
/// </summary>
/// <param name="folders">The event files.</param>
/// <param name="everyNSteps">The number of steps that are read at once.</param>
/// <param name="stepsBefore">The number of steps of the trainings that this one continues.</param>
internal sealed class BatchScalars(EventFolders folders, int everyNSteps, long stepsBefore) : IDisposable
{
    private readonly long _stepsBefore = stepsBefore;
    private readonly List<PendingStep> _pending = [];
    private double _learningRate;

    /// <summary>The last step, from 1.</summary>
    public long LastStep { get; private set; } = stepsBefore;

    /// <summary>The number of scalars that were written.</summary>
    public long Points { get; private set; }

    /// <summary>Stores the learning rate of the step before callbacks change it for the next.</summary>
    public void Begin(TrainingContext context) => _learningRate = context.LearningRate;

    /// <summary>Counts a step without writing it.</summary>
    public void CountStep(TrainingContext context) => LastStep = _stepsBefore + context.Step + 1;

    /// <summary>Stores the loss of a step, and writes the stored ones if there are enough.</summary>
    /// <param name="context">The training, at the end of a step.</param>
    /// <param name="withMetrics">Whether to write the metrics of the batch, too, whenever losses are written.</param>
    public void End(TrainingContext context, bool withMetrics)
    {
        CountStep(context);
        if (context.Batch.Loss is { } loss)
            _pending.Add(new PendingStep(LastStep, loss.detach().clone().DetachFromDisposeScope(), _learningRate));
        if (_pending.Count < everyNSteps)
            return;
        Write();
        if (withMetrics && context.ExperimentMetrics is not null && context.Batch.Prediction is not null)
            WriteMetrics(context);
    }

    /// <summary>Writes the stored losses.</summary>
    public void Write()
    {
        if (_pending.Count == 0)
            return;
        var losses = ReadLosses();
        for (var i = 0; i < losses.Length; i++)
        {
            Add(LogKeys.Loss, losses[i], _pending[i].Step);
            if (!double.IsNaN(_pending[i].LearningRate))
                Add(LogKeys.LearningRate, _pending[i].LearningRate, _pending[i].Step);
        }

        Clear();
    }

    public void Dispose() => Clear();

    private double[] ReadLosses()
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        return stack(_pending.Select(w => w.Loss)).to_type(ScalarType.Float64).cpu().data<double>().ToArray();
    }

    private void WriteMetrics(TrainingContext context)
    {
        var values = new LogValues();
        values.Set(context.BatchMetrics);
        foreach (var (key, value) in values.Scalars)
            Add(key, value, LastStep);
    }

    private void Add(string key, double value, long step)
    {
        folders[EventFolders.Batches].AddScalar($"batch/{key}", value, step);
        Points++;
    }

    private void Clear()
    {
        _pending.ForEach(w => w.Loss.Dispose());
        _pending.Clear();
    }

    private readonly record struct PendingStep(long Step, Tensor Loss, double LearningRate);
}
