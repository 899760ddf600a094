namespace Gen.Runtime.Tests.Support;

/// <summary>Replaces the console until it is disposed.</summary>
internal sealed class TestConsole : IDisposable
{
    private readonly TextWriter _out = Console.Out, _error = Console.Error;

    public TestConsole()
    {
        Console.SetOut(Out);
        Console.SetError(Error);
    }

    public StringWriter Out { get; } = new();

    public StringWriter Error { get; } = new();

    public void Dispose()
    {
        Console.SetOut(_out);
        Console.SetError(_error);
    }
}
