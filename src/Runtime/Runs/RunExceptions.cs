namespace Gen;

/// <summary>A run could not start. The message is one line for the user that names what to change; nothing was written.</summary>
public abstract class RunStartException : UserErrorException
{
    private protected RunStartException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>The run folder cannot be made: the path is a file, is not writable, or the disk is full.</summary>
public sealed class RunFolderException : RunStartException
{
    internal RunFolderException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary><see cref="RunOptions.EnforceClean"/> was asked for, and the repository has uncommitted changes or there is none.</summary>
public sealed class UncleanRepositoryException : RunStartException
{
    internal UncleanRepositoryException(string message)
        : base(message)
    {
    }
}

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

/// <summary>
/// What a run left cannot be used: there is no such run, it is one of another experiment, a file is missing or damaged, nothing was saved. The message is
/// one line that says which.
/// </summary>
/// <param name="message">What was seen, and what there is instead.</param>
/// <param name="inner">The cause, shown with <c>--debug</c>.</param>
public sealed class RestoreException(string message, Exception? inner = null) : UserErrorException(message, inner);
