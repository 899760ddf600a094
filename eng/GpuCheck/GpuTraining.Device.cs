using System.Diagnostics;
using Gen;
using Gen.GpuCheck;
using Gen.Training;
using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

/// <content>The checks of what happens on the device.</content>
public sealed partial class GpuTraining
{
    /// <summary>
    /// Counts steps that wait for the device: with rows there, with rows in the host's memory, and with a callback that reads the loss,
    /// which must be seen.
    /// </summary>
    [Command("waits")]
    private void CountWaits(Device device, int batchSize)
    {
        using var rows = MakeRows(4_000);
        using var there = rows.To(device);
        using var queue = new DeviceQueue(device);
        var onDevice = Probe(there, reads: false);
        var onHost = Probe(rows, reads: false);
        var reading = Probe(there, reads: true);
        var ok = onDevice.Waits == 0 && onHost.Waits == 0
            && onDevice.DeviceReads == 0 && onHost.DeviceReads == 0 && onDevice.Steps > 0 && reading.Waits == reading.Steps;
        Answer(ok, $"steps that wait for the device: {Share(onDevice)} with the data there, "
            + $"{Share(onHost)} with the data in host memory, {Share(reading)} where a callback reads the loss (which must be seen); "
            + $"the others took {onHost.LongestStep.TotalMilliseconds:F1} ms at most");

        WaitProbe Probe(TensorData data, bool reads)
        {
            var probe = new WaitProbe(queue, reads);
            using var net = BuildNet(device);
            using var optimizer = optim.Adam(net.parameters(), 0.003);
            using var loss = CrossEntropyLoss();
            using var trainer = CreateTrainer(net, optimizer, loss, probe);
            trainer.Fit(data.Batches(batchSize, shuffle: true), 3);
            return probe;
        }

        static string Share(WaitProbe probe) => $"{probe.Waits} of {probe.Steps}";
    }

    /// <summary>
    /// Looks where the metrics' state is, brings it to the processor in one transfer, and computes while the device is busy: nothing else
    /// may be read from it.
    /// </summary>
    [Command("metrics")]
    private void ReadMetrics(Device device)
    {
        using var scope = NewDisposeScope();
        using var rows = MakeRows(1_000);
        using var data = rows.To(device);
        using var metrics = CreateMetricSet();
        using var net = BuildNet(device);
        using var queue = new DeviceQueue(device);
        using (no_grad())
            metrics.Update(data.Labels!, net.call(data.Features));

        var expected = metrics.Compute();
        var tensors = new List<StateTensor>();
        metrics.CollectTensors(tensors);
        var elsewhere = tensors.Count(t => !DeviceTransfer.IsOn(t.Value!, device));
        var single = tensors.Count(t => t.IsLarge);
        HostTransfer.CopyToHost(tensors);
        queue.Fill();
        var watch = Stopwatch.StartNew();
        var values = metrics.Compute();
        var computed = watch.Elapsed;
        queue.Drain();
        var waited = computed > watch.Elapsed / 2;
        tensors.ForEach(t => t.HostCopy = null);
        var same = values.Zip(expected).All(v => v.First.Numbers.Span.SequenceEqual(v.Second.Numbers.Span));
        Answer(tensors.Count > 0 && elsewhere == 0 && single == 0 && !waited && same,
            $"metrics: {tensors.Count - elsewhere} of {tensors.Count} state tensors are on {device}; after one transfer, "
            + $"which all of them share, Compute {(waited ? "waits for the device" : "reads nothing from it")}"
            + (same ? "" : " and gives other values"));
    }

    private static void Answer(bool ok, string text) => Console.WriteLine($"{(ok ? "ok" : "FAILED")}: {text}");
}
