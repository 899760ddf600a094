using System.Text.Json;
using Xunit;

namespace Gen.Training.Tests.Optimization;

/// <summary>Compares schedules with PyTorch's schedulers (Reference/make_schedules.py).</summary>
public class SchedulesTests
{
    private const double Rate = 0.1;

    private static readonly Dictionary<string, double[]> s_torch = Read();

    private static readonly Dictionary<string, Schedule> s_schedules = new()
    {
        ["step"] = Schedules.Step(7, 0.3),
        ["multi_step"] = Schedules.MultiStep([3, 3, 20], 0.5),
        ["exponential"] = Schedules.Exponential(0.9),
        ["cosine"] = Schedules.Cosine(39, 0.01),
        ["cosine_warm_restarts"] = Schedules.CosineWarmRestarts(6, 1, 0.001),
        ["cosine_longer_restarts"] = Schedules.CosineWarmRestarts(5, 2),
        ["linear"] = Schedules.Linear(10, 0.25, 0.75),
        ["polynomial"] = Schedules.Polynomial(25, 2.5),
        ["one_cycle"] = Schedules.OneCycle(40),
        ["one_cycle_linear"] = Schedules.OneCycle(40, 0.5, 10, 100, AnnealMode.Linear),
        ["cyclic"] = Schedules.Cyclic(4, 6, 0.02),
        ["cyclic_halved"] = Schedules.Cyclic(5, 5, 0.02, CycleMode.Triangular2),
        ["cyclic_falling"] = Schedules.Cyclic(5, 3, 0.02, CycleMode.ExpRange, 0.95),
    };

    public static TheoryData<string> Names => [.. s_torch.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ClosedForm_EqualsTorchsScheduler(string name)
    {
        var expected = s_torch[name];
        Assert.Equal(40, expected.Length);
        for (var t = 0; t < expected.Length; t++)
            Assert.True(
                Math.Abs(expected[t] - s_schedules[name](t, Rate)) <= 1e-9,
                $"{name} at {t}: {s_schedules[name](t, Rate)}, torch has {expected[t]}"
            );
    }

    [Fact]
    public void Schedule_AfterItsEnd_IsConstant()
    {
        Assert.Equal(0.01, Schedules.Cosine(10, 0.01)(1000, Rate), 12);
        Assert.Equal(0.01, Schedules.Polynomial(10, 2, 0.01)(1000, Rate), 12);
        Assert.Equal(Rate / 25 / 1e4, Schedules.OneCycle(10)(1000, Rate), 12);
        Assert.Equal(0, Schedules.Linear(10)(10, Rate));
    }

    [Fact]
    public void Warmup_RisesLinearlyToScheduleStart()
    {
        var schedule = Schedules.Warmup(3, Schedules.Linear(10, 0.8, 0));
        Assert.Equal([0.02, 0.04, 0.06, 0.08, 0.072], Enumerable.Range(0, 5).Select(t => Math.Round(schedule(t, Rate), 12)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Schedule_ShortestCycle_IsFinite(int length)
    {
        for (var t = 0; t < 5; t++)
            Assert.InRange(Schedules.OneCycle(length)(t, Rate), Rate / 25 / 1e4, Rate);
        Assert.Equal(length == 1 ? Rate : Rate / 25 / 1e4, Schedules.OneCycle(length)(length - 1, Rate));
    }

    private static Dictionary<string, double[]> Read()
    {
        using var stream = typeof(SchedulesTests).Assembly.GetManifestResourceStream("schedules.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, double[]>>(stream)!;
    }
}
