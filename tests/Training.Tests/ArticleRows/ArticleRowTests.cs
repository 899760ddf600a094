using System.Text.RegularExpressions;
using Xunit;

namespace Gen.Training.Tests.ArticleRows;

/// <summary>
/// A test for each thing that five articles about Sacred, Keras metrics, callbacks, TensorBoard and hyperparameters do, by the number of
/// the article and the letter of the row. Mistakes that the build reports are in Analyzers.Tests.
/// </summary>
public sealed partial class ArticleRowTests : IDisposable
{
    private static readonly string[] s_rows = ["0f", "0m", "0p", "1l", "2a", "3d", "3e", "4f", "4h"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryRow_HasATest()
    {
        var tested = typeof(ArticleRowTests).GetMethods().Select(m => RowName().Match(m.Name)).Where(m => m.Success);
        Assert.Equal(s_rows, tested.Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^Row([0-9][a-z])(Trap)?_")]
    private static partial Regex RowName();
}
