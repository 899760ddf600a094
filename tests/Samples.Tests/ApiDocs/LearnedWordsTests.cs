using ApiDocsSample;
using Gen.Samples.Tests.Support;

namespace Gen.Samples.Tests.ApiDocs;

public sealed class LearnedWordsTests : IDisposable
{
    private static readonly string[] Texts = ["the cat sat on the mat", "the größe of the cat", "a dog and a cat"];

    private readonly TempFolder _folder = new();

    private string Cache => _folder.File("words/vocab.txt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadOrLearn_Again_ReadsSameBits()
    {
        var learned = ReadOrLearn();
        var read = ReadOrLearn();
        Assert.False(learned.WasCached);
        Assert.True(read.WasCached);
        Assert.Equal(learned.Vocabulary.Words, read.Vocabulary.Words);
        Assert.Equal(learned.Vectors.Words, read.Vectors.Words);
        Assert.All(learned.Vectors.Words, word => Assert.Equal(learned.Vectors[word], read.Vectors[word]));
    }

    [Fact]
    public void ReadOrLearn_OtherSettingOrText_LearnsAgain()
    {
        ReadOrLearn();
        Assert.True(ReadOrLearn().WasCached);
        Assert.False(ReadOrLearn(maxVocabSize: 6).WasCached);
        Assert.False(ReadOrLearn(minWordCount: 2).WasCached);
        Assert.False(ReadOrLearn(embeddingSize: 5).WasCached);
        Assert.False(ReadOrLearn(epochs: 2).WasCached);
        Assert.False(ReadOrLearn(seed: 2).WasCached);
        Assert.False(ReadOrLearn(texts: [.. Texts, "more"]).WasCached);
        Assert.False(ReadOrLearn(texts: [.. Texts[..2], Texts[2] + "s"]).WasCached);
        Assert.False(ReadOrLearn(rebuild: true, texts: [.. Texts[..2], Texts[2] + "s"]).WasCached);
    }

    [Fact]
    public void ReadOrLearn_OtherSetting_ReplacesFile()
    {
        ReadOrLearn(seed: 1);
        ReadOrLearn(seed: 2);
        Assert.True(ReadOrLearn(seed: 2).WasCached);
        Assert.Equal([Cache], Directory.GetFiles(Path.GetDirectoryName(Cache)!));
    }

    [Fact]
    public void ReadOrLearn_FileCutShort_LearnsAgain()
    {
        ReadOrLearn();
        var whole = File.ReadAllText(Cache);
        foreach (var length in new[] { 0, whole.IndexOf('\n') - 1, whole.IndexOf('\n') + 1, whole.Length / 2, whole.LastIndexOf(' ') })
        {
            File.WriteAllText(Cache, whole[..length]);
            Assert.False(ReadOrLearn().WasCached, $"after {length} characters");
            Assert.Equal(whole, File.ReadAllText(Cache));
        }
    }

    [Fact]
    public void ReadOrLearn_FileOfOtherKind_ThrowsAndKeepsIt()
    {
        _folder.Write("words/vocab.txt", "Dear diary");
        var problem = Assert.Throws<DataException>(() => ReadOrLearn());
        Assert.Equal($"vocab_path={Cache} is another kind of file: delete it, or name a new one", problem.Message);
        Assert.Equal("Dear diary", File.ReadAllText(Cache));
    }

    [Fact]
    public void ReadOrLearn_FirstLine_HasSettings()
    {
        ReadOrLearn();
        var first = File.ReadLines(Cache).First();
        Assert.Contains("max_vocab_size=100 min_word_count=1 embedding_size=4 epochs=1 seed=1 texts=", first);
    }

    private LearnedWords ReadOrLearn(string[]? texts = null, int maxVocabSize = 100, int minWordCount = 1, int embeddingSize = 4,
        int epochs = 1, int seed = 1, bool rebuild = false) =>
        LearnedWords.ReadOrLearn(Cache, texts ?? Texts, maxVocabSize, minWordCount, embeddingSize, epochs, seed, rebuild);
}
