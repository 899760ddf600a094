namespace Gen.Runtime.Tests.Support;

/// <summary>Stands in for the console until disposed.</summary>
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
