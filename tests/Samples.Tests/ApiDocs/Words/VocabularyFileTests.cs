using ApiDocsSample.Documents;
using ApiDocsSample.Words;
using Gen.Samples.Tests.Support;
using Xunit;

namespace Gen.Samples.Tests.Words;

public sealed class VocabularyFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AVocabularyIsReadableText()
    {
        VocabularyFile.Save(new Vocabulary([("the", 12), ("größe", 3)]), _folder.File("words.txt"));
        Assert.Equal("2\nthe 12\ngröße 3\n", File.ReadAllText(_folder.File("words.txt")));
    }

    [Theory]
    [InlineData("2\nthe 12\ngröße 3\n")]
    [InlineData("2\r\nthe 12\r\ngröße 3\r\n")]
    [InlineData("\uFEFF2\nthe 12\ngröße 3")]
    [InlineData("2 \nthe 12 \ngröße 3\t\n\n")]
    public void WhatWasSavedIsLoadedWithAnySystemsLineEnds(string text)
    {
        var vocabulary = VocabularyFile.Load(_folder.Write("words.txt", text));
        Assert.Equal([("the", 12), ("größe", 3)], vocabulary.Words);
        Assert.Equal(3, vocabulary.IndexOf("größe"));
    }

    [Theory]
    [InlineData("", " ends before line 1: the number of words is missing")]
    [InlineData("words\n", ", line 1: a vocabulary begins with the number of its words, not 'words'")]
    [InlineData("-1\n", ", line 1: a vocabulary begins with the number of its words, not '-1'")]
    [InlineData("2\nthe 12\n", " ends before line 3: 1 of 2 words are there")]
    [InlineData("1\nthe\n", ", line 2: expected a word and its count, found 'the'")]
    [InlineData("1\nthe many\n", ", line 2: expected a word and its count, found 'the many'")]
    [InlineData("2\nthe 12\nthe 3\n", ", line 3: 'the' is there twice")]
    public void AMalformedFileIsNamedWithTheLine(string text, string message)
    {
        var file = _folder.Write("words.txt", text);
        Assert.Equal(file + message, Assert.Throws<DataException>(() => VocabularyFile.Load(file)).Message);
    }

    [Fact]
    public void AFailedSaveLeavesTheOldFileAndNothingElse()
    {
        var file = _folder.Write("words.txt", "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.WriteText(file, text =>
        {
            text.Write("new");
            text.Flush();
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void AFolderInTheFilesPlaceIsAnErrorThatNamesIt() => Assert.StartsWith(
        $"{_folder.Path} cannot be written: ",
        Assert.Throws<DataException>(() => VocabularyFile.Save(new Vocabulary([]), _folder.Path)).Message);

    [Fact]
    public void AMissingFileIsNamed() => Assert.StartsWith(
        "vocabulary no-such.txt cannot be read: ", Assert.Throws<DataException>(() => VocabularyFile.Load("no-such.txt")).Message);
}
