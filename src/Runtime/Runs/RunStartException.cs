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
