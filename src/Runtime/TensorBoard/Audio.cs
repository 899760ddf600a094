using System.Buffers.Binary;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <content>Audio.</content>
public sealed partial class SummaryWriter
{
    private const int MaxAudioChannels = 1024;

    private static readonly PluginInfo s_audio =
        new("audio", DataClass.BlobSequence, new AudioPluginData { Encoding = AudioPluginData.Types.Encoding.Wav });

    /// <summary>Adds an audio clip, stored as a 16-bit WAV file.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="samples">The samples, of shape [frames, channels], from -1 to 1. Values out of range are clipped; NaN becomes
    /// silence.</param>
    /// <param name="sampleRate">The sample rate in frames per second, as in 44100.</param>
    /// <param name="step">The step.</param>
    /// <param name="channels">The number of channels: 1 for mono, 2 for stereo.</param>
    /// <param name="time">The wall time. The default is the current time.</param>
    /// <exception cref="ArgumentException">The tag is empty, or the last frame is incomplete.</exception>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddAudio(string tag, ReadOnlySpan<float> samples, int sampleRate, long step, int channels = 1, DateTimeOffset? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, MaxAudioChannels);
        if (samples.Length % channels != 0)
        {
            throw new ArgumentException(
                $"The number of samples of clip '{tag}' must be a multiple of its {channels} channels, but was {samples.Length}.",
                nameof(samples)
            );
        }

        var audio = new Summary.Types.Audio
        {
            SampleRate = sampleRate,
            NumChannels = channels,
            LengthFrames = samples.Length / channels,
            ContentType = "audio/wav",
            EncodedAudioString = UnsafeByteOperations.UnsafeWrap(WavFile.Encode(samples, sampleRate, channels)),
        };
        Add(new Summary.Types.Value { Tag = tag, Audio = audio }, s_audio, step, time);
    }
}

/// <content>Audio.</content>
public sealed partial class EventRecord
{
    /// <summary>The clips of an <see cref="EventKind.Audio"/> record; otherwise null.</summary>
    public EventAudio? Audio => Kind is EventKind.Audio ? EventAudio.Decode(Value) : null;
}

/// <summary>The audio clips of a record.</summary>
/// <param name="ContentType">The media type, usually <c>audio/wav</c>.</param>
/// <param name="Encoded">The encoded file of each clip.</param>
public sealed record EventAudio(string ContentType, IReadOnlyList<ReadOnlyMemory<byte>> Encoded)
{
    internal static EventAudio Decode(Summary.Types.Value value)
    {
        if (value.Audio is { } audio) return new EventAudio(audio.ContentType, [audio.EncodedAudioString.Memory]);

        // Other writers store a tensor of clips. Where it has two columns, the second holds labels.
        var tensor = EventTensor.Decode(value.Tensor);
        var columns = tensor.Shape is [_, 2] ? 2 : 1;
        return new EventAudio("audio/wav", [.. tensor.Strings.Where((_, i) => i % columns == 0)]);
    }
}

/// <summary>Encoder of WAV files: RIFF, linear PCM, 16 bits per sample.</summary>
internal static class WavFile
{
    private const int HeaderSize = 44;
    private const short Pcm = 1;
    private const short BytesPerSample = 2;

    public static byte[] Encode(ReadOnlySpan<float> samples, int sampleRate, int channels)
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
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderSize + (i * BytesPerSample)), ToInt16(samples[i]));
        return file;
    }

    // Symmetric around silence: -32768 is not used.
    private static short ToInt16(float sample) =>
        float.IsNaN(sample) ? (short)0 : (short)MathF.Round(Math.Clamp(sample, -1, 1) * short.MaxValue, MidpointRounding.AwayFromZero);
}
