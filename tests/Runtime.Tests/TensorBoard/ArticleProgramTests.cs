using Gen.EventFiles.Protos;
using Gen.Runtime.Tests.Support;
using Gen.Runtime.Tests.TensorBoard.Support;
using Gen.TensorBoard;
using Gen.Training.Tests.Charts.Support;

namespace Gen.Runtime.Tests.TensorBoard;

/// <summary>The program with which tf.summary is introduced: five kinds of summaries at each of 1,000 steps.</summary>
public class ArticleProgramTests
{
    private const int Steps = 1_000;
    private static readonly string[] Tags = ["my_scalar", "my_hist", "my_images", "my_text", "my_audio"];

    [Fact]
    public void EveryValueOfEveryStep_IsReadBack()
    {
        using var folder = TempFolder.ForCaller();
        var events = Written.By(folder, writer =>
        {
            foreach (var step in Enumerable.Range(1, Steps))
            {
                writer.AddScalar(Tags[0], Math.Sin(step / 10.0), step);
                writer.AddHistogram(Tags[1], Data(step), step, HistogramBuckets.EqualWidth(50));
                writer.AddImages(Tags[2], Images(step), 2, 32, 32, 3, step);
                writer.AddText(Tags[3], Texts(step), step);
                writer.AddAudio(Tags[4], Audio(step), 48_000, step);
            }
        });

        Assert.Equal(Steps * Tags.Length, events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            var (step, value) = ((i / Tags.Length) + 1, events[i].Summary.Value.Single());
            Assert.Equal((step, Tags[i % Tags.Length]), (events[i].Step, value.Tag));
            Check(step, value);
        }
    }

    private static void Check(int step, Summary.Types.Value value)
    {
        switch (Array.IndexOf(Tags, value.Tag))
        {
            case 0:
                Assert.Equal((float)Math.Sin(step / 10.0), value.SimpleValue);
                break;
            case 1:
                var data = Data(step);
                Assert.Equal((50, 50), (value.Histo.Bucket.Count, value.Histo.BucketLimit.Count));
                Assert.Equal((data.Min(), data.Max(), 100.0), (value.Histo.Min, value.Histo.Max, value.Histo.Num));
                Assert.Equal(
                    PlainHistogram.Count([value.Histo.Min, .. value.Histo.BucketLimit], data)[1..^1].Select(c => (double)c),
                    value.Histo.Bucket
                );
                Assert.Equal(
                    (data.Sum(), data.Sum(d => d * d)),
                    (value.Histo.Sum, value.Histo.SumSquares),
                    (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-9
                );
                break;
            case 2:
                Assert.Equal([4], value.Tensor.Sizes());
                Assert.Equal(["32", "32"], value.Tensor.Texts()[..2]);
                byte[] pixels = [.. value.Tensor.StringVal.Skip(2).SelectMany(png => new PngImage(png.ToByteArray()).Pixels.ToArray())];
                AssertNearest(255, Images(step), pixels);
                break;
            case 3:
                Assert.Equal(Texts(step), value.Tensor.Texts());
                Assert.Equal([2], value.Tensor.Sizes());
                break;
            default:
                var clip = new WavClip(value.Audio.EncodedAudioString.ToByteArray());
                Assert.Equal(
                    (48_000, 1, 12_000, "audio/wav"),
                    (value.Audio.SampleRate, value.Audio.NumChannels, value.Audio.LengthFrames, value.Audio.ContentType)
                );
                Assert.Equal((48_000, 1), (clip.SampleRate, clip.Channels));
                AssertNearest(32767, Audio(step), clip.Samples);
                break;
        }
    }

    // Each number is the nearest level, give or take the rounding of single precision.
    private static void AssertNearest<T>(double levels, float[] expected, T[] actual)
        where T : System.Numerics.INumber<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual, (e, a) => Math.Abs((e * levels) - double.CreateChecked(a))).Max(), 0, 0.501);
    }

    private static double[] Data(int step)
    {
        var random = new Random(step);
        return
        [
            .. Enumerable.Range(0, 100).Select(_ => (random.NextDouble() + random.NextDouble() + random.NextDouble() + 2) * step / 100),
        ];
    }

    private static float[] Images(int step)
    {
        var random = new Random(-step);
        return [.. Enumerable.Range(0, 2 * 32 * 32 * 3).Select(_ => random.NextSingle())];
    }

    private static string[] Texts(int step) => [$"The step is {step}", $"Its square is {step * step}"];

    private static float[] Audio(int step) =>
        [.. Enumerable.Range(0, 12_000).Select(i => (float)Math.Sin(i / 48_000.0 * 2 * Math.PI * step))];
}
