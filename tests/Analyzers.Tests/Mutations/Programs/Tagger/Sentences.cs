using System.ComponentModel.DataAnnotations;
using Gen;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace TaggerProgram;

/// <summary>Where sentences come from.</summary>
[Config]
public sealed class SentenceSource
{
    /// <summary>The file.</summary>
    [Required]
    public string Path { get; init; } = "";

    /// <summary>The most that are read.</summary>
    [Range(1, 1_000_000)]
    public int Limit { get; init; } = 10_000;

    /// <summary>Lower case only.</summary>
    public bool LowerCase { get; init; } = true;
}

internal static class SentenceLoader
{
    /// <summary>Made-up sentences: each word has the tag of its number.</summary>
    [Captured<Tagger>]
    public static TensorData LoadSentences(int maxLength, SentenceSource sentences, int numTags, Random random)
    {
        var words = new long[Math.Min(sentences.Limit, maxLength)];
        for (var i = 0; i < words.Length; i++)
            words[i] = random.Next(1_000);
        using var scope = NewDisposeScope();
        return new TensorData(tensor(words), tensor(words.Select(w => w % numTags).ToArray()));
    }
}

/// <summary>Settings for a slow machine.</summary>
[NamedConfig<Tagger>]
internal sealed class SlowMachine
{
    public int BatchSize => 4;

    public int VectorSize => 8;

    public double? MaxGradientNorm => null;
}
