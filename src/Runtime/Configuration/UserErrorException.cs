namespace Gen;

/// <summary>
/// Something that the program's user, not its author, got wrong or has to mend. The message is meant for that person: one line or a few,
/// naming the thing and the nearest right one. The command line prints it without a stack trace and exits with code 2, or 1 once the run
/// has begun.
/// </summary>
/// <param name="message">What was seen, what is allowed, what to do.</param>
/// <param name="inner">The cause, shown with <c>--debug</c>.</param>
public class UserErrorException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The cause may be a mistake in the program: the command line then says where its stack trace is.</summary>
    protected internal virtual bool NeedsTrace => false;
}

/// <summary>A method asks for an <see cref="IServiceProvider"/>, and the run was given none.</summary>
/// <param name="message">Which method, and how services are given.</param>
public sealed class MissingServicesException(string message) : UserErrorException(message);

/// <summary>The config or the command line is wrong.</summary>
/// <param name="message">What was seen, what is allowed, and the nearest right name where there is one.</param>
public sealed class ConfigException(string message) : UserErrorException(message);
