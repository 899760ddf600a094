namespace Gen.Training.Tests.Support;

internal static class ErrorOutput
{
    /// <summary>What an action writes to standard error.</summary>
    public static string Of(Action action)
    {
        using var written = new StringWriter();
        var before = Console.Error;
        Console.SetError(written);
        try
        {
            action();
            return written.ToString();
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
