using Gen.Configuration;
using Gen.IO;
using Gen.Training.Checkpoints;
using Microsoft.Extensions.Logging;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Methods that load the models of earlier runs.</summary>
public static class RestoredModels
{
    /// <summary>Builds the model that a run trained, and loads weights that the run saved: <c>Digits.Restore("3").Load(e =>
    /// e.BuildModel())</c>.</summary>
    /// <typeparam name="TExperiment">The experiment.</typeparam>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="run">The run.</param>
    /// <param name="build">Builds the model from the config of the run, as a captured method does.</param>
    /// <param name="which">The best weights or the last. The default value is the best.</param>
    /// <param name="monitor">The log value by which weights are the best. It is required if the run saved best weights by several.</param>
    /// <param name="fit">The fit of the run, from 1. The default value is the last fit that saved weights.</param>
    /// <returns>The model in evaluation mode. The caller owns it.</returns>
    /// <exception cref="RestoreException">There are no such weights, all are corrupt, or they are of another model. The message names the
    /// layer that differs.</exception>
    public static TModel Load<TExperiment, TModel>(
        this Restored<TExperiment> run,
        Func<TExperiment, TModel> build,
        Weights which = Weights.Best,
        string? monitor = null,
        int? fit = null
    )
        where TExperiment : class, IExperiment
        where TModel : nn.Module
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(build);
        TorchRuntime.EnsureAvailable();
        var model = build(run.Experiment);
        try
        {
            run.LoadWeights(model, which, monitor, fit);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Loads weights that the run saved into a model. If a file is corrupt, a warning is logged and the file before it is
    /// used.</summary>
    /// <param name="run">The run.</param>
    /// <param name="model">The model. It keeps its mode, and its weights if none can be loaded.</param>
    /// <param name="which">The best weights or the last. The default value is the best.</param>
    /// <param name="monitor">The log value by which weights are the best. It is required if the run saved best weights by several.</param>
    /// <param name="fit">The fit of the run, from 1. The default value is the last fit that saved weights.</param>
    /// <returns>The weights that were loaded.</returns>
    /// <exception cref="RestoreException">There are no such weights, all are corrupt, or they are of another model. The message names the
    /// layer that differs.</exception>
    public static LoadedWeights LoadWeights(
        this Restored run,
        nn.Module model,
        Weights which = Weights.Best,
        string? monitor = null,
        int? fit = null
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        var errors = new List<string>();
        var files = SavedWeights.Find(run.Folder, error => Skip(run, error, errors));
        var fits = files.Select(f => f.Fit).Distinct().Order().ToList();
        if (fit is { } number && fits.Count > 0 && !fits.Contains(number))
            throw new RestoreException($"Run {run.Id} has no weights of fit {number}. It has weights of {string.Join(", ", fits)}.");
        foreach (var candidate in SavedWeights.InOrder(run.Id, [.. files.Where(f => fit is null || f.Fit == fit)], which, monitor))
        {
            if (!TryLoad(run, candidate, model, errors))
                continue;
            run.Log.LogInformation("{Text}", Describe(candidate.Loaded, hasNoBest: which == Weights.Best && errors.Count == 0));
            return candidate.Loaded;
        }

        throw new RestoreException(errors.Count > 0
            ? $"All weights of run {run.Id} are corrupt: {errors[0]}."
            : $"Run {run.Id} has no weights in '{run.Folder}'. Add a ModelCheckpoint or BackupAndRestore callback to save them.");
    }

    private static bool TryLoad(Restored run, WeightsCandidate candidate, nn.Module model, List<string> errors)
    {
        var path = candidate.File.Path;
        try
        {
            CheckModel(model, SafetensorsFile.ReadHeader(path).WithPrefix(candidate.Prefix), path);
            WeightFile.Load(model, path, candidate.Prefix);
            return true;
        }
        catch (Exception e) when (e is InvalidDataException || FileFailure.Is(e))
        {
            Skip(run, e.Message, errors);
            return false;
        }
    }

    // Weights of another model are an error, and no reason to try the previous ones.
    private static void CheckModel(nn.Module model, IReadOnlyList<TensorInfo> tensors, string path)
    {
        try
        {
            ModelTensors.Check(model, tensors, path);
        }
        catch (InvalidDataException e)
        {
            throw new RestoreException(e.Message, e);
        }
    }

    // The same file may be tried for its best and for its last weights.
    private static void Skip(Restored run, string error, List<string> errors)
    {
        error = error.TrimEnd('.');
        if (errors.Contains(error))
            return;
        errors.Add(error);
        run.Log.LogWarning("{Text}", $"{error}. The previous weights are used, if there are any.");
    }

    private static string Describe(LoadedWeights loaded, bool hasNoBest) =>
        FormattableString.Invariant($"{loaded.File}: ")
        + (
            loaded switch
            {
                { AreBest: true } => FormattableString.Invariant(
                    $"the best weights by {loaded.Monitor} ({loaded.Value:G5}), of epoch {loaded.Epochs}"
                ),
                _ when hasNoBest => FormattableString.Invariant(
                    $"the last weights, after {loaded.Epochs} epochs; the run saved no best weights"
                ),
                _ => FormattableString.Invariant($"the last weights, after {loaded.Epochs} epochs"),
            }
        );
}
