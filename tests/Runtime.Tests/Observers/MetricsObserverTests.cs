using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Observers;

public class MetricsObserverTests
{
    [Fact]
    public async Task Scalars_AreGaugesWithTags()
    {
        using var folder = TempFolder.ForCaller();
        using var observer = new MetricsObserver("Gen.Tests");
        var measured = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Gen.Tests")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            measured.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}"));
        listener.Start();
        await Some.Completed(
            folder,
            run =>
            {
                run.LogScalar("loss", 2);
                run.LogScalar("loss", 1);
                run.LogScalar("größe \"x\"/y", 3);
            },
            options => options.Observers.Add(observer));
        Assert.Equal(
            ["gen.loss 2 experiment=test run=1", "gen.loss 1 experiment=test run=1", "gen.gr__e__x_/y 3 experiment=test run=1"],
            measured);
    }

    [Fact]
    public void LongName_IsCutToTheLengthOfInstruments()
    {
        using var observer = new MetricsObserver("Gen.Tests.Long");
        var names = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (i, _) => names.Add(i.Name) };
        listener.Start();
        observer.OnEvent(new RunEvent
        {
            Kind = RunEventKind.Flush,
            Run = Run.Detached(1),
            Scalars = [new ScalarPoint(new string('x', 400), 0, 1, DateTime.UtcNow)],
        });
        Assert.Contains(names, n => n.Length == 255);
    }
}
