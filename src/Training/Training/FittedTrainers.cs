using Gen.Training.Data;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The trainers of a run for an estimator: they live longer than the run.</summary>
internal sealed class FittedTrainers : IDisposable
{
    private static readonly AsyncLocal<FittedTrainers?> s_current = new();

    private readonly List<IFittedTrainer> _trainers = [];

    /// <summary>The trainer that was created last; null for none.</summary>
    public IFittedTrainer? Last
    {
        get
        {
            lock (_trainers)
                return _trainers.LastOrDefault();
        }
    }

    /// <summary>Keeps the trainers that a run creates. If it fails, they are disposed.</summary>
    public static async Task<(FittedTrainers Trainers, Run Run)> CollectAsync(Func<Task<Run>> execute)
    {
        var trainers = new FittedTrainers();
        s_current.Value = trainers;
        try
        {
            return (trainers, await execute().ConfigureAwait(false));
        }
        catch
        {
            trainers.Dispose();
            throw;
        }
        finally
        {
            s_current.Value = null;
        }
    }

    /// <summary>Disposes a trainer at the end of its run, or with the estimator that executes the run.</summary>
    public static void Register(Run run, IFittedTrainer trainer)
    {
        if (s_current.Value is not { } estimated)
        {
            run.RegisterForDispose(trainer);
            return;
        }

        lock (estimated._trainers)
            estimated._trainers.Add(trainer);
    }

    public void Dispose() => _trainers.ForEach(t => t.Dispose());
}

/// <summary>A trainer, whatever the type of its values.</summary>
internal interface IFittedTrainer : IDisposable
{
    /// <summary>Whether the model was not disposed.</summary>
    bool HasModel { get; }

    /// <summary>Creates what evaluates and predicts with the same model, outside of the run.</summary>
    IEvaluator CreateEvaluator();
}

/// <summary>Evaluates and predicts with a model.</summary>
internal interface IEvaluator : IDisposable
{
    Tensor Predict(IBatchSource data);

    LogValues EvaluateAll(IBatchSource data);

    void DisposeModel();
}
