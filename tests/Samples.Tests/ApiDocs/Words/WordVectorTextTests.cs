using ApiDocsSample.Documents;
using ApiDocsSample.Words;
using Gen.Samples.Tests.Support;
using Xunit;

namespace Gen.Samples.Tests.Words;

public sealed class WordVectorTextTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2 3\nthe 1 -2.5 3e-2\ngröße 0 0.5 1\n")]
    [InlineData("2 3\r\nthe 1 -2.5 3e-2\r\ngröße 0 0.5 1\r\n")]
    [InlineData("\uFEFF2 3 \nthe 1 -2.5 3e-2 \ngröße  0  0.5\t1  \n\n\n")]
    [InlineData("2 3\nthe 1 -2.5 3e-2\ngröße 0 0.5 1")]
    public void TextIsReadWithAnySystemsLineEndsAndWhiteSpaceAtTheEnd(string text)
    {
        var vectors = WordVectorFile.Read(_folder.Write("vectors.vec", text));
        Assert.Equal(3, vectors.Dimension);
        Assert.Equal(["the", "größe"], vectors.Words);
        Assert.Equal([1f, -2.5f, 0.03f], vectors["the"]!);
        Assert.Equal([0f, 0.5f, 1f], vectors["größe"]!);
        Assert.Null(vectors["cat"]);
    }

    [Fact]
    public void WhatIsWrittenIsReadBackBitByBit()
    {
        var random = new Random(1);
        float[] numbers =
            [.. Enumerable.Range(0, 1_000).Select(_ => random.NextSingle() - 0.5f), float.Epsilon, float.MaxValue, 1e-20f];
        WordVectorFile.WriteText(new WordVectors(numbers.Length, [("数学", numbers)]), _folder.File("vectors.txt"));
        Assert.Equal(numbers, WordVectorFile.Read(_folder.File("vectors.txt"))["数学"]);
    }

    [Fact]
    public void OfAWordThatComesTwiceTheFirstVectorIsKept()
    {
        var vectors = WordVectorFile.Read(_folder.Write("vectors.txt", "2 1\na 1\na 2\n"));
        Assert.Equal([1f], vectors["a"]!);
        Assert.Equal(["a"], vectors.Words);
    }

    [Fact]
    public void OnlyTheWordsAskedForAreKept() => Assert.Equal(
        ["b"], WordVectorFile.Read(_folder.Write("vectors.txt", "3 1\na 1\nb 2\nc 3\n"), keep: word => word == "b").Words);

    [Theory]
    [InlineData("", " ends before line 1: the file is empty")]
    [InlineData("the 1 2 3\n", ", line 1: word2vec files begin with the number of words and the dimension, not 'the 1 2 3'")]
    [InlineData("2 0\n", ", line 1: word2vec files begin with the number of words and the dimension, not '2 0'")]
    [InlineData("-1 3\n", ", line 1: word2vec files begin with the number of words and the dimension, not '-1 3'")]
    [InlineData("2 3\nthe 1 2 3\n", " ends before line 3: 1 of 2 vectors are there")]
    [InlineData("1 3\nthe 1 2\n", ", line 2: the vector of 'the' has 2 numbers, expected 3")]
    [InlineData("1 3\nthe 1 2 3 4\n", ", line 2: the vector of 'the' has 4 numbers, expected 3")]
    [InlineData("1 3\nthe 1 2 x\n", ", line 2: 'x' in the vector of 'the' is not a number")]
    [InlineData("1 3\nthe\n", ", line 2: expected a word and 3 numbers, found 'the'")]
    [InlineData("1 1\nthe 1\ncat 2\n", ", line 3: there are more vectors than the 1 that line 1 names")]
    public void AMalformedFileIsNamedWithTheLine(string text, string message)
    {
        var file = _folder.Write("vectors.txt", text);
        Assert.Equal(file + message, Assert.Throws<DataException>(() => WordVectorFile.Read(file)).Message);
    }

    [Fact]
    public void AnotherDimensionThanTheExpectedIsAnErrorWithBoth()
    {
        var file = _folder.Write("vectors.txt", "1 3\nthe 1 2 3\n");
        Assert.Equal(
            $"{file}, line 1: the vectors have 3 numbers, expected 100 (embedding_size)",
            Assert.Throws<DataException>(() => WordVectorFile.Read(file, dimension: 100)).Message);
    }

    [Fact]
    public void AMissingFileIsNamed() => Assert.StartsWith(
        "vectors=no-such.bin cannot be read: ", Assert.Throws<DataException>(() => WordVectorFile.Read("no-such.bin")).Message);
}
