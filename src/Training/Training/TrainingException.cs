namespace Gen.Training;

/// <summary>The exception that is thrown when training cannot continue: for data without rows, a monitored value that is not logged, or a
/// callback that failed.</summary>
public class TrainingException : UserErrorException
{
    /// <summary>Initializes an exception with a message for the user.</summary>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes an exception with a message for the user and its cause.</summary>
    public TrainingException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Whether the message already names the callback that failed.</summary>
    internal bool IsNamed { get; init; }

    /// <inheritdoc/>
    protected override bool NeedsTrace => InnerException is not (null or UserErrorException or IOException or UnauthorizedAccessException);
}
