namespace Gen.Training.Tests.Support;

/// <summary>Captures what is written to standard error until it is disposed.</summary>
internal sealed class CapturedStandardError : IDisposable
{
    private readonly TextWriter _before = Console.Error;
    private readonly StringWriter _text = new() { NewLine = "\n" };

    public CapturedStandardError() => Console.SetError(_text);

    public string Text => _text.ToString();

    /// <summary>Returns what an action writes to standard error.</summary>
    public static string During(Action action)
    {
        using var error = new CapturedStandardError();
        action();
        return error.Text;
    }

    public void Dispose() => Console.SetError(_before);
}
