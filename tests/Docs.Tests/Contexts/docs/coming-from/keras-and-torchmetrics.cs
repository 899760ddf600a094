using Gen;

[Experiment("digits")]
public sealed partial class Digits
{
    public int Epochs { get; init; } = 5;

    [NamedConfig]
    public sealed class Quick
    {
        public int Epochs => 1;
    }

    [Main]
    private int Train(int epochs) => epochs;
}
