using ApiDocsSample.Words;
using Xunit;

namespace Gen.Samples.Tests.Words;

public class VocabularyTests
{
    private static readonly string[] Texts = ["the cat and the dog", "the dog and a cat", "the end"];

    [Fact]
    public void WordsComeByFrequencyAndThenByTheAlphabetAfterPaddingAndUnknown()
    {
        var vocabulary = Vocabulary.Build(Texts, maxSize: 100, minWordCount: 1);
        Assert.Equal([("the", 4), ("and", 2), ("cat", 2), ("dog", 2), ("a", 1), ("end", 1)], vocabulary.Words);
        Assert.Equal(8, vocabulary.Count);
        Assert.Equal(2, vocabulary.IndexOf("the"));
        Assert.Equal(7, vocabulary.IndexOf("end"));
        Assert.Equal(Vocabulary.Unknown, vocabulary.IndexOf("bird"));
    }

    [Fact]
    public void TheOrderOfTheTextsDoesNotMatter() => Assert.Equal(
        Vocabulary.Build(Texts, 100, 1).Words, Vocabulary.Build(Texts.Reverse(), 100, 1).Words);

    [Fact]
    public void RareWordsAreLeftOut() =>
        Assert.Equal(["the", "and", "cat", "dog"], Vocabulary.Build(Texts, 100, minWordCount: 2).Words.Select(word => word.Word));

    [Theory]
    [InlineData(5, 5)]
    [InlineData(3, 3)]
    [InlineData(2, 2)]
    [InlineData(0, 2)]
    public void TheSizeCountsPaddingAndUnknown(int maxSize, int count) => Assert.Equal(count, Vocabulary.Build(Texts, maxSize, 1).Count);

    [Fact]
    public void NoTextsGiveAVocabularyWithoutWords() => Assert.Equal(2, Vocabulary.Build([], 100, 1).Count);

    [Theory]
    [InlineData("the dog", new long[] { 0, 0, 2, 5 })]
    [InlineData("the bird and", new long[] { 0, 2, 1, 3 })]
    [InlineData("the dog and the cat", new long[] { 2, 5, 3, 2 })]
    [InlineData("", new long[] { 0, 0, 0, 0 })]
    public void ATextIsPaddedInFrontAndCutAtTheEnd(string text, long[] indices) =>
        Assert.Equal(indices, Vocabulary.Build(Texts, 100, 1).Encode(text, maxInputLength: 4));

    [Fact]
    public void AllTextsAreTheRowsOfOneTensor()
    {
        var vocabulary = Vocabulary.Build(Texts, 100, 1);
        Assert.Equal([0, 2, 5, 0, 0, 1, 0, 0, 0], vocabulary.EncodeAll(["the dog", "bird", ""], maxInputLength: 3));
        Assert.Empty(vocabulary.EncodeAll([], maxInputLength: 3));
    }
}
