namespace Gen.Runtime.Tests.Configuration;

/// <summary>A captured call costs nothing: no dictionary, no boxing, no lookup.</summary>
public class AllocationTests
{
    [Fact]
    public void ACapturedCallAllocatesNothing()
    {
        var experiment = Lean.Parse("rate=0.25");
        Assert.Equal(2 + 0.25 + 3 + 4 + 1 + 100 + 7, Sum(experiment, 1));
        Sum(experiment, 1_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Sum(experiment, 100_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void TheMeasurementSeesASingleObject()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(new object());
        Assert.NotEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double Sum(Lean experiment, int calls)
    {
        double sum = 0;
        for (var i = 0; i < calls; i++)
            sum += experiment.Compute(100) + experiment.Instance();
        return sum;
    }
}

/// <summary>Five filled parameters of a static method, and special values that allocate nothing either.</summary>
[Experiment("lean")]
internal partial class Lean
{
    public int Epochs { get; init; } = 2;

    public double Rate { get; init; } = 0.5;

    public long Size { get; init; } = 3;

    public int? Limit { get; init; } = 4;

    public string Name { get; init; } = "n";

    [Captured]
    internal static double Compute(int x, int epochs, double rate, long size, int? limit, string name) =>
        x + epochs + rate + size + limit!.Value + name.Length;

    [Captured]
    internal int Instance(Run run, CancellationToken token, Microsoft.Extensions.Logging.ILogger log, Lean self, long seed) =>
        run.Seed == seed && run.Log == log && !token.IsCancellationRequested && self == this ? 7 : 0;
}
