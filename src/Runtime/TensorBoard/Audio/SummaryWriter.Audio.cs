using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <content>Audio.</content>
public sealed partial class SummaryWriter
{
    private const int MostChannels = 1024;

    private static readonly PluginInfo s_audio = new("audio", DataClass.BlobSequence, new AudioPluginData { Encoding = AudioPluginData.Types.Encoding.Wav });

    /// <summary>Adds a clip, stored as a WAV file of 16 bits a sample.</summary>
    /// <param name="tag">The clip's name.</param>
    /// <param name="samples">[frames, channels], -1 to 1; the channels of a frame lie side by side. What is beyond is clipped, NaN is silence.</param>
    /// <param name="sampleRate">Frames a second, as in 44100.</param>
    /// <param name="step">Its place in time.</param>
    /// <param name="channels">1 for mono, 2 for stereo.</param>
    /// <param name="time">When it was; now, if not given.</param>
    /// <exception cref="ArgumentException">The tag is empty, or the samples are not a whole number of frames.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddAudio(string tag, ReadOnlySpan<float> samples, int sampleRate, long step, int channels = 1, DateTimeOffset? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, MostChannels);
        if (samples.Length % channels != 0)
            throw new ArgumentException($"The clip '{tag}' has {samples.Length} samples, which is not a whole number of frames of {channels} channels.", nameof(samples));
        var audio = new Summary.Types.Audio
        {
            SampleRate = sampleRate,
            NumChannels = channels,
            LengthFrames = samples.Length / channels,
            ContentType = "audio/wav",
            EncodedAudioString = UnsafeByteOperations.UnsafeWrap(WavFile.Pack(samples, sampleRate, channels)),
        };
        Add(new Summary.Types.Value { Tag = tag, Audio = audio }, s_audio, step, time);
    }
}
