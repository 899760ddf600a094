using Gen;

[Experiment("trial")]
public sealed partial class Trial
{
    public int Epochs { get; init; } = 5;

    public int NumClasses { get; init; } = 10;

    // members here

    [Captured]
    public int Pick(int numClasses, Random random) => random.Next(numClasses);
}

public static class Tests
{
    public static void Test()
    {
        // statements here
    }
}
