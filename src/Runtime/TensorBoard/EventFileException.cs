namespace Gen.TensorBoard;

/// <summary>The exception that is thrown when an event file or its folder cannot be written or read.</summary>
/// <param name="message">The message, which names the file.</param>
/// <param name="inner">The underlying exception.</param>
public sealed class EventFileException(string message, Exception? inner = null) : UserErrorException(message, inner)
{
    internal static EventFileException Writing(string path, Exception e) => From("Cannot write TensorBoard events", path, e);

    internal static EventFileException Reading(string path, Exception e) => From("Cannot read TensorBoard events", path, e);

    // Most messages of the operating system already contain the path.
    private static EventFileException From(string what, string path, Exception e) =>
        new(e.Message.Contains(path, StringComparison.Ordinal) ? $"{what}: {e.Message}" : $"{what} '{path}': {e.Message}", e);
}
