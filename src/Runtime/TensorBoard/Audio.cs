using System.Buffers.Binary;
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

/// <summary>Packs samples as a WAV file: RIFF, linear PCM, 16 bits.</summary>
internal static class WavFile
{
    private const int HeaderSize = 44;
    private const short Pcm = 1;
    private const short BytesPerSample = 2;

    /// <summary>The file's bytes.</summary>
    /// <param name="samples">-1 to 1; the channels of a frame side by side. What is beyond is clipped, NaN is silence.</param>
    /// <param name="sampleRate">Frames a second.</param>
    /// <param name="channels">Samples of a frame.</param>
    public static byte[] Pack(ReadOnlySpan<float> samples, int sampleRate, int channels)
    {
        var size = checked(samples.Length * BytesPerSample);
        var file = new byte[checked(HeaderSize + size)];
        var frame = (short)(channels * BytesPerSample);
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), Pcm);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), checked(sampleRate * frame));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), frame);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 8 * BytesPerSample);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), size);
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderSize + (i * BytesPerSample)), Level(samples[i]));
        return file;
    }

    // The same distance from silence up and down: -32768 is not used.
    private static short Level(float sample) =>
        float.IsNaN(sample) ? (short)0 : (short)MathF.Round(Math.Clamp(sample, -1, 1) * short.MaxValue, MidpointRounding.AwayFromZero);
}
