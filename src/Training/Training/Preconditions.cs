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
            if (!context.Fit.LoggedKeys.Contains(key))
                throw new TrainingException($"{callback.Name} monitors '{key}', {Why(key, context)}");
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

    private static bool IsLogged(string key, TrainingContext context) =>
        context.Fit.LoggedKeys.Contains(key)
        || context.Metrics.Any(m => m.Name == key || (context.Fit.HasValidation && LogKeys.Validation + m.Name == key));

    private static string Why(string key, TrainingContext context)
    {
        var bare = key.StartsWith(LogKeys.Validation, StringComparison.Ordinal) ? key[LogKeys.Validation.Length..] : key;
        if (bare != key && !context.Fit.HasValidation && (bare == LogKeys.Loss || context.Metrics.Any(m => m.Name == bare)))
            return "but there is no validation data: pass some to Fit.";
        if (context.Metrics.FirstOrDefault(m => m.Name == bare) is { Name: not null } metric && metric.Shape != MetricShape.Scalar)
            return $"which is a {metric.Shape.ToString().ToLowerInvariant()}: only single numbers can be monitored.";
        return $"which is not logged.{NearestName.Hint(key, context.Fit.LoggedKeys, "The logged values are")}";
    }
}
