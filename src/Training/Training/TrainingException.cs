namespace Gen.Training;

/// <summary>Training cannot go on as it was asked for: data without rows, a value to monitor that nothing logs, a callback that failed.</summary>
public class TrainingException : UserErrorException
{
    /// <summary>One with a sentence for the user.</summary>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>One with a cause.</summary>
    public TrainingException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The message begins with the name of what failed, which needs no other before it.</summary>
    internal bool IsNamed { get; init; }

    /// <inheritdoc/>
    protected override bool NeedsTrace => InnerException is not (null or UserErrorException or IOException or UnauthorizedAccessException);
}
