namespace Gen.Training.Data;

/// <summary>The data cannot be used as they are. The message is one line that names the file and place, or the tensors.</summary>
public sealed class BadDataException : UserErrorException
{
    internal BadDataException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
