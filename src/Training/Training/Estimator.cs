using Gen.Configuration;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// An experiment as a model that is fitted, predicts and is scored, for programs, notebooks and services. <see cref="FitAsync"/> runs the
/// experiment's own method marked <c>[Main]</c>, as a recorded run; the others use the model that it trained.
/// </summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
/// <param name="config">The config with which it is fitted.</param>
public sealed class Estimator<TExperiment>(TExperiment config) : IDisposable
    where TExperiment : class, IExperiment<TExperiment>
{
    private const int BatchSize = 1_000;

    private FittedTrainers? _fitted;
    private IEvaluator? _evaluator;

    /// <summary>The config with which it is fitted.</summary>
    public TExperiment Config { get; } = config ?? throw new ArgumentNullException(nameof(config));

    /// <summary>The run that fitted it, which has ended; null before.</summary>
    public Run? Run { get; private set; }

    /// <summary>
    /// Runs the method marked <c>[Main]</c> with the config. The model is that of the trainer which the run created last, with the weights
    /// that it has at the end of the run. The method must not dispose it.
    /// </summary>
    /// <param name="options">Where and how the run is recorded; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run as interrupted.</param>
    /// <returns>This estimator.</returns>
    /// <exception cref="ConfigException">The config violates a validation attribute; nothing was run.</exception>
    /// <exception cref="TrainingException">The run created no trainer, or disposed its model.</exception>
    public async Task<Estimator<TExperiment>> FitAsync(RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var schema = TExperiment.Schema;
        if (schema.Commands is not [{ Name: "run" } main, ..])
            throw new TrainingException($"Experiment '{schema.Name}' cannot be fitted because it has no method marked [Main].");
        Dispose();
        var (fitted, run) = await FittedTrainers.CollectAsync(
            () => main.RunWithoutResultAsync(schema, Config, options, cancellationToken)).ConfigureAwait(false);
        (_fitted, Run) = (fitted, run);
        if (fitted.Last is not { HasModel: true } trainer)
            throw WithoutModel(schema.Name, isDisposed: fitted.Last is not null);
        _evaluator = trainer.CreateEvaluator();
        return this;
    }

    /// <summary>Computes the output of the model, in evaluation mode and without gradients.</summary>
    /// <param name="features">The inputs, [n, …].</param>
    /// <returns>The outputs, [n, …], on the CPU.</returns>
    /// <exception cref="InvalidOperationException">The estimator is not fitted.</exception>
    public Tensor Predict(Tensor features)
    {
        using var data = new TensorData(features.alias());
        return Predict(data.Batches(BatchSize));
    }

    /// <summary>Computes the output of the model for all rows, in evaluation mode and without gradients.</summary>
    /// <param name="data">The inputs, which are not shuffled. Labels are not needed.</param>
    /// <returns>The outputs of all batches, concatenated along the first axis, on the CPU.</returns>
    /// <exception cref="InvalidOperationException">The estimator is not fitted.</exception>
    public Tensor Predict(IBatchSource data) => Fitted.Predict(data);

    /// <summary>Computes a value of the experiment over all rows: the loss, or one of its metrics.</summary>
    /// <param name="data">The inputs and labels, which are not shuffled.</param>
    /// <param name="name">The name of the value, such as <c>accuracy</c>. The default value is <c>loss</c>, of which less is
    /// better.</param>
    /// <exception cref="InvalidOperationException">The estimator is not fitted.</exception>
    /// <exception cref="KeyNotFoundException">There is no such value. The message has the nearest name.</exception>
    public double Score(IBatchSource data, string name = "loss") => Evaluate(data)[name];

    /// <summary>Computes the loss and all metrics of the experiment over all rows.</summary>
    /// <param name="data">The inputs and labels, which are not shuffled.</param>
    /// <exception cref="InvalidOperationException">The estimator is not fitted.</exception>
    public LogValues Evaluate(IBatchSource data) => Fitted.EvaluateAll(data);

    /// <summary>Disposes the trainers of the run, and the model.</summary>
    public void Dispose()
    {
        _evaluator?.DisposeModel();
        _evaluator?.Dispose();
        _fitted?.Dispose();
        (_evaluator, _fitted) = (null, null);
    }

    private IEvaluator Fitted => _evaluator
        ?? throw new InvalidOperationException($"The estimator of '{TExperiment.Schema.Name}' is not fitted. Call FitAsync before.");

    private TrainingException WithoutModel(string experiment, bool isDisposed)
    {
        Dispose();
        return new TrainingException(isDisposed
            ? $"[Main] of experiment '{experiment}' has disposed the model that it trained, which the estimator does itself."
            : $"[Main] of experiment '{experiment}' has created no trainer, so that there is no model to predict with.");
    }
}

/// <summary>Estimators of sweeps.</summary>
public static class SweepEstimators
{
    /// <summary>
    /// Fits the best config of a sweep on all data: the run has the fold <see cref="Fold.Whole"/>, for which
    /// <c>data.Split(fold, …)</c> gives all rows as training data.
    /// </summary>
    /// <typeparam name="TExperiment">The experiment.</typeparam>
    /// <typeparam name="TResult">The type of the result of <c>[Main]</c>.</typeparam>
    /// <param name="sweep">The sweep.</param>
    /// <param name="options">Where and how the run is recorded; null for the runs directory of the sweep.</param>
    /// <param name="cancellationToken">Ends the run as interrupted.</param>
    /// <returns>The fitted estimator, to be disposed.</returns>
    /// <exception cref="TrainingException">No trial of the sweep completed, or the run created no trainer.</exception>
    public static Task<Estimator<TExperiment>> RefitAsync<TExperiment, TResult>(
        this Sweep<TExperiment, TResult> sweep, RunOptions? options = null, CancellationToken cancellationToken = default)
        where TExperiment : class, IExperiment<TExperiment>
    {
        ArgumentNullException.ThrowIfNull(sweep);
        if (sweep.Best is not { } best)
            throw new TrainingException($"Sweep {sweep.Id} cannot be refitted because none of its trials completed.");
        options ??= new RunOptions { RunsDirectory = Path.GetDirectoryName(Path.GetDirectoryName(sweep.Directory))! };
        return new Estimator<TExperiment>(best).FitAsync(options.With(Fold.Whole), cancellationToken);
    }
}
