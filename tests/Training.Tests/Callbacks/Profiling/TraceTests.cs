using System.Text.Json;
using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Callbacks.Profiling;

public sealed class TraceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RegressionProblem _problem = new();

    private string File => _folder["traces/trace.json"];

    public void Dispose()
    {
        _folder.Dispose();
        _problem.Dispose();
    }

    [Fact]
    public void Steps_AreTracedAndNoOthers()
    {
        var profiler = New(2..5);
        var trace = Fit(profiler);
        Assert.Equal(File, profiler.TraceFile);
        Assert.Equal([2L, 3L, 4L], trace.Spans.Where(s => s.Name == "step" && s.Category == "training").Select(s => s.Number));
        Assert.Equal(3, trace.Spans.Count(s => s.Name == "backward"));
        Assert.Equal(["trace.json"], Directory.GetFiles(Path.GetDirectoryName(File)!).Select(Path.GetFileName));
    }

    [Fact]
    public void Events_AreValidAndOrdered()
    {
        var trace = Fit(New(2..5));
        Assert.All(trace.Events, e =>
        {
            Assert.Contains(ParsedTrace.Text(e, "ph"), (string[])["X", "M", "C"]);
            Assert.Equal(Environment.ProcessId, e.GetProperty("pid").GetInt32());
            Assert.Equal(JsonValueKind.Number, e.GetProperty("tid").ValueKind);
        });
        var starts = trace.Spans.Select(s => s.Start).ToList();
        Assert.Equal(starts.Order(), starts);
        Assert.All(trace.Spans, s => Assert.True(s.Start >= 0 && s.Duration >= 0));
        Assert.Equal(
            ["training"],
            trace
                .Events.Where(e => ParsedTrace.Text(e, "name") == "thread_name")
                .Select(e => ParsedTrace.Text(e.GetProperty("args"), "name"))
        );
        Assert.Equal(3, trace.Events.Count(e => ParsedTrace.Text(e, "ph") == "C" && ParsedTrace.Text(e, "name") == "live tensors"));
    }

    [Fact]
    public void Phases_FillTheirStep()
    {
        var trace = Fit(New(2..3));
        var step = trace.Spans.Single(s => s.Name == "step" && s.Category == "training");
        var phases = trace.Spans.Where(s => s.Category == "phase" && s.Number == 2).ToList();
        Assert.All(phases, p => Assert.True(step.Contains(p), $"{p} in {step}"));
        Assert.Equal(
            ["data_wait", "transfer", "hooks", "forward", "optimizer", "backward", "optimizer", "metrics", "hooks", "other"],
            phases.Select(p => p.Name).Where((n, i) => i == 0 || n != phases[i - 1].Name)
        );
        Assert.All(phases.Zip(phases.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));

        // The gaps are the profiler's own reading of the memory usage: each reading of this clock takes 1 ms.
        var gaps = phases.Zip(phases.Skip(1)).Sum(pair => pair.Second.Start - pair.First.End);
        Assert.Equal(step.Duration, phases.Sum(p => p.Duration) + gaps, 6);
        Assert.True(gaps <= 2000, $"{gaps}");
    }

    [Fact]
    public void Layers_NestInModelAndForward()
    {
        var trace = Fit(New(2..3));
        var forward = trace.Spans.Single(s => s.Name == "forward" && s.Number == 2);
        var layers = trace.Spans.Where(s => s.Category == "layer" && s.Number == 2).ToList();
        Assert.Equal(
            [_problem.Model.GetName(), "first (Linear)", "relu (ReLU)", "drop (Dropout)", "last (Linear)"],
            layers.Select(l => l.Name)
        );
        Assert.True(forward.Contains(layers[0]));
        Assert.All(layers.Skip(1), l => Assert.True(layers[0].Contains(l)));
        Assert.DoesNotContain(
            Fit(
                new Profiler(File)
                {
                    Steps = 2..3,
                    Layers = false,
                    ShowTable = false,
                }
            ).Spans,
            s => s.Category == "layer"
        );
    }

    [Fact]
    public void Validation_IsInTrace()
    {
        var trace = Fit(New(3..5), validate: true);
        var validation = trace.Spans.Single(s => s.Name == "validation");
        var batches = trace.Spans.Where(s => s.Name == "step" && s.Category == "validation").ToList();
        Assert.Equal([0L, 1L, 2L, 3L], batches.Select(b => b.Number));
        Assert.All(batches, b => Assert.True(validation.Contains(b)));
        Assert.All(batches, b => Assert.Single(trace.Spans, s => s.Name == "forward" && b.Contains(s)));
    }

    [Fact]
    public void PrefetchThreads_HaveTheirOwnLanes()
    {
        var trace = Fit(New(0..8), prefetch: true);
        Assert.Contains(
            "batches ahead",
            trace
                .Events.Where(e => ParsedTrace.Text(e, "name") == "thread_name")
                .Select(e => ParsedTrace.Text(e.GetProperty("args"), "name"))
        );
        var made = trace.Spans.Where(s => s.Name == "make batch").ToList();
        Assert.InRange(made.Count, 1, 8);
        Assert.All(made, m => Assert.Equal(1, m.Lane));
    }

    [Fact]
    public void MaxSpans_EndsTrace()
    {
        var text = CapturedStandardError.During(() =>
            Assert.Equal(
                10,
                Fit(
                    new Profiler(File)
                    {
                        Steps = 0..,
                        MaxSpans = 10,
                        ShowTable = false,
                    }
                ).Spans.Count
            )
        );
        Assert.Equal("warning: Profiler's trace ends after 10 spans. Trace fewer steps or increase MaxSpans.", text.Trim());
    }

    [Fact]
    public void Trace_IsWrittenAfterLastStep()
    {
        var seen = new List<bool>();
        Fit(New(1..3), others: new LambdaCallback { BatchEnd = _ => seen.Add(System.IO.File.Exists(File)) });
        Assert.Equal([false, false, false, true], seen.Take(4));
    }

    [Fact]
    public void FailedTraining_WritesTraceAndRemovesHooks()
    {
        var profiler = New(0..100);
        Assert.Throws<TrainingException>(() => Fit(profiler, others: new LambdaCallback { BatchEnd = c => Throw(c.Step == 3) }));
        var trace = new ParsedTrace(File);
        Assert.Equal(3, trace.Spans.Count(s => s.Name == "step"));
        Assert.Equal(4, trace.Spans.Count(s => s.Name == "forward"));
        Assert.Null(TraceRecorder.Current);

        static void Throw(bool now)
        {
            if (now)
                throw new InvalidOperationException("too bad");
        }
    }

    private Profiler New(Range steps) => new(File) { Steps = steps, ShowTable = false, Time = new ManualTime(autoAdvance: 1) };

    private ParsedTrace Fit(Profiler profiler, bool validate = false, bool prefetch = false, params Callback[] others)
    {
        using var trainer = _problem.Trainer([profiler, .. others]);
        trainer.Fit(prefetch ? _problem.Source().Prefetch() : _problem.Source(), 2, validate ? _problem.Source() : null);
        return new ParsedTrace(File);
    }
}
