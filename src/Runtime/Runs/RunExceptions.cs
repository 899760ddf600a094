namespace Gen;

/// <summary>
/// The exception that is thrown when a run cannot start. The message is one line that tells the user what to change. Nothing was written.
/// </summary>
public abstract class RunStartException : UserErrorException
{
    private protected RunStartException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>
/// The exception that is thrown when the run folder cannot be created: the path is a file or not writable, or the disk is full.
/// </summary>
public sealed class RunFolderException : RunStartException
{
    internal RunFolderException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>
/// The exception that is thrown when <see cref="RunOptions.EnforceClean"/> is set and the repository has uncommitted changes or does not
/// exist.
/// </summary>
public sealed class UncleanRepositoryException : RunStartException
{
    internal UncleanRepositoryException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// The exception that is thrown when a run cannot be resumed: it does not exist, has no checkpoint, is still running, or its record is
/// damaged. The message is one line. Nothing was changed.
/// </summary>
public sealed class ResumeException : RunStartException
{
    internal ResumeException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>
/// The exception that is thrown when the record of a run cannot be used: the run does not exist or belongs to another experiment, a file is
/// missing or damaged, or nothing was saved. The message is one line.
/// </summary>
/// <param name="message">The message: what was found, and what exists instead.</param>
/// <param name="inner">The cause, shown with <c>--debug</c>.</param>
public sealed class RestoreException(string message, Exception? inner = null) : UserErrorException(message, inner);
