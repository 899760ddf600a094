using Gen;

[Experiment("trial")]
public sealed partial class Trial
{
    public int Rounds { get; init; } = 10;

    [Main]
    private double Measure(int rounds) => rounds;

    private static async Task Use()
    {
        // statements here
        await Task.Yield();
    }
}
//// 5
using Gen;

[Experiment("trial")]
public sealed partial class Trial
{
    [Main]
    private double Measure() => 0;

    private static async Task Use()
    {
        // statements here
    }
}

public sealed class Bell : IRunObserver
{
    public void OnEvent(in RunEvent runEvent)
    {
    }
}
