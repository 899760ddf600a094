using Gen.Training.Data;

namespace DigitsSample.Images;

/// <summary>The files in which MNIST is distributed.</summary>
internal static class MnistFiles
{
    /// <summary>Reads a set of pictures; null if the folder has none of that name.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="set"><c>train</c> or <c>t10k</c>.</param>
    /// <exception cref="BadDataException">A file is damaged, or there are pictures without labels.</exception>
    public static TensorData? Read(string folder, string set) =>
        Find(folder, $"{set}-images-idx3-ubyte") is { } images
            ? IdxData.ReadLabeled(images, Find(folder, $"{set}-labels-idx1-ubyte") ?? throw new DataException($"{images} has no labels beside it: {set}-labels-idx1-ubyte"), divisor: 255)
            : null;

    /// <summary>What to say of a folder without any.</summary>
    public static DataException Missing(string folder) => new($"'{folder}' has no file train-images-idx3-ubyte or t10k-images-idx3-ubyte, with .gz or without");

    private static string? Find(string folder, string name) =>
        new[] { name, name + ".gz" }.Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists);
}
