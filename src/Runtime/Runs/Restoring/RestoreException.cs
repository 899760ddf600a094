namespace Gen;

/// <summary>
/// What a run left cannot be used: there is no such run, it is one of another experiment, a file is missing or damaged, nothing was saved. The message is
/// one line that says which.
/// </summary>
/// <param name="message">What was seen, and what there is instead.</param>
/// <param name="inner">The cause, shown with <c>--debug</c>.</param>
public sealed class RestoreException(string message, Exception? inner = null) : UserErrorException(message, inner);
