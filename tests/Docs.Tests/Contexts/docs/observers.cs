using Gen;
using Gen.PostgreSql;

[Experiment("trial")]
public sealed partial class Trial
{
    [Main]
    private double Measure() => 0;

    private static async Task<int> Use(string[] args)
    {
        // statements here
    }
}
