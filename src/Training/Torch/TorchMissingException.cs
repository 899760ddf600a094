namespace Gen.Training;

/// <summary>TorchSharp's native library cannot be loaded. The message is one line that says what to install.</summary>
public sealed class TorchMissingException : UserErrorException
{
    internal TorchMissingException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
