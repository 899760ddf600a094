using System.Buffers.Text;
using Gen.TensorBoard.Protos;

namespace Gen.TensorBoard;

/// <summary>Pictures and sounds in either of their two forms.</summary>
internal static class MediaReader
{
    public static EventImages Images(Summary.Types.Value value)
    {
        if (value.Image is { } image)
            return new EventImages(image.Width, image.Height, [image.EncodedImageString.Memory]);
        // Width and height in digits, then the pictures.
        var strings = TensorReader.Read(value.Tensor).Strings;
        return strings.Count < 2
            ? new EventImages(0, 0, [])
            : new EventImages(Number(strings[0].Span), Number(strings[1].Span), [.. strings.Skip(2)]);
    }

    public static EventAudio Audio(Summary.Types.Value value)
    {
        if (value.Audio is { } audio)
            return new EventAudio(audio.ContentType, [audio.EncodedAudioString.Memory]);
        // Of two columns, the second is a label.
        var tensor = TensorReader.Read(value.Tensor);
        var columns = tensor.Shape is [_, 2] ? 2 : 1;
        return new EventAudio("audio/wav", [.. tensor.Strings.Where((_, i) => i % columns == 0)]);
    }

    private static int Number(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out int number, out _) ? number : 0;
}
