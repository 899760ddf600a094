using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Runs.Seeds;

public class SeedStreamsTests
{
    [Fact]
    public void NextSeed_IsTheDocumentedFunctionOfSeedStreamAndCall()
    {
        // Computed by an independent program from the description in SeedStreams; recorded runs depend on them.
        var run = Run.Detached(7);
        Assert.Equal(
            [3670005581315971, 4165671951552208, 1372130090060676],
            new[] { run.NextSeed("shuffle"), run.NextSeed("shuffle"), run.NextSeed("Datenköder") }
        );
        var random = Run.Detached(7).CreateRandom("shuffle");
        Assert.Equal([867, 234, 500, 283], new[] { random.Next(1000), random.Next(1000), random.Next(1000), random.Next(1000) });
        Assert.Equal(0.6782109095160073, random.NextDouble());
    }

    [Fact]
    public void NextSeed_OfOneStream_DoesNotDependOnOthers()
    {
        var (plain, busy) = (Run.Detached(3), Run.Detached(3));
        for (var i = 0; i < 10; i++)
            busy.NextSeed("added");
        busy.CreateRandom("also added").Next();
        Assert.Equal(plain.NextSeed("model"), busy.NextSeed("model"));
        Assert.Equal(plain.CreateRandom("data").NextInt64(), busy.CreateRandom("data").NextInt64());
    }

    [Fact]
    public void NextSeed_DiffersByStreamCallAndSeed()
    {
        var seeds = new HashSet<long>();
        for (var seed = 0; seed < 10; seed++)
        {
            var run = Run.Detached(seed);
            for (var call = 0; call < 100; call++)
            {
                seeds.Add(run.NextSeed("a"));
                seeds.Add(run.NextSeed("b"));
            }
        }

        Assert.Equal(2000, seeds.Count);
        Assert.All(seeds, seed => Assert.InRange(seed, 0, (1L << 53) - 1));
    }

    [Fact]
    public void NextSeed_IsTheSameInTwoProcesses()
    {
        using var folder = TempFolder.ForCaller();
        var outputs = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var host = new RunHostProcess("seeds", folder.In("runs"));
            outputs.Add(host.End().Output);
        }

        var run = Run.Detached(7);
        Assert.Equal($"{run.NextSeed("a")} {run.NextSeed("a")} {run.CreateRandom("b").Next()}\n", outputs[0]);
        Assert.Equal(outputs[0], outputs[1]);
    }
}
