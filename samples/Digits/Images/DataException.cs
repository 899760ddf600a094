using Gen;

namespace DigitsSample.Images;

/// <summary>The data cannot be used; the message says why, in one line.</summary>
internal sealed class DataException(string message) : UserErrorException(message);
