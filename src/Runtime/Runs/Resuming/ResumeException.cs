namespace Gen;

/// <summary>
/// A run cannot be resumed: there is no such run, it has no checkpoint, it goes on somewhere, its record is damaged. The message is one line that says
/// which; nothing was changed.
/// </summary>
public sealed class ResumeException : RunStartException
{
    internal ResumeException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
