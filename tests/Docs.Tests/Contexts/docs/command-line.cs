using Gen;

[Experiment("trial")]
public sealed partial class Trial
{
    public int Epochs { get; init; } = 5;

    [Main]
    private double Train(int epochs) => 1.0 / epochs;

    private static async Task Use()
    {
        // statements here
    }
}
