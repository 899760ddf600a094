using Gen.Shared;
using Gen.Training.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Checks before the first batch, for errors that would otherwise occur only later.</summary>
internal static class Preconditions
{
    public static void Check(TrainingContext context, IBatchSource train, IBatchSource? validation, IReadOnlyList<Callback> callbacks)
    {
        Check(context.Optimizer);
        Check(train, "training");
        if (validation is not null)
            Check(validation, "validation");
        foreach (var callback in callbacks)
            Check(callback, context);
    }

    private static void Check(Callback callback, TrainingContext context)
    {
        foreach (var key in callback.Reads)
        {
            if (!IsLogged(key, context))
                throw new TrainingException($"{callback.Name} reads '{key}', {Why(key, context)}");
        }

        if (callback.NeedsServices && context.Run?.Services is null)
        {
            throw new TrainingException(
                $"{callback.Name} asks for an IServiceProvider, but the run has none: "
                + "set RunOptions.Services, or make the parameter nullable."
            );
        }

        foreach (var key in callback.Monitors)
        {
            if (!context.Fit.LoggedKeys.Contains(key) && !IsElement(key, context))
                throw new TrainingException($"{callback.Name} monitors '{key}', {Why(key, context)}");
        }
    }

    /// <summary>Checks, when vectors have been computed, that they have the elements that callbacks monitor.</summary>
    /// <exception cref="TrainingException">A vector has no such element. The message has its range.</exception>
    public static void CheckElements(TrainingContext context, IReadOnlyList<Callback> callbacks)
    {
        foreach (var callback in callbacks)
        {
            foreach (var key in callback.Monitors.Where(k => k.Contains('/') && !context.Logs.ContainsKey(k)))
            {
                if (VectorElement.Find(context.Logs, key)?.Problem is { } problem)
                    throw new TrainingException($"{callback.Name} monitors '{key}', but {problem}");
            }
        }
    }

    // Detects empty data whose size is known.
    private static void Check(IBatchSource data, string purpose)
    {
        if (data.BatchCount == 0 || data.Rows == 0)
            throw Empty(purpose);
    }

    // Moving or converting a model replaces the parameters of most modules, but not those of the optimizer.
    private static void Check(optim.Optimizer? optimizer)
    {
        if (optimizer is not OptimizerHelper helper)
            return;
        try
        {
            if (!helper.parameters().Any(p => p.IsInvalid))
            {
                helper.state_dict();
                return;
            }
        }
        catch (KeyNotFoundException)
        {
            // Reported below.
        }

        throw new TrainingException(
            "The optimizer was created for other parameters than the model has now: call model.to(…) before you create the optimizer."
        );
    }

    /// <summary>Creates the exception for data without rows.</summary>
    /// <param name="purpose">The purpose of the data: <c>training</c>.</param>
    public static TrainingException Empty(string purpose) => new($"The {purpose} data must have at least one row, but has none.");

    // The length of a vector is known after the first epoch.
    private static bool IsElement(string key, TrainingContext context) => Vectors(context).Any(v =>
        VectorElement.NameIn(key, v) is { } name && VectorElement.IndexOf(name, context.ClassNames) is not null);

    private static IEnumerable<string> Vectors(TrainingContext context)
    {
        var vectors = context.Metrics.Where(m => m.Shape == MetricShape.Vector).Select(m => m.Name);
        return context.Fit.HasValidation ? vectors.SelectMany(v => new[] { v, LogKeys.Validation + v }) : vectors;
    }

    private static bool IsLogged(string key, TrainingContext context) =>
        context.Fit.LoggedKeys.Contains(key)
        || IsElement(key, context)
        || context.Metrics.Any(m => m.Name == key || (context.Fit.HasValidation && LogKeys.Validation + m.Name == key));

    private static string Why(string key, TrainingContext context)
    {
        if (Vectors(context).FirstOrDefault(v => VectorElement.NameIn(key, v) is not null) is { } vector)
        {
            var element = VectorElement.NameIn(key, vector)!;
            var hint = NearestName.Hint(element, context.ClassNames, "The classes are");
            return $"but '{element}' is neither an index nor the name of a class.{hint}";
        }

        var bare = key.StartsWith(LogKeys.Validation, StringComparison.Ordinal) ? key[LogKeys.Validation.Length..] : key;
        var isOfTraining = bare == LogKeys.Loss
            || context.Metrics.Any(m => m.Name == bare || VectorElement.NameIn(bare, m.Name) is not null);
        if (bare != key && !context.Fit.HasValidation && isOfTraining)
            return "but there is no validation data: pass some to Fit.";
        if (context.Metrics.FirstOrDefault(m => m.Name == bare) is { Name: not null } metric && metric.Shape != MetricShape.Scalar)
            return metric.Shape == MetricShape.Vector
                ? $"which is a vector: only single numbers can be monitored, such as '{key}/0'."
                : "which is a matrix: only single numbers can be monitored.";
        return $"which is not logged.{NearestName.Hint(key, context.Fit.LoggedKeys, "The logged values are")}";
    }
}
