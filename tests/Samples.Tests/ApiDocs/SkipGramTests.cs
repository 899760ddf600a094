using System.Diagnostics;
using System.Reflection;
using ApiDocsSample;

namespace Gen.Samples.Tests.ApiDocs;

public class SkipGramTests
{
    private static readonly string[] Animals = ["cat", "dog", "horse", "cow"];
    private static readonly string[] Colors = ["red", "green", "blue", "yellow"];

    [Fact]
    public void Train_WordsInSimilarSentences_HaveSimilarVectors()
    {
        var vectors = Train(seed: 1);
        foreach (var (group, others) in new[] { (Animals, Colors), (Colors, Animals) })
            foreach (var word in group)
            {
                var nearest = Animals.Concat(Colors).Where(other => other != word).MaxBy(other => Cosine(vectors, word, other));
                Assert.Contains(nearest, group);
                var inside = group.Where(other => other != word).Average(other => Cosine(vectors, word, other));
                Assert.True(inside > others.Average(other => Cosine(vectors, word, other)) + 0.2, word);
            }
    }

    [Fact]
    public void Train_SameSeed_GivesSameBits()
    {
        var vectors = Train(seed: 1);
        Assert.Equal(vectors["cat"], Train(seed: 1)["cat"]);
        Assert.NotEqual(vectors["cat"], Train(seed: 2)["cat"]);
    }

    [Fact]
    public void Train_EachWord_HasVectorInOrderOfVocabulary()
    {
        var vocabulary = Vocabulary.Build(Sentences(), 1_000, 1);
        var vectors = SkipGram.Train(Sentences(), vocabulary, dimension: 7, epochs: 1, seed: 1);
        Assert.Equal(vocabulary.Words.Select(word => word.Word), vectors.Words);
        Assert.All(vectors.Words, word => Assert.All(vectors[word]!, value => Assert.True(float.IsFinite(value))));
        Assert.Equal(7, vectors.Dimension);
    }

    [Theory]
    [InlineData("")]
    [InlineData("alone")]
    [InlineData("one one one one")]
    public void Train_TinyText_GivesVectors(string text)
    {
        string[] texts = [text];
        var vocabulary = Vocabulary.Build(texts, 100, 1);
        Assert.Equal(vocabulary.Words.Count, SkipGram.Train(texts, vocabulary, dimension: 4, epochs: 2, seed: 1).Words.Count);
    }

    [Fact]
    public void Sample_DebugBuild_IsOptimized() => Assert.False(
        typeof(SkipGram).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled ?? false);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    [InlineData(131)]
    public void DotAndAddScaled_AnyLength_CoverEveryElement(int length)
    {
        float[] left = [.. Enumerable.Range(1, length)], right = [.. Enumerable.Range(1, length).Select(i => i % 3f)];
        Assert.Equal(left.Zip(right, (l, r) => l * r).Sum(), SkipGram.Dot(left, right));
        var sum = left.ToArray();
        SkipGram.AddScaled(sum, right, 2);
        Assert.Equal(left.Zip(right, (l, r) => l + (2 * r)), sum);
    }

    private static WordVectors Train(int seed) =>
        SkipGram.Train(Sentences(), Vocabulary.Build(Sentences(), 1_000, 1), dimension: 20, epochs: 40, seed);

    // Two subjects, each with verbs of its own, and words that both use.
    private static List<string> Sentences()
    {
        var random = new Random(7);
        string Pick(params string[] words) => words[random.Next(words.Length)];
        string About(string[] subject, string[] verbs, string[] rest) =>
            $"{Pick(subject)} {Pick(verbs)} {Pick("here", "there")} {Pick(rest)} {Pick(subject)}";
        return
        [
            .. Enumerable.Range(0, 1_500).Select(i => i % 2 == 0
                ? About(Animals, ["eats", "sleeps", "runs"], ["grass", "stable", "farm"])
                : About(Colors, ["paint", "light", "dress"], ["bright", "dark", "pale"])),
        ];
    }

    private static double Cosine(WordVectors vectors, string one, string other)
    {
        double Dot(string a, string b) => SkipGram.Dot(vectors[a], vectors[b]);
        return Dot(one, other) / Math.Sqrt(Dot(one, one) * Dot(other, other));
    }
}
