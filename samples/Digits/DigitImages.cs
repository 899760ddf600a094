using Gen;
using Gen.Training.Data;

namespace DigitsSample;

/// <summary>Data that cannot be used. The message is one line that says why.</summary>
internal sealed class DataException(string message) : UserErrorException(message);

/// <summary>Images of digits, [n, 28, 28] from 0 to 1, with the digits as labels, [n].</summary>
internal sealed record DigitImages(TensorData Train, TensorData Test) : IDisposable
{
    private const double TestShare = 0.2;
    private const int Drawn = 10_000;

    // The images do not depend on a run's seed: runs are compared on one test set.
    private const int Seed = 1;

    /// <summary>Loads MNIST's files, or draws images. Of a single set, a fifth of each digit is for the test.</summary>
    /// <param name="folder">
    /// Folder with <c>train-images-idx3-ubyte</c> and <c>train-labels-idx1-ubyte</c>, the two of <c>t10k</c>, or all four, with or without
    /// <c>.gz</c>; null to draw images.
    /// </param>
    /// <exception cref="UserErrorException">There are no such files, or they are damaged.</exception>
    public static DigitImages Load(string? folder)
    {
        if (folder is null)
            return Split(DrawnDigits.Make(Drawn, Seed));
        return (Read(folder, "train"), Read(folder, "t10k")) switch
        {
            ({ } train, { } test) => new(train, test),
            ({ } train, null) => Split(train),
            (null, { } test) => Split(test),
            _ => throw new DataException($"'{folder}' has no file train-images-idx3-ubyte or t10k-images-idx3-ubyte, with .gz or without"),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Test.Dispose();
    }

    private static DigitImages Split(TensorData all)
    {
        using (all)
        {
            var (train, test) = all.StratifiedSplit(TestShare, Seed);
            return new(train, test);
        }
    }

    // A set of images, train or t10k; null if the folder has none of that name.
    private static TensorData? Read(string folder, string set)
    {
        if (Find(folder, $"{set}-images-idx3-ubyte") is not { } images)
            return null;
        var labels = Find(folder, $"{set}-labels-idx1-ubyte")
            ?? throw new DataException($"{images} has no labels beside it: {set}-labels-idx1-ubyte");
        return IdxData.ReadLabeled(images, labels, divisor: 255);
    }

    private static string? Find(string folder, string name) =>
        new[] { name, name + ".gz" }.Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists);
}
