using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;

namespace Gen.Interactive.Tests;

/// <summary>A notebook whose cells a kernel of .NET Interactive runs in this process.</summary>
internal sealed class Notebook : IDisposable
{
    private readonly CompositeKernel _kernel = [];

    public Notebook() => _kernel.Add(new CSharpKernel());

    /// <summary>Runs a cell, and returns the events of its output.</summary>
    public async Task<IReadOnlyList<KernelEvent>> Run(string cell)
    {
        var result = await _kernel.SubmitCodeAsync(cell);
        Assert.DoesNotContain(result.Events, e => e is CommandFailed or ErrorProduced);
        return result.Events;
    }

    /// <summary>Runs a cell, and stops it when it has shown something.</summary>
    public async Task RunUntilShown(string cell)
    {
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var events = _kernel.KernelEvents.Subscribe(new Observer(e =>
        {
            if (e is DisplayedValueProduced or CommandFailed)
                shown.TrySetResult();
        }));
        var running = _kernel.SubmitCodeAsync(cell);
        await shown.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await _kernel.SendAsync(new Cancel());
        await running;
    }

    /// <summary>Runs a cell, and returns its value as HTML.</summary>
    public async Task<string> Value(string cell) => Html((await Run(cell)).OfType<ReturnValueProduced>().Single());

    /// <summary>The HTML of an output.</summary>
    public static string Html(DisplayEvent output) => output.FormattedValues.Single(v => v.MimeType == "text/html").Value;

    public void Dispose() => _kernel.Dispose();

    private sealed class Observer(Action<KernelEvent> onNext) : IObserver<KernelEvent>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(KernelEvent value) => onNext(value);
    }
}
