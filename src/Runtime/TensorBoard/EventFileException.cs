namespace Gen.TensorBoard;

/// <summary>An event file or its folder cannot be written or read. The message names the file and is meant for the program's user.</summary>
/// <param name="message">Which file, and what the operating system says.</param>
/// <param name="inner">The operating system's answer.</param>
public sealed class EventFileException(string message, Exception? inner = null) : UserErrorException(message, inner)
{
    internal static EventFileException Writing(string path, Exception e) => From("Cannot write TensorBoard events", path, e);

    internal static EventFileException Reading(string path, Exception e) => From("Cannot read TensorBoard events", path, e);

    // Most messages of the operating system name the file already.
    private static EventFileException From(string what, string path, Exception e) =>
        new(e.Message.Contains(path, StringComparison.Ordinal) ? $"{what}: {e.Message}" : $"{what} '{path}': {e.Message}", e);
}
