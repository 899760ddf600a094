using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;

namespace Gen.Benchmarks;

/// <summary>A captured call of 5 filled parameters among 50 entries beside the plain call that a careful person writes.</summary>
[MemoryDiagnoser]
public class CapturedCall
{
    // One call takes less time than a clock can tell.
    internal const int Calls = 10_000;

    private readonly FiftyEntries _config = FiftyEntries.Parse("entry07=7", "entry49=49");

    /// <summary>The call with its arguments spelled out.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public double Plain()
    {
        var sum = 0.0;
        for (var i = 0; i < Calls; i++)
            sum += FiftyEntries.Work(_config.Entry00, _config.Entry07, _config.Entry21, _config.Entry34, _config.Entry49);
        return sum;
    }

    /// <summary>The generated overload.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public double Captured()
    {
        var sum = 0.0;
        for (var i = 0; i < Calls; i++)
            sum += _config.Work();
        return sum;
    }
}

/// <summary>An experiment with 50 entries and a method that takes 5 of them.</summary>
[Experiment("fifty-entries")]
public sealed partial class FiftyEntries
{
    /// <summary>Does next to nothing, but is called.</summary>
    [Captured]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Work(int entry00, int entry07, int entry21, int entry34, int entry49) =>
        entry00 + entry07 + entry21 + entry34 + entry49;

    /// <summary>Entry 0.</summary>
    public int Entry00 { get; init; } = 0;

    /// <summary>Entry 1.</summary>
    public int Entry01 { get; init; } = 1;

    /// <summary>Entry 2.</summary>
    public int Entry02 { get; init; } = 2;

    /// <summary>Entry 3.</summary>
    public int Entry03 { get; init; } = 3;

    /// <summary>Entry 4.</summary>
    public int Entry04 { get; init; } = 4;

    /// <summary>Entry 5.</summary>
    public int Entry05 { get; init; } = 5;

    /// <summary>Entry 6.</summary>
    public int Entry06 { get; init; } = 6;

    /// <summary>Entry 7.</summary>
    public int Entry07 { get; init; } = 7;

    /// <summary>Entry 8.</summary>
    public int Entry08 { get; init; } = 8;

    /// <summary>Entry 9.</summary>
    public int Entry09 { get; init; } = 9;

    /// <summary>Entry 10.</summary>
    public int Entry10 { get; init; } = 10;

    /// <summary>Entry 11.</summary>
    public int Entry11 { get; init; } = 11;

    /// <summary>Entry 12.</summary>
    public int Entry12 { get; init; } = 12;

    /// <summary>Entry 13.</summary>
    public int Entry13 { get; init; } = 13;

    /// <summary>Entry 14.</summary>
    public int Entry14 { get; init; } = 14;

    /// <summary>Entry 15.</summary>
    public int Entry15 { get; init; } = 15;

    /// <summary>Entry 16.</summary>
    public int Entry16 { get; init; } = 16;

    /// <summary>Entry 17.</summary>
    public int Entry17 { get; init; } = 17;

    /// <summary>Entry 18.</summary>
    public int Entry18 { get; init; } = 18;

    /// <summary>Entry 19.</summary>
    public int Entry19 { get; init; } = 19;

    /// <summary>Entry 20.</summary>
    public int Entry20 { get; init; } = 20;

    /// <summary>Entry 21.</summary>
    public int Entry21 { get; init; } = 21;

    /// <summary>Entry 22.</summary>
    public int Entry22 { get; init; } = 22;

    /// <summary>Entry 23.</summary>
    public int Entry23 { get; init; } = 23;

    /// <summary>Entry 24.</summary>
    public int Entry24 { get; init; } = 24;

    /// <summary>Entry 25.</summary>
    public int Entry25 { get; init; } = 25;

    /// <summary>Entry 26.</summary>
    public int Entry26 { get; init; } = 26;

    /// <summary>Entry 27.</summary>
    public int Entry27 { get; init; } = 27;

    /// <summary>Entry 28.</summary>
    public int Entry28 { get; init; } = 28;

    /// <summary>Entry 29.</summary>
    public int Entry29 { get; init; } = 29;

    /// <summary>Entry 30.</summary>
    public int Entry30 { get; init; } = 30;

    /// <summary>Entry 31.</summary>
    public int Entry31 { get; init; } = 31;

    /// <summary>Entry 32.</summary>
    public int Entry32 { get; init; } = 32;

    /// <summary>Entry 33.</summary>
    public int Entry33 { get; init; } = 33;

    /// <summary>Entry 34.</summary>
    public int Entry34 { get; init; } = 34;

    /// <summary>Entry 35.</summary>
    public int Entry35 { get; init; } = 35;

    /// <summary>Entry 36.</summary>
    public int Entry36 { get; init; } = 36;

    /// <summary>Entry 37.</summary>
    public int Entry37 { get; init; } = 37;

    /// <summary>Entry 38.</summary>
    public int Entry38 { get; init; } = 38;

    /// <summary>Entry 39.</summary>
    public int Entry39 { get; init; } = 39;

    /// <summary>Entry 40.</summary>
    public int Entry40 { get; init; } = 40;

    /// <summary>Entry 41.</summary>
    public int Entry41 { get; init; } = 41;

    /// <summary>Entry 42.</summary>
    public int Entry42 { get; init; } = 42;

    /// <summary>Entry 43.</summary>
    public int Entry43 { get; init; } = 43;

    /// <summary>Entry 44.</summary>
    public int Entry44 { get; init; } = 44;

    /// <summary>Entry 45.</summary>
    public int Entry45 { get; init; } = 45;

    /// <summary>Entry 46.</summary>
    public int Entry46 { get; init; } = 46;

    /// <summary>Entry 47.</summary>
    public int Entry47 { get; init; } = 47;

    /// <summary>Entry 48.</summary>
    public int Entry48 { get; init; } = 48;

    /// <summary>Entry 49.</summary>
    public int Entry49 { get; init; } = 49;
}
