using Gen;
using Gen.PostgreSql;

[Experiment("housing")]
public sealed partial class Housing
{
    [Main]
    private double Train() => 0;

    private static async Task<int> Use(string[] args)
    {
        // statements here
    }
}
