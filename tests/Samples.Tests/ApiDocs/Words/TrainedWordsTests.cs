using ApiDocsSample.Documents;
using ApiDocsSample.Words;
using Gen.Samples.Tests.Support;
using Xunit;

namespace Gen.Samples.Tests.Words;

public sealed class TrainedWordsTests : IDisposable
{
    private static readonly string[] Texts = ["the cat sat on the mat", "the größe of the cat", "a dog and a cat"];

    private readonly TempFolder _folder = new();

    private string Cache => _folder.File("words/vocab.txt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheSecondRunReadsExactlyWhatTheFirstLearned()
    {
        var learned = Load();
        var read = Load();
        Assert.False(learned.WasCached);
        Assert.True(read.WasCached);
        Assert.Equal(learned.Vocabulary.Words, read.Vocabulary.Words);
        Assert.Equal(learned.Vectors.Words, read.Vectors.Words);
        Assert.All(learned.Vectors.Words, word => Assert.Equal(learned.Vectors[word], read.Vectors[word]));
    }

    [Fact]
    public void AnyOtherSettingOrTextMakesItLearnAnew()
    {
        Load();
        Assert.True(Load().WasCached);
        Assert.False(Load(maxVocabSize: 6).WasCached);
        Assert.False(Load(minWordCount: 2).WasCached);
        Assert.False(Load(embeddingSize: 5).WasCached);
        Assert.False(Load(epochs: 2).WasCached);
        Assert.False(Load(seed: 2).WasCached);
        Assert.False(Load(texts: [.. Texts, "more"]).WasCached);
        Assert.False(Load(texts: [.. Texts[..2], Texts[2] + "s"]).WasCached);
        Assert.False(Load(rebuild: true, texts: [.. Texts[..2], Texts[2] + "s"]).WasCached);
    }

    [Fact]
    public void WhatIsLearnedAnewReplacesTheFileAndLeavesNoOther()
    {
        Load(seed: 1);
        Load(seed: 2);
        Assert.True(Load(seed: 2).WasCached);
        Assert.Equal([Cache], Directory.GetFiles(Path.GetDirectoryName(Cache)!));
    }

    [Fact]
    public void AFileCutShortAnywhereIsLearnedAnew()
    {
        Load();
        var whole = File.ReadAllText(Cache);
        foreach (var length in new[] { 0, whole.IndexOf('\n') - 1, whole.IndexOf('\n') + 1, whole.Length / 2, whole.LastIndexOf(' ') })
        {
            File.WriteAllText(Cache, whole[..length]);
            Assert.False(Load().WasCached, $"after {length} characters");
            Assert.Equal(whole, File.ReadAllText(Cache));
        }
    }

    [Fact]
    public void AFileOfAnotherKindIsNeverOverwritten()
    {
        _folder.Write("words/vocab.txt", "Dear diary");
        var problem = Assert.Throws<DataException>(() => Load());
        Assert.Equal($"vocab_path={Cache} is another kind of file: delete it, or name a new one", problem.Message);
        Assert.Equal("Dear diary", File.ReadAllText(Cache));
    }

    [Fact]
    public void TheFileSaysWhatItWasMadeOf()
    {
        Load();
        var first = File.ReadLines(Cache).First();
        Assert.Contains("max_vocab_size=100 min_word_count=1 embedding_size=4 epochs=1 seed=1 texts=", first);
    }

    private TrainedWords Load(string[]? texts = null, int maxVocabSize = 100, int minWordCount = 1, int embeddingSize = 4, int epochs = 1,
        int seed = 1, bool rebuild = false) =>
        TrainedWords.LoadOrTrain(Cache, texts ?? Texts, maxVocabSize, minWordCount, embeddingSize, epochs, seed, rebuild);
}
