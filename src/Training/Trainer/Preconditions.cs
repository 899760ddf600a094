using Gen.Shared;
using Gen.Training.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>What must hold before the first batch, so that no one learns it after the last.</summary>
internal static class Preconditions
{
    public static void Check(TrainingContext context, HookKinds kinds, IReadOnlyList<Callback> callbacks)
    {
        if ((kinds & HookKinds.NeedsValidation) != 0 && !context.HasValidation)
            throw new TrainingException("a hook asks for a value of the validation, but there is no validation data: give some to Fit, or take the val… parameter out");
        if ((kinds & HookKinds.NeedsServices) != 0 && context.Run?.Services is null)
            throw new TrainingException("a hook asks for an IServiceProvider, and the run was given none: set RunOptions.Services, or make the parameter an IServiceProvider?");
        foreach (var callback in callbacks)
        {
            foreach (var key in callback.Monitors)
            {
                if (!context.LogNames.Contains(key))
                    throw new TrainingException($"{callback.Name} monitors '{key}', {Why(key, context)}");
            }
        }
    }

    /// <summary>Data that says beforehand that it has no rows.</summary>
    public static void Check(IBatchSource data, string what)
    {
        if (data.BatchCount == 0 || data.Samples == 0)
            throw Empty(what);
    }

    /// <summary>An optimizer that was made before the model was moved or converted: most modules have new parameters then, which it knows nothing of.</summary>
    public static void Check(optim.Optimizer? optimizer)
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
            // Said below.
        }

        throw new TrainingException("the optimizer was made for other parameters than the model has now: call model.to(…) before you make the optimizer");
    }

    /// <param name="what">What is done with it: <c>train on</c>.</param>
    public static TrainingException Empty(string what) => new($"there is nothing to {what}: the data has no rows");

    private static string Why(string key, TrainingContext context)
    {
        var bare = key.StartsWith(LogKeys.Validation, StringComparison.Ordinal) ? key[LogKeys.Validation.Length..] : key;
        if (bare != key && !context.HasValidation && (bare == LogKeys.Loss || context.Metrics.Any(m => m.Name == bare)))
            return "but there is no validation data";
        if (context.Metrics.FirstOrDefault(m => m.Name == bare) is { Name: not null } metric && metric.Shape != MetricShape.Scalar)
            return $"which is a {metric.Shape.ToString().ToLowerInvariant()}: only single numbers can be monitored";
        return NearestName.Find(key, context.LogNames) is { } near
            ? $"which nothing logs; did you mean '{near}'?"
            : $"which nothing logs; there are {string.Join(", ", context.LogNames)}";
    }
}
