using System.Runtime.CompilerServices;

namespace Gen.Training;

/// <summary>How often a callback acts: after every N epochs, after every N steps, or both.</summary>
/// <param name="EveryNEpochs">The number of epochs; null for not after epochs.</param>
/// <param name="EveryNSteps">The number of training steps; null for not after steps.</param>
internal readonly record struct Interval(int? EveryNEpochs, int? EveryNSteps = null)
{
    /// <exception cref="TrainingException">A number is less than 1.</exception>
    public void Check(Callback callback)
    {
        CallbackOptions.AtLeast(callback, 1, EveryNEpochs);
        CallbackOptions.AtLeast(callback, 1, EveryNSteps);
    }

    /// <param name="epochs">The number of epochs that are done.</param>
    public bool IsDueAfterEpoch(int epochs) => EveryNEpochs is { } n && epochs % n == 0;

    /// <param name="steps">The number of training steps that are done.</param>
    public bool IsDueAfterStep(long steps) => EveryNSteps is { } n && steps % n == 0;
}

/// <summary>Checks options of callbacks.</summary>
internal static class CallbackOptions
{
    /// <exception cref="TrainingException">The value is less than the minimum, or NaN.</exception>
    public static void AtLeast(Callback callback, double least, double? value, [CallerArgumentExpression(nameof(value))] string option = "")
    {
        if (value is { } number && !(number >= least))
            throw new TrainingException(
                FormattableString.Invariant($"{callback.Name}.{option} must be at least {least}, but was {number}.")
            );
    }
}
