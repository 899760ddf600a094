using System.Runtime.CompilerServices;

namespace Gen.Training;

/// <summary>Invokes the callbacks of a trainer in order. An exception of a callback is wrapped in one that names it.</summary>
internal sealed class CallbackList(IReadOnlyList<Callback> callbacks)
{
    public void OnTrainBegin(TrainingContext context) => Invoke(context, static (c, x) =>
    {
        c.Output?.Begin();
        c.OnTrainBegin(x);
    });

    public void OnTrainEnd(TrainingContext context) => Invoke(context, static (c, x) =>
    {
        c.OnTrainEnd(x);
        c.Output?.End(x);
    });

    public void OnEpochBegin(TrainingContext context) => Invoke(context, static (c, x) => c.OnEpochBegin(x));

    // A canceled epoch, and one that is not validated, lack values.
    public void OnEpochEnd(TrainingContext context) => Invoke(context, static (c, x) =>
    {
        if (c.Monitors.All(x.Logs.ContainsKey))
            c.OnEpochEnd(x);
    });

    public void OnBatchBegin(TrainingContext context) => Invoke(context, static (c, x) => c.OnBatchBegin(x));

    public void OnBatchEnd(TrainingContext context) => Invoke(context, static (c, x) => c.OnBatchEnd(x));

    public void OnTestBegin(TrainingContext context) => Invoke(context, static (c, x) => c.OnTestBegin(x));

    public void OnTestEnd(TrainingContext context) => Invoke(context, static (c, x) => c.OnTestEnd(x));

    public void OnTestBatchBegin(TrainingContext context) => Invoke(context, static (c, x) => c.OnTestBatchBegin(x));

    public void OnTestBatchEnd(TrainingContext context) => Invoke(context, static (c, x) => c.OnTestBatchEnd(x));

    public void OnPredictBegin(TrainingContext context) => Invoke(context, static (c, x) => c.OnPredictBegin(x));

    public void OnPredictEnd(TrainingContext context) => Invoke(context, static (c, x) => c.OnPredictEnd(x));

    public void OnPredictBatchBegin(TrainingContext context) => Invoke(context, static (c, x) => c.OnPredictBatchBegin(x));

    public void OnPredictBatchEnd(TrainingContext context) => Invoke(context, static (c, x) => c.OnPredictBatchEnd(x));

    /// <summary>Notifies all callbacks of a failure. Further failures are logged only, so that the first one is reported.</summary>
    public void OnException(TrainingContext context, Exception exception)
    {
        foreach (var callback in callbacks)
        {
            try
            {
                callback.OnException(context, exception);
                callback.Output?.End(context);
            }
            catch (Exception e)
            {
                TrainingLog.Warn(context, $"While the failure was reported, {Describe(callback, nameof(OnException), e)}");
            }
        }
    }

    private void Invoke(TrainingContext context, Action<Callback, TrainingContext> invoke, [CallerMemberName] string method = "")
    {
        foreach (var callback in callbacks)
        {
            try
            {
                invoke(callback, context);
            }
            catch (Exception e) when (!context.IsCancellation(e) && !IsNamed(callback, e))
            {
                throw new TrainingException(Capitalized(Describe(callback, method, e)), e);
            }
        }

        context.Clock?.Lap(TrainingPhase.Hooks);
    }

    /// <summary>Returns a sentence with a capital first letter.</summary>
    internal static string Capitalized(string sentence) => $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}";

    // A user error is described by its message alone, without the method.
    private static string Describe(Callback callback, string method, Exception e) =>
        e is UserErrorException ? $"{callback.Subject}: {e.Message}" : $"{callback.Subject} failed in {method}: {e.Message}";

    // A message like "EarlyStopping.Patience must be …" already contains the name.
    private static bool IsNamed(Callback callback, Exception e) =>
        e is TrainingException { IsNamed: true }
        || (e is UserErrorException && e.Message.StartsWith(callback.Name, StringComparison.Ordinal));
}
