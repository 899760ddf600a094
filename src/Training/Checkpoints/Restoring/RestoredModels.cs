using Gen.Configuration;
using Gen.IO;
using Gen.Training.Checkpoints;
using Microsoft.Extensions.Logging;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Models of runs that are over, for use elsewhere.</summary>
public static class RestoredModels
{
    /// <summary>Makes the model that a run trained, and gives it weights that the run saved: <c>Digits.Restore("3").Load(e => e.BuildModel())</c>.</summary>
    /// <typeparam name="TExperiment">The experiment.</typeparam>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="run">The run.</param>
    /// <param name="build">Makes the model from the config that the run had, as a captured method does. Its weights are written over.</param>
    /// <param name="which">The best weights or the last.</param>
    /// <param name="monitor">By which log value they are the best; needed where the run saved them by more than one.</param>
    /// <param name="fit">The training of the run whose weights are wanted, from 1; null for the last that saved any.</param>
    /// <returns>The model, in evaluation mode: <c>train()</c> puts it into the other. It belongs to the caller.</returns>
    /// <exception cref="RestoreException">There are no such weights, they are all damaged, or they are of another model: the message says which layer differs.</exception>
    public static TModel Load<TExperiment, TModel>(
        this Restored<TExperiment> run, Func<TExperiment, TModel> build, Weights which = Weights.Best, string? monitor = null, int? fit = null)
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

    /// <summary>Gives a model weights that the run saved. A file that is damaged gives way to the one before it, and the log says so.</summary>
    /// <param name="run">The run.</param>
    /// <param name="model">The model; it keeps its mode, and its weights where nothing can be loaded.</param>
    /// <param name="which">The best weights or the last.</param>
    /// <param name="monitor">By which log value they are the best; needed where the run saved them by more than one.</param>
    /// <param name="fit">The training of the run whose weights are wanted, from 1; null for the last that saved any.</param>
    /// <returns>Which weights those are.</returns>
    /// <exception cref="RestoreException">There are no such weights, they are all damaged, or they are of another model: the message says which layer differs.</exception>
    public static LoadedWeights LoadWeights(this Restored run, nn.Module model, Weights which = Weights.Best, string? monitor = null, int? fit = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        var faults = new List<string>();
        var heads = SavedWeights.In(run.Folder, fault => PassOver(run, fault, faults));
        var fits = heads.Select(h => h.Fit).Distinct().Order().ToList();
        if (fit is { } number && fits.Count > 0 && !fits.Contains(number))
            throw new RestoreException($"run {run.Id} has no weights of fit {number}; it has them of {string.Join(", ", fits)}");
        foreach (var source in WeightChoice.Order(run.Id, [.. heads.Where(h => fit is null || h.Fit == fit)], which, monitor))
        {
            if (!TryLoad(run, source, model, faults))
                continue;
            run.Log.LogInformation("{Text}", Text(source.Loaded, saysNone: which == Weights.Best && faults.Count == 0));
            return source.Loaded;
        }

        throw new RestoreException(faults.Count > 0
            ? $"run {run.Id} has no weights that are whole: {faults[0]}"
            : $"run {run.Id} has no weights in '{run.Folder}': a ModelCheckpoint or a BackupAndRestore among the callbacks saves them");
    }

    private static bool TryLoad(Restored run, WeightSource source, nn.Module model, List<string> faults)
    {
        TensorFile file;
        try
        {
            file = TensorFile.Read(source.Head.Path);
        }
        catch (Exception e) when (e is InvalidDataException || FileFailure.Is(e))
        {
            PassOver(run, e.Message.TrimEnd('.'), faults);
            return false;
        }

        using (file)
        {
            try
            {
                ModelTensors.Load(model, file.Under(source.Prefix), source.Head.Path);
                return true;
            }
            catch (InvalidDataException e)
            {
                throw new RestoreException(e.Message, e);
            }
        }
    }

    // The same file may be tried for its best weights and for its last.
    private static void PassOver(Restored run, string fault, List<string> faults)
    {
        if (faults.Contains(fault))
            return;
        faults.Add(fault);
        run.Log.LogWarning("{Text}", $"{fault}: the weights before it are used, if there are any");
    }

    private static string Text(LoadedWeights loaded, bool saysNone) => FormattableString.Invariant($"{loaded.File}: ") + (loaded switch
    {
        { AreBest: true } => FormattableString.Invariant($"the best weights by {loaded.Monitor} ({loaded.Value:G5}), those of epoch {loaded.Epochs}"),
        _ when saysNone => FormattableString.Invariant($"the last weights, after {loaded.Epochs} epochs; the run says of none that they are the best"),
        _ => FormattableString.Invariant($"the last weights, after {loaded.Epochs} epochs"),
    });
}
