using Microsoft.Extensions.Logging;

namespace Gen;

// Objects that are disposed when the run ends.
public partial class Run
{
    // Weak: a program that makes thousands of objects and drops them does not keep them until the end.
    private readonly List<WeakReference<IDisposable>> _disposables = [];

    /// <summary>
    /// Disposes an object when the run's command has returned or failed; those registered later are disposed first. A trainer of an
    /// experiment is registered by itself.
    /// </summary>
    /// <param name="disposable">The object, which may be disposed before, and is not kept from being collected.</param>
    public void RegisterForDispose(IDisposable disposable)
    {
        ArgumentNullException.ThrowIfNull(disposable);
        lock (_disposables)
            _disposables.Add(new WeakReference<IDisposable>(disposable));
    }

    /// <summary>Disposes the registered objects. A failure is reported and not thrown.</summary>
    internal void DisposeRegistered()
    {
        WeakReference<IDisposable>[] disposables;
        lock (_disposables)
        {
            disposables = [.. Enumerable.Reverse(_disposables)];
            _disposables.Clear();
        }

        foreach (var reference in disposables)
        {
            try
            {
                if (reference.TryGetTarget(out var disposable))
                    disposable.Dispose();
            }
            catch (Exception e)
            {
                Report(LogLevel.Warning, $"An object could not be disposed at the end of the run: {e.Message}");
            }
        }
    }
}
