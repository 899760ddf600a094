using Gen.Runtime.Tests.Support;
using Gen.Runtime.Tests.TensorBoard.Support;

namespace Gen.Runtime.Tests.TensorBoard;

public class AudioTests
{
    [Fact]
    public void AddAudio_Stereo_KeepsFrames()
    {
        using var folder = TempFolder.ForCaller();
        var value = Written.Values(folder, w => w.AddAudio("beep", [0, 0.5f, -0.5f, 1, -1, 0.25f], 8_000, step: 4, channels: 2)).Single();
        Assert.Equal((8_000, 2, 3), (value.Audio.SampleRate, value.Audio.NumChannels, value.Audio.LengthFrames));
        var clip = new WavClip(value.Audio.EncodedAudioString.ToByteArray());
        Assert.Equal((8_000, 2), (clip.SampleRate, clip.Channels));
        Assert.Equal([0, 16384, -16384, 32767, -32767, 8192], clip.Samples);
    }

    [Fact]
    public void AddAudio_OutOfRangeIsClippedAndNaNIsSilence()
    {
        using var folder = TempFolder.ForCaller();
        var value = Written
            .Values(folder, w => w.AddAudio("x", [2, -2, float.NaN, float.PositiveInfinity, float.NegativeInfinity], 44_100, 0))
            .Single();
        Assert.Equal([32767, -32767, 0, 32767, -32767], new WavClip(value.Audio.EncodedAudioString.ToByteArray()).Samples);
    }

    [Fact]
    public void AddAudio_NoSamples_IsEmptyClip()
    {
        using var folder = TempFolder.ForCaller();
        var value = Written.Values(folder, w => w.AddAudio("x", [], 44_100, 0)).Single();
        Assert.Empty(new WavClip(value.Audio.EncodedAudioString.ToByteArray()).Samples);
    }

    [Fact]
    public void AddAudio_IncompleteFrame_Throws()
    {
        using var folder = TempFolder.ForCaller();
        Written.By(
            folder,
            w =>
                Assert.Contains(
                    "clip 'x' must be a multiple of its 2 channels, but was 3.",
                    Assert.Throws<ArgumentException>(() => w.AddAudio("x", [1, 2, 3], 44_100, 0, channels: 2)).Message
                )
        );
    }

    [Fact]
    public void AddAudio_Described_HasWavEncoding()
    {
        using var folder = TempFolder.ForCaller();
        var value = Written.Values(folder, w =>
        {
            w.Describe("x", "a beep");
            w.AddAudio("x", [1], 44_100, 0);
        }).Single();
        var content = Gen.EventFiles.Protos.AudioPluginData.Parser.ParseFrom(value.Metadata.PluginData.Content);
        Assert.Equal(Gen.EventFiles.Protos.AudioPluginData.Types.Encoding.Wav, content.Encoding);
    }
}
