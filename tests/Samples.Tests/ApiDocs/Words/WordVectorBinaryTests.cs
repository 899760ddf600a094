using System.Text;
using ApiDocsSample.Documents;
using ApiDocsSample.Words;
using Gen.Samples.Tests.Support;
using Xunit;

namespace Gen.Samples.Tests.Words;

public sealed class WordVectorBinaryTests : IDisposable
{
    private static readonly byte[] One = [0, 0, 0x80, 0x3f];
    private static readonly byte[] Two = [0, 0, 0, 0x40];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    public void TheLineFeedAfterEachVectorIsOptional(string end)
    {
        var vectors = WordVectorFile.Read(Write("vectors.bin", "2 2\n", "größe ", One, Two, end, "cat ", Two, One, end));
        Assert.Equal(["größe", "cat"], vectors.Words);
        Assert.Equal([1f, 2f], vectors["größe"]!);
        Assert.Equal([2f, 1f], vectors["cat"]!);
    }

    [Fact]
    public void WhatIsWrittenIsReadBackBitByBit()
    {
        float[] numbers =
            [1f, -0.1f, float.Epsilon, BitConverter.Int32BitsToSingle(0x20202020), BitConverter.Int32BitsToSingle(0x0a0a0a0a)];
        WordVectorFile.WriteBinary(new WordVectors(5, [("数学", numbers), ("cat", numbers)]), _folder.File("vectors.bin"));
        var vectors = WordVectorFile.Read(_folder.File("vectors.bin"));
        Assert.Equal(numbers, vectors["数学"]);
        Assert.Equal(numbers, vectors["cat"]);
    }

    [Fact]
    public void BothFormatsAreRecognisedWithoutAnExtension()
    {
        var random = new Random(1);
        var vectors = new WordVectors(50, Enumerable.Range(0, 500).Select(i => ($"größe{i}", Numbers(random))));
        WordVectorFile.WriteBinary(vectors, _folder.File("binary"));
        WordVectorFile.WriteText(vectors, _folder.File("text"));
        Assert.True(new FileInfo(_folder.File("text")).Length > 100_000);
        foreach (var name in new[] { "binary", "text" })
            Assert.Equal(vectors["größe499"], WordVectorFile.Read(_folder.File(name))["größe499"]);
    }

    [Fact]
    public void AFileCutShortAtAnyByteIsAnErrorOfOneLineThatNamesIt()
    {
        var whole = File.ReadAllBytes(Write("whole.bin", "2 2\n", "the ", One, Two, "cat ", Two, One));
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_folder.File("cut.bin"), whole[..length]);
            var problem = Assert.Throws<DataException>(() => WordVectorFile.Read(_folder.File("cut.bin")));
            Assert.StartsWith(_folder.File("cut.bin"), problem.Message);
            Assert.DoesNotContain('\n', problem.Message);
        }
    }

    [Fact]
    public void ACutVectorIsNamedWithItsWordAndBytes()
    {
        var file = Write("vectors.bin", "2 2\n", "the ", One, Two, "cat ", Two, "xyz");
        Assert.Equal(
            $"{file}: the file is cut short: the vector of 'cat', number 2 of 2, has 7 of 8 bytes",
            Assert.Throws<DataException>(() => WordVectorFile.Read(file)).Message);
    }

    [Theory]
    [InlineData("no header", "word2vec files begin with a line, and this has none")]
    [InlineData("one two\n", "word2vec files begin with the number of words and the dimension, not 'one two'")]
    [InlineData("1 2000000000\nthe ", "word2vec files begin with the number of words and the dimension, not '1 2000000000'")]
    public void AWrongHeaderIsAnError(string text, string message)
    {
        var file = Write("vectors.bin", text);
        Assert.Equal($"{file}: {message}", Assert.Throws<DataException>(() => WordVectorFile.Read(file)).Message);
    }

    [Fact]
    public void AnotherDimensionThanTheExpectedIsAnErrorWithBoth()
    {
        var file = Write("vectors.bin", "1 2\n", "the ", One, Two);
        Assert.Equal(
            $"{file}: the vectors have 2 numbers, expected 100 (embedding_size)",
            Assert.Throws<DataException>(() => WordVectorFile.Read(file, dimension: 100)).Message);
    }

    private static float[] Numbers(Random random) => [.. Enumerable.Range(0, 50).Select(_ => random.NextSingle())];

    private string Write(string name, params object[] parts)
    {
        File.WriteAllBytes(_folder.File(name), [.. parts.SelectMany(part => part as byte[] ?? Encoding.UTF8.GetBytes((string)part))]);
        return _folder.File(name);
    }
}
