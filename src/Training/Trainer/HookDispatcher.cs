using System.Runtime.ExceptionServices;

namespace Gen.Training;

/// <summary>Tells the experiment's hooks and then the callbacks, in their order. What a callback throws gets its name.</summary>
internal sealed class HookDispatcher(IExperimentHooks? hooks, IReadOnlyList<Callback> callbacks)
{
    public HookKinds Kinds { get; } = hooks?.Kinds ?? HookKinds.None;

    public void Call(HookKinds kind, TrainingContext context, Action<IExperimentHooks, TrainingContext> hook, Action<Callback, TrainingContext> callback)
    {
        if ((Kinds & kind) != 0)
            hook(hooks!, context);
        foreach (var one in callbacks)
        {
            try
            {
                callback(one, context);
            }
            catch (Exception e) when (e is not OperationCanceledException and not UserErrorException)
            {
                throw new TrainingException($"callback {one.Name} failed at {kind}: {e.Message}", e);
            }
        }
    }

    /// <summary>Tells of a failure. What fails while it is told does not hide it.</summary>
    public void Exception(TrainingContext context, Exception exception)
    {
        try
        {
            if ((Kinds & HookKinds.Exception) != 0)
                hooks!.OnException(context, exception);
            foreach (var one in callbacks)
                one.OnException(context, exception);
        }
        catch (Exception second)
        {
            throw new AggregateException(exception, second);
        }

        ExceptionDispatchInfo.Throw(exception);
    }
}
