using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Torch;

public sealed class TrialThreadsTests : IDisposable
{
    private readonly int _before = get_num_threads();
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Sweep_TrialThreads_AreThoseOfItsRunsAlone()
    {
        set_num_threads(3);
        var options = new SweepOptions { TrialThreads = 2, Runs = Runs() };
        var sweep = await ThreadCount.SweepAsync(new ThreadCount.Space(), options);
        Assert.Equal([2.0, 2.0], sweep.Trials.Select(t => t.Value));
        Assert.Equal(3, (await ThreadCount.RunAsync(new ThreadCount(), Runs())).Result);
    }

    public void Dispose()
    {
        set_num_threads(_before);
        _folder.Dispose();
    }

    private RunOptions Runs() =>
        new() { RunsDirectory = _folder.Path, Progress = false, LogLevel = Microsoft.Extensions.Logging.LogLevel.Error };
}

/// <summary>Returns the number of torch's threads.</summary>
[Experiment("thread-count")]
internal sealed partial record ThreadCount
{
    public int Number { get; init; }

    [SearchSpace]
    internal sealed class Space
    {
        public Choice<int> Number => new(1, 2);
    }

    [Main]
    private static int Count() => get_num_threads();
}
