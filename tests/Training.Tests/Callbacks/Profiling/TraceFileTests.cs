using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Callbacks.Profiling;

public sealed class TraceFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RegressionProblem _problem = new();
    private int _batches;

    public void Dispose()
    {
        _folder.Dispose();
        _problem.Dispose();
    }

    [Fact]
    public void NoRunAndNoPath_Throws()
    {
        Assert.StartsWith(
            "Profiler requires a path for its trace outside of a run, as in new Profiler(\"trace.json\")",
            Failure(new Profiler())
        );
        Assert.Equal(0, _batches);
    }

    [Fact]
    public void UnrecordedRun_WritesNoTrace()
    {
        var profiler = new Profiler { Steps = 0..2, ShowTable = false };
        Fit(profiler, Run.Detached());
        Assert.Null(profiler.TraceFile);
        Assert.NotEmpty(profiler.Epochs);
    }

    [Fact]
    public async Task RecordedRun_TraceIsAProfileOfTensorBoard()
    {
        var run = await new TestRun(_folder.Path).ExecuteAsync(r =>
        {
            Fit(new Profiler { Steps = 0..2, ShowTable = false }, r);
            Fit(new Profiler { Steps = 0..2, ShowTable = false }, r, initialEpoch: 1);
        });

        // TensorBoard looks for profiles only in folders that have an event file.
        var train = Path.Combine(run.Directory!, "train");
        var events = Assert.Single(Directory.GetFiles(train));
        Assert.EndsWith(".profile-empty", events);
        Assert.All(EventFiles.EventFile.Read(events), e => Assert.Null(e.Summary));
        var profiles = Directory.GetDirectories(Path.Combine(train, "plugins", "profile"));
        Assert.Equal(2, profiles.Length);
        Assert.All(profiles, p => Assert.NotEmpty(new ParsedTrace(Assert.Single(Directory.GetFiles(p, "*.trace.json.gz"))).Spans));
        Assert.All(profiles, p => Assert.Single(Directory.GetFiles(p, "*.xplane.pb")));
    }

    [Fact]
    public async Task RecordedRun_StepsNotReached_LeavesNoFolder()
    {
        var run = await new TestRun(_folder.Path).ExecuteAsync(r => Fit(new Profiler { ShowTable = false }, r));
        Assert.False(Directory.Exists(Path.Combine(run.Directory!, "train")));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(6, 2)]
    public void InvalidSteps_ThrowBeforeFirstBatch(int first, int end)
    {
        var profiler = new Profiler(_folder["t.json"]) { Steps = first..end };
        Assert.EndsWith($"such as 10..60 or 100.., but was {first}..{end}.", Failure(profiler));
        Assert.Equal(0, _batches);
    }

    [Fact]
    public void StepsFromEnd_Throw() =>
        Assert.Contains(
            "Profiler.Steps must be a range counted from the first step",
            Failure(new Profiler(_folder["t.json"]) { Steps = ^5.. })
        );

    [Fact]
    public void StepsNotReached_Warn()
    {
        var text = CapturedStandardError.During(() => Fit(new Profiler(_folder["t.json"]) { Steps = 10..60, ShowTable = false }));
        Assert.Equal("warning: Profiler traced none of the steps 10..60, because there were only 4. Set Steps to 0..4.", text.Trim());
        Assert.Empty(_folder.FileNames());
    }

    [Fact]
    public void PathIsFolder_ThrowsBeforeFirstBatch()
    {
        Assert.Equal($"Profiler cannot write '{_folder.Path}', because it is a folder.", Failure(new Profiler(_folder.Path)));
        Assert.Equal(0, _batches);
    }

    [Fact]
    public void FileThatCannotBeWritten_WarnsTwice()
    {
        // A folder blocks the temporary file.
        Directory.CreateDirectory(_folder["t.json.tmp"]);
        var profiler = new Profiler(_folder["t.json"]) { Steps = 0..2, ShowTable = false };
        var warnings = CapturedStandardError.During(() => Fit(profiler)).TrimEnd().Split('\n');
        Assert.Equal(2, warnings.Length);
        Assert.StartsWith($"warning: Profiler cannot write '{_folder["t.json"]}': ", warnings[0]);
        Assert.StartsWith($"warning: Profiler could not write 1 of 1 traces, the last one to '{_folder["t.json"]}': ", warnings[1]);
        Assert.Null(profiler.TraceFile);
    }

    private string Failure(Profiler profiler) => Assert.Throws<TrainingException>(() => Fit(profiler)).Message;

    private void Fit(Profiler profiler, Run? run = null, int initialEpoch = 0)
    {
        using var trainer = new Trainer(
            _problem.Model,
            _problem.Optimizer,
            _problem.Loss,
            profiler,
            new LambdaCallback { BatchBegin = _ => _batches++ }
        )
        {
            Run = run,
            DefaultCallbacks = DefaultCallbacks.None,
        };
        trainer.Fit(_problem.Source(), initialEpoch + 1, initialEpoch: initialEpoch);
    }
}
