using System.Text.RegularExpressions;
using Xunit;

namespace Gen.Training.Tests.ArticleRows;

/// <summary>
/// A test for each thing that five articles about Sacred, Keras metrics, callbacks, TensorBoard and hyperparameters do, by the number of
/// the article and the letter of the row. Mistakes that the build reports are in Analyzers.Tests.
/// </summary>
public sealed partial class ArticleRowTests : IDisposable
{
    private const string Rows =
        "0a 0b 0c 0d 0e 0f 0g 0h 0i 0iTrap 0j 0k 0l 0m 0n 0o 0p 0q 0r 0s 0t "
        + "1a 1b 1c 1d 1e 1f 1g 1h 1i 1j 1k 1l 1m 1n 1o 2a 2b 2c 2d 2e 2f 3a 3b 3c 3d 3e 3f 3g 3h 3i 3j "
        + "4a 4b 4c 4d 4e 4f 4g 4h 4i 4j 4k 4l";

    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _houses.Dispose();
        _validation.Dispose();
    }

    [Fact]
    public void EveryRow_HasATest()
    {
        var tested = typeof(ArticleRowTests).GetMethods().Select(m => RowName().Match(m.Name)).Where(m => m.Success);
        Assert.Equal(Rows.Split(' '), tested.Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^Row([0-9][a-z](?:Trap)?)_")]
    private static partial Regex RowName();
}
