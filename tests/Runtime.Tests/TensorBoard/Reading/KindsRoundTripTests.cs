using Gen.Runtime.Tests.Support;
using Gen.TensorBoard;
using Gen.Training.Tests.Charts.Support;

namespace Gen.Runtime.Tests.TensorBoard.Reading;

/// <summary>Each kind that the writer writes is known to the reader, at every step and not only at the first, which alone tells the
/// kind.</summary>
public class KindsRoundTripTests
{
    [Fact]
    public void EveryKind_IsReadBack()
    {
        using var folder = TempFolder.ForCaller();
        using (var writer = new SummaryWriter(folder.In("run")))
        {
            writer.Describe("weights", "of the *first* layer", "Weights");
            foreach (var step in Enumerable.Range(1, 3))
            {
                writer.AddHistogram("weights", [1.0, 2, 4], step, HistogramBuckets.EqualWidth(3));
                writer.AddImage("image", [1, 2, 3, 4, 5, 6], height: 1, width: 2, channels: 3, step);
                writer.AddImages("batch", new byte[2 * 4 * 5], 2, 4, 5, 1, step);
                writer.AddAudio("audio", [0.5f], 8_000, step);
                writer.AddText("text", ["a", $"{step}"], step);
                writer.AddPrCurve("curve", [true, false], [0.75f, 0.25f], step, thresholds: 2);
            }

            writer.AddHyperparameters([new("rate", 0.5)]);
            writer.EndSession(RunStatus.Completed);
            writer.AddLayout(new LayoutCategory("c"));
            writer.AddGraph(new GraphNode("a", "A"));
        }

        using var log = new EventLog(folder.In("run"));
        Assert.Equal([new(1, 2, 1), new(2, 3, 1), new EventBucket(3, 4, 1)], Last("weights", EventKind.Histogram).Histogram!);
        Assert.Equal(
            ("Weights", "of the *first* layer"),
            (Last("weights", EventKind.Histogram).DisplayName, Last("weights", EventKind.Histogram).Description)
        );
        Assert.Equal(
            [1, 2, 3, 4, 5, 6],
            new PngImage(Last("image", EventKind.Image).Images!.Encoded.Single().ToArray()).Pixels.ToArray()
        );
        Assert.Equal(
            (5, 4, 2),
            Last("batch", EventKind.Image).Images is { } batch ? (batch.Width, batch.Height, batch.Encoded.Count) : default
        );
        Assert.Equal("audio/wav", Last("audio", EventKind.Audio).Audio!.ContentType);
        Assert.Equal(["a", "3"], Last("text", EventKind.Text).Texts!);
        Assert.Equal([6, 2], Last("curve", EventKind.PrCurve).Tensor!.Shape);
        Assert.Equal([1, 0, 1, 0, 0, 1, 0, 1, 0.5, 0, 1, 0], Last("curve", EventKind.PrCurve).Tensor!.Values);
        Assert.All(["_hparams_/session_start_info", "_hparams_/session_end_info"], tag => Assert.False(log[tag].Single().Content.IsEmpty));
        Assert.Equal(
            [EventKind.Hyperparameters, EventKind.Layout, EventKind.Graph],
            ((string[])["_hparams_/session_start_info", "custom_scalars__config__", EventRecord.GraphTag]).Select(tag =>
                log[tag].Single().Kind
            )
        );

        EventKind[] others = [EventKind.Other, EventKind.FileVersion, EventKind.SessionStart, EventKind.Scalar, EventKind.Tensor];
        Assert.Equal(
            Enum.GetValues<EventKind>().Except(others).Order(),
            log.Tags.SelectMany(tag => log[tag]).Select(r => r.Kind).Distinct().Order()
        );

        EventRecord Last(string tag, EventKind kind)
        {
            Assert.Equal([(1, kind), (2, kind), (3, kind)], log[tag].Select(r => ((int)r.Step, r.Kind)));
            return log[tag][^1];
        }
    }
}
