using Gen;

namespace ApiDocsSample.Documents;

/// <summary>Input that cannot be used. The message is one line that names the file (and line) and what is wrong with it.</summary>
public sealed class DataException(string message) : UserErrorException(message);
