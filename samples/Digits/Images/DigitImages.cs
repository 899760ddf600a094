using Gen.Training.Data;

namespace DigitsSample.Images;

/// <summary>Pictures of digits, [n, 28, 28] from 0 to 1, with the digits that they show: to train on, and to test with.</summary>
internal sealed record DigitImages(TensorData Train, TensorData Test) : IDisposable
{
    private const double TestShare = 0.2;
    private const int Drawn = 10_000;

    /// <summary>MNIST's files in a folder, or pictures that are drawn.</summary>
    /// <param name="folder">Has <c>train-images-idx3-ubyte</c> and <c>train-labels-idx1-ubyte</c>, the two of <c>t10k</c>, or all four, with or without <c>.gz</c>; null for drawn ones.</param>
    /// <param name="seed">Decides what is drawn, and where one set is split: a fifth of each digit is to test.</param>
    /// <exception cref="BadDataException">There are no such files, or they are damaged.</exception>
    public static DigitImages Load(string? folder, int seed)
    {
        if (folder is not null && MnistFiles.Read(folder, "train") is { } train)
            return MnistFiles.Read(folder, "t10k") is { } test ? new(train, test) : Split(train, seed);
        return Split(folder is null ? DrawnDigits.Make(Drawn, seed) : MnistFiles.Read(folder, "t10k") ?? throw MnistFiles.Missing(folder), seed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Test.Dispose();
    }

    private static DigitImages Split(TensorData all, int seed)
    {
        using (all)
        {
            var (train, test) = all.StratifiedSplit(TestShare, seed);
            return new(train, test);
        }
    }
}
