namespace Gen.Training.Tests.Support;

/// <summary>What is written to standard error meanwhile.</summary>
internal sealed class StandardError : IDisposable
{
    private readonly TextWriter _before = Console.Error;
    private readonly StringWriter _text = new() { NewLine = "\n" };

    public StandardError() => Console.SetError(_text);

    public string Text => _text.ToString();

    public void Dispose() => Console.SetError(_before);
}
