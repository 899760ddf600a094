using ApiDocsSample;
using Gen.Samples.Tests.Support;

namespace Gen.Samples.Tests.ApiDocs;

public sealed class WordsTests : IDisposable
{
    private static readonly string[] Texts = ["the cat and the dog", "the dog and a cat", "the end"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData(" .,;!\r\n", "")]
    [InlineData("Gets the value.", "gets the value")]
    [InlineData("read-only (or not)", "read only or not")]
    [InlineData("XmlReader", "xmlreader xml reader")]
    [InlineData("a TextReader reads", "a textreader text reader reads")]
    [InlineData("XML URI", "xml uri")]
    [InlineData("XMLReader", "xmlreader xml reader")]
    [InlineData("IEnumerable", "ienumerable i enumerable")]
    [InlineData("isReady", "isready is ready")]
    [InlineData("UInt32 SHA256", "uint32 u int32 sha256")]
    [InlineData("op_Implicit", "op implicit")]
    [InlineData("Größe über ΣΕΛΊΔΑ 数学", "größe über σελίδα 数学")]
    [InlineData("cafe\u0301 हिन्दी 𝒳yz", "cafe\u0301 हिन्दी 𝒳yz")]
    [InlineData("great😀news 😀", "great news")]
    public void Tokenize_Text_IsLowerCaseWordsAndPartsOfNames(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Tokenizer.Tokenize(text)));

    [Fact]
    public void Build_Words_AreByFrequencyAfterPaddingAndUnknown()
    {
        var vocabulary = Vocabulary.Build(Texts, maxSize: 100, minWordCount: 1);
        Assert.Equal([("the", 4), ("and", 2), ("cat", 2), ("dog", 2), ("a", 1), ("end", 1)], vocabulary.Words);
        Assert.Equal(8, vocabulary.Count);
        Assert.Equal(2, vocabulary.IndexOf("the"));
        Assert.Equal(7, vocabulary.IndexOf("end"));
        Assert.Equal(Vocabulary.Unknown, vocabulary.IndexOf("bird"));
    }

    [Fact]
    public void Build_OtherOrderOfTexts_GivesSameWords() => Assert.Equal(
        Vocabulary.Build(Texts, 100, 1).Words, Vocabulary.Build(Texts.Reverse(), 100, 1).Words);

    [Fact]
    public void Build_RareWords_AreLeftOut() =>
        Assert.Equal(["the", "and", "cat", "dog"], Vocabulary.Build(Texts, 100, minWordCount: 2).Words.Select(word => word.Word));

    [Theory]
    [InlineData(5, 5)]
    [InlineData(3, 3)]
    [InlineData(2, 2)]
    [InlineData(0, 2)]
    public void Build_MaxSize_CountsPaddingAndUnknown(int maxSize, int count) =>
        Assert.Equal(count, Vocabulary.Build(Texts, maxSize, 1).Count);

    [Fact]
    public void Build_NoTexts_HasNoWords() => Assert.Equal(2, Vocabulary.Build([], 100, 1).Count);

    [Theory]
    [InlineData("the dog", new long[] { 0, 0, 2, 5 })]
    [InlineData("the bird and", new long[] { 0, 2, 1, 3 })]
    [InlineData("the dog and the cat", new long[] { 2, 5, 3, 2 })]
    [InlineData("", new long[] { 0, 0, 0, 0 })]
    public void Encode_Text_IsPaddedInFrontAndCutAtEnd(string text, long[] indices) =>
        Assert.Equal(indices, Vocabulary.Build(Texts, 100, 1).Encode([text], maxInputLength: 4));

    [Fact]
    public void Encode_SeveralTexts_AreRowsOfOneTensor()
    {
        var vocabulary = Vocabulary.Build(Texts, 100, 1);
        Assert.Equal([0, 2, 5, 0, 0, 1, 0, 0, 0], vocabulary.Encode(["the dog", "bird", ""], maxInputLength: 3));
        Assert.Empty(vocabulary.Encode([], maxInputLength: 3));
    }

    [Fact]
    public void Lines_Vocabulary_IsReadableText()
    {
        TextFile.Write(_folder.File("words.txt"), new Vocabulary([("the", 12), ("größe", 3)]).Lines);
        Assert.Equal("2\nthe 12\ngröße 3\n", File.ReadAllText(_folder.File("words.txt")));
    }

    [Theory]
    [InlineData("2\nthe 12\ngröße 3\n")]
    [InlineData("2\r\nthe 12\r\ngröße 3\r\n")]
    [InlineData("\uFEFF2\nthe 12\ngröße 3")]
    [InlineData("2 \nthe 12 \ngröße 3\t\n\n")]
    public void Read_AnyLineEnds_GivesWords(string text)
    {
        var vocabulary = Vocabulary.Read(_folder.Write("words.txt", text));
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
    [InlineData("2\nthe 12\nthe 3\n", ", line 3: 'the' occurs twice")]
    public void Read_MalformedFile_ErrorNamesLine(string text, string message)
    {
        var file = _folder.Write("words.txt", text);
        Assert.Equal(file + message, Assert.Throws<DataException>(() => Vocabulary.Read(file)).Message);
    }

    [Fact]
    public void Write_Failure_LeavesOldFileAndNothingElse()
    {
        var file = _folder.Write("words.txt", "old");
        Assert.Throws<InvalidOperationException>(() => TextFile.Write(file, Lines()));
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(_folder.Path));

        static IEnumerable<string> Lines()
        {
            // More than the writer's buffer.
            for (var i = 0; i < 10_000; i++)
                yield return "new";
            throw new InvalidOperationException();
        }
    }

    [Fact]
    public void Write_FolderOfThatName_ErrorNamesIt() => Assert.StartsWith(
        $"{_folder.Path} cannot be written: ",
        Assert.Throws<DataException>(() => TextFile.Write(_folder.Path, new Vocabulary([]).Lines)).Message);

    [Fact]
    public void Read_MissingFile_ErrorNamesIt() => Assert.StartsWith(
        "vocabulary no-such.txt cannot be read: ", Assert.Throws<DataException>(() => Vocabulary.Read("no-such.txt")).Message);
}
