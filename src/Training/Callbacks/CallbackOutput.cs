using Gen.IO;
using Gen.TensorBoard;

namespace Gen.Training;

/// <summary>
/// What a callback writes beside the training, which goes on where it cannot be written: on a full disk, in a deleted folder. The first
/// failure of a training is logged, every later write is tried, and the end of the training says how much is missing.
/// </summary>
/// <param name="writer">The name of the callback.</param>
/// <param name="items">What it writes, in the plural.</param>
internal sealed class CallbackOutput(string writer, string items)
{
    private int _written, _missing;
    private bool _hasWarned;
    private string _last = "";

    /// <summary>Whether something could not be written in this training.</summary>
    public bool HasFailed => _hasWarned;

    /// <summary>Returns whether an exception is a failure of the file system.</summary>
    public static bool IsFailure(Exception e) => e is EventFileException || FileFailure.Is(e);

    /// <summary>Writes an item.</summary>
    /// <param name="context">The training, for the warning.</param>
    /// <param name="path">The path of the file or folder, for the warning.</param>
    /// <param name="write">Writes the item.</param>
    /// <returns>False if it could not be written.</returns>
    public bool TryWrite(TrainingContext context, string path, Action write)
    {
        try
        {
            write();
            Add(context, path, null);
            return true;
        }
        catch (Exception e) when (IsFailure(e))
        {
            Add(context, path, e);
            return false;
        }
    }

    /// <summary>Adds an item that was written, or that could not be.</summary>
    /// <param name="context">The training, for the warning.</param>
    /// <param name="path">The path of the file or folder, for the warning.</param>
    /// <param name="failure">The failure; null if the item was written.</param>
    public void Add(TrainingContext context, string path, Exception? failure)
    {
        if (failure is null)
        {
            _written++;
            return;
        }

        _missing++;
        _last = $"'{path}': {FileFailure.Reason((failure as EventFileException)?.InnerException ?? failure).TrimEnd('.')}.";
        if (_hasWarned)
            return;
        _hasWarned = true;
        TrainingLog.Warn(context, $"{writer} cannot write {_last} The training continues, and writing is tried again.");
    }

    /// <summary>Tries to write an item that could not be written before.</summary>
    /// <returns>The failure; null if it was written.</returns>
    public Exception? Retry(Action write)
    {
        try
        {
            write();
            Recover(1);
            return null;
        }
        catch (Exception e) when (IsFailure(e))
        {
            return e;
        }
    }

    /// <summary>Says that items which could not be written at first have been written.</summary>
    public void Recover(int count) => (_written, _missing) = (_written + count, _missing - count);

    /// <summary>Forgets what an earlier training or evaluation wrote.</summary>
    public void Begin() => (_written, _missing, _hasWarned) = (0, 0, false);

    /// <summary>Warns of what is missing, at the end of a training.</summary>
    public void End(TrainingContext context)
    {
        if (_missing > 0)
            TrainingLog.Warn(context, $"{writer} could not write {_missing} of {_written + _missing} {items}, the last one to {_last}");
        Begin();
    }
}
