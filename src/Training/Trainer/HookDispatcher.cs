using System.Runtime.ExceptionServices;

namespace Gen.Training;

/// <summary>Tells the experiment's hooks and then the callbacks, in their order. What one of them throws gets its name.</summary>
internal sealed class HookDispatcher(IExperimentHooks? hooks, IReadOnlyList<Callback> callbacks)
{
    public HookKinds Kinds { get; } = hooks?.Kinds ?? HookKinds.None;

    public void Call(HookKinds kind, TrainingContext context, Action<IExperimentHooks, TrainingContext> hook, Action<Callback, TrainingContext> callback)
    {
        if ((Kinds & kind) != 0)
            CallHooks(kind, context, hook);
        foreach (var one in callbacks)
        {
            try
            {
                callback(one, context);
            }
            catch (Exception e) when (!IsEnd(e, context) && !Names(e, one.Name))
            {
                throw Named($"callback {one.Name}", kind, e);
            }
        }
    }

    /// <summary>Tells of a failure, and lets it go on. What fails while it is told does not hide it: the run's log says so, and the others are told nevertheless.</summary>
    public void Exception(TrainingContext context, Exception exception)
    {
        if ((Kinds & HookKinds.Exception) != 0)
            Tell(context, () => CallHooks(HookKinds.Exception, context, (h, c) => h.OnException(c, exception)));
        foreach (var one in callbacks)
        {
            Tell(context, () =>
            {
                try
                {
                    one.OnException(context, exception);
                }
                catch (Exception e)
                {
                    throw Named($"callback {one.Name}", HookKinds.Exception, e);
                }
            });
        }

        ExceptionDispatchInfo.Throw(exception);
    }

    /// <summary>True for the end that the run was asked for; any other cancellation, such as a request that took too long, is a failure like others.</summary>
    public static bool IsEnd(Exception exception, TrainingContext context) =>
        exception is OperationCanceledException && context.CancellationToken.IsCancellationRequested;

    private void CallHooks(HookKinds kind, TrainingContext context, Action<IExperimentHooks, TrainingContext> hook)
    {
        context.Hook = null;
        try
        {
            hook(hooks!, context);
        }
        catch (Exception e) when (!IsEnd(e, context))
        {
            throw Named(context.Hook is { } name ? $"hook '{name}'" : "a hook", kind, e);
        }
    }

    // A sentence for the user needs no word on when it was said; anything else does.
    private static TrainingException Named(string name, HookKinds kind, Exception e) =>
        new(e is UserErrorException ? $"{name}: {e.Message}" : $"{name} failed at {kind}: {e.Message}", e);

    // "EarlyStopping's Patience must be 0 or more" needs no second name.
    private static bool Names(Exception exception, string name) =>
        exception is TrainingException { IsNamed: true } || (exception is UserErrorException && exception.Message.StartsWith(name, StringComparison.Ordinal));

    private static void Tell(TrainingContext context, Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception e)
        {
            TrainingLog.Warn(context, $"while it was told of the failure, {e.Message}");
        }
    }
}
