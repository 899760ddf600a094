using Gen.Training;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace Gen.Interactive;

/// <summary>Shows the progress of a training in the output of the cell that runs, in one value that is updated.</summary>
internal sealed class CellProgress : IProgressDisplay
{
    private readonly KernelInvocationContext _cell;
    private DisplayedValue? _displayed;

    private CellProgress(KernelInvocationContext cell) => _cell = cell;

    /// <summary>Creates a display in the output of the cell that runs; null outside a cell.</summary>
    public static IProgressDisplay? Create() => KernelInvocationContext.Current is { } cell ? new CellProgress(cell) : null;

    public void Update(TrainingProgress progress)
    {
        if (_displayed is null)
            _displayed = _cell.Display(progress, HtmlFormatter.MimeType);
        else
            _displayed.Update(progress);
    }
}
