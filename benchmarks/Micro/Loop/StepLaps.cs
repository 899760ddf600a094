using System.Diagnostics;

namespace Gen.Benchmarks;

/// <summary>A lap timer over rivals that work in turn: whatever passes between two laps belongs to one of them.</summary>
/// <param name="rivals">How many.</param>
internal sealed class StepLaps(int rivals)
{
    private readonly List<(double[] Wall, double[] Cpu)> _rounds = [(new double[rivals], new double[rivals])];
    private long _lastWall = Stopwatch.GetTimestamp();
    private long _lastCpu = ThreadClock.Process;

    /// <summary>What passed since the last lap was this rival's.</summary>
    public void Lap(int rival)
    {
        var (wall, cpu) = (Stopwatch.GetTimestamp(), ThreadClock.Process);
        _rounds[^1].Wall[rival] += Stopwatch.GetElapsedTime(_lastWall, wall).TotalMilliseconds;
        _rounds[^1].Cpu[rival] += (cpu - _lastCpu) / 1e6;
        (_lastWall, _lastCpu) = (wall, cpu);
    }

    /// <summary>What comes belongs to another round.</summary>
    public void NextRound() => _rounds.Add((new double[rivals], new double[rivals]));

    /// <summary>Milliseconds of a rival in each round, on the clock.</summary>
    /// <param name="rival">Whose.</param>
    /// <param name="first">The first round that counts.</param>
    public double[] Wall(int rival, int first) => [.. _rounds.Skip(first).Select(r => r.Wall[rival])];

    /// <summary>Milliseconds of processor time of a rival in each round, all threads of the process together.</summary>
    /// <param name="rival">Whose.</param>
    /// <param name="first">The first round that counts.</param>
    public double[] Cpu(int rival, int first) => [.. _rounds.Skip(first).Select(r => r.Cpu[rival])];
}
