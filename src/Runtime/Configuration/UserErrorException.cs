namespace Gen;

/// <summary>
/// The exception that is thrown for an error that the user of a program, not its author, can correct. The command line prints the message
/// without a stack trace, and exits with code 2, or 1 if the run has started.
/// </summary>
/// <param name="message">The message: what is wrong, what is right, and the nearest name.</param>
/// <param name="inner">The cause, shown with <c>--debug</c>.</param>
public class UserErrorException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the cause may be an error in the program. The command line then prints where the stack trace is.</summary>
    protected internal virtual bool NeedsTrace => false;
}

/// <summary>The exception that is thrown when a method requires an <see cref="IServiceProvider"/> and the run has none.</summary>
/// <param name="message">The message: the method, and how services are given.</param>
public sealed class MissingServicesException(string message) : UserErrorException(message);

/// <summary>The exception that is thrown for an error in the config or the command line.</summary>
/// <param name="message">The message: what is wrong, what is right, and the nearest name.</param>
public sealed class ConfigException(string message) : UserErrorException(message);
