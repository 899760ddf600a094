namespace Gen.TensorBoard;

/// <summary>A bucket of a histogram.</summary>
/// <param name="Left">The least value it takes.</param>
/// <param name="Right">The first value it takes no more; of the last bucket, the greatest it takes.</param>
/// <param name="Count">How many values it took.</param>
public readonly record struct EventBucket(double Left, double Right, double Count);

/// <summary>The pictures of a record.</summary>
/// <param name="Width">Of each picture, in pixels.</param>
/// <param name="Height">Of each picture, in pixels.</param>
/// <param name="Encoded">Each picture's file: PNG from most writers, but JPEG, GIF and BMP occur.</param>
public sealed record EventImages(int Width, int Height, IReadOnlyList<ReadOnlyMemory<byte>> Encoded);

/// <summary>The sounds of a record.</summary>
/// <param name="ContentType"><c>audio/wav</c>, as a rule.</param>
/// <param name="Encoded">Each sound's file.</param>
public sealed record EventAudio(string ContentType, IReadOnlyList<ReadOnlyMemory<byte>> Encoded);

/// <summary>An array of numbers or of strings.</summary>
/// <param name="Shape">The length of each axis; empty for a single value.</param>
/// <param name="Values">The numbers, the last axis running fastest; none if the array is of strings.</param>
/// <param name="Strings">The strings, as bytes; none if the array is of numbers.</param>
public sealed record EventTensor(IReadOnlyList<long> Shape, IReadOnlyList<double> Values, IReadOnlyList<ReadOnlyMemory<byte>> Strings);
