using System.Runtime.CompilerServices;

namespace Gen.Runtime.Tests.Runs.Seeds;

public class RandomStreamsTests
{
    [Fact]
    public void Load_ContinuesAllStreams()
    {
        var saved = Run.Detached(7);
        var (first, second) = (saved.CreateRandom("a"), saved.CreateRandom("b"));
        Draw(first, 10);
        Draw(second, 3);
        saved.NextSeed("seeds");
        var state = saved.SaveRandomState();

        // A replay creates the same generators, and has drawn other numbers from them.
        var loaded = Run.Detached(7);
        var (again, other) = (loaded.CreateRandom("a"), loaded.CreateRandom("b"));
        Draw(other, 100);
        loaded.LoadRandomState(state);
        Assert.Equal(Draw(first, 5), Draw(again, 5));
        Assert.Equal(Draw(second, 5), Draw(other, 5));
        Assert.Equal(saved.NextSeed("seeds"), loaded.NextSeed("seeds"));
        Assert.Equal(Draw(saved.CreateRandom("a"), 5), Draw(loaded.CreateRandom("a"), 5));
        Assert.Equal(saved.SaveRandomState(), loaded.SaveRandomState());
        GC.KeepAlive((first, second, again, other));
    }

    [Fact]
    public void Load_IdentifiesGeneratorsByOrdinalWhenOthersAreCollected()
    {
        var saved = Run.Detached(7);
        var kept = saved.CreateRandom("kept");
        MakeAndForget(saved, 1000);
        var late = saved.CreateRandom("late");
        var state = saved.SaveRandomState();

        // The resumed run never creates the thousand, and creates the late one after it has continued.
        var loaded = Run.Detached(7);
        var again = loaded.CreateRandom("kept");
        loaded.LoadRandomState(state);
        var (next, expected) = (loaded.CreateRandom("next"), saved.CreateRandom("next"));
        Assert.Equal(Draw(expected, 3), Draw(next, 3));
        var second = saved.SaveRandomState();
        Draw(again, 4);
        Draw(next, 4);
        loaded.LoadRandomState(second);
        Assert.Equal(Draw(kept, 3), Draw(again, 3));
        Assert.Equal(Draw(expected, 3), Draw(next, 3));
        GC.KeepAlive(late);
    }

    [Fact]
    public void CollectedGenerators_AreRemoved()
    {
        var randoms = new RandomStreams();
        var kept = randoms.Add(new StreamRandom(1));
        for (var i = 0; i < 100; i++)
        {
            MakeAndForget(randoms, 100);
            GC.Collect(0);
        }

        GC.Collect();
        var (alive, total) = randoms.Snapshot();
        Assert.Same(kept, alive[0]);
        Assert.Equal(10_001, total);
        Assert.InRange(alive.Count, 1, 200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"seeds":{"a":1},"made":1,"randoms":{"0":"12"}}""")]
    [InlineData("""{"seeds":{"a":1.5},"made":1,"randoms":{}}""")]
    [InlineData("""{"seeds":{"a":1},"made":1,"randoms":{"x":""}}""")]
    public void Load_InvalidText_ThrowsAndChangesNothing(string text)
    {
        var run = Run.Detached(7);
        run.NextSeed("a");
        var before = run.SaveRandomState();
        Assert.Throws<FormatException>(() => run.LoadRandomState(text));
        Assert.Equal(before, run.SaveRandomState());
    }

    private static int[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next())];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeAndForget(Run run, int count)
    {
        for (var i = 0; i < count; i++)
            run.CreateRandom("batch");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeAndForget(RandomStreams randoms, int count)
    {
        for (var i = 0; i < count; i++)
            randoms.Add(new StreamRandom(2));
    }
}
