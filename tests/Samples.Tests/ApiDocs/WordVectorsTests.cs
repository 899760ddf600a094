using System.Text;
using ApiDocsSample;
using Gen.Samples.Tests.Support;

namespace Gen.Samples.Tests.ApiDocs;

public sealed class WordVectorsTests : IDisposable
{
    private static readonly byte[] One = [0, 0, 0x80, 0x3f];
    private static readonly byte[] Two = [0, 0, 0, 0x40];
    private static readonly Vocabulary Words = new([("the", 3), ("missing", 2), ("cat", 1)]);
    private static readonly WordVectors Vectors = new(2, [("cat", [3f, -3f]), ("the", [1f, 1f]), ("other", [100f, 100f])]);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WeightsFor_KnownWords_AreVectorsScaledToVarianceOfOne()
    {
        var weights = Vectors.WeightsFor(Words, seed: 1);
        var scale = 1 / MathF.Sqrt((9 + 9 + 1 + 1) / 4f);
        Assert.Equal((5, 2), (weights.Rows, weights.Columns));
        Assert.Equal([scale, scale], Row(weights, Words.IndexOf("the")));
        Assert.Equal([3 * scale, -3 * scale], Row(weights, Words.IndexOf("cat")));
    }

    [Fact]
    public void WeightsFor_PaddingIsZeroAndUnknownIsNot()
    {
        var weights = Vectors.WeightsFor(Words, seed: 1);
        Assert.Equal([0f, 0f], Row(weights, Vocabulary.Padding));
        Assert.DoesNotContain(0f, Row(weights, Vocabulary.Unknown));
    }

    [Fact]
    public void WeightsFor_MissingWords_AreDrawnFromSeed()
    {
        var missing = Words.IndexOf("missing");
        var row = Row(Vectors.WeightsFor(Words, seed: 1), missing);
        Assert.Equal(row, Row(Vectors.WeightsFor(Words, seed: 1), missing));
        Assert.NotEqual(row, Row(Vectors.WeightsFor(Words, seed: 2), missing));
    }

    [Fact]
    public void WeightsFor_MissingWords_HaveVarianceOfOne()
    {
        var vocabulary = new Vocabulary(Enumerable.Range(0, 5_000).Select(i => ($"w{i}", 1L)));
        var weights = Vectors.WeightsFor(vocabulary, seed: 1).Values;
        Assert.InRange(weights.Average(weight => weight * weight), 0.95, 1.05);
        Assert.InRange(weights.Average(), -0.05, 0.05);
    }

    [Fact]
    public void Coverage_IsShareOfWordsWithVector()
    {
        Assert.Equal(2 / 3.0, Vectors.WeightsFor(Words, seed: 1).Coverage);
        Assert.Equal(0, Vectors.WeightsFor(new Vocabulary([]), seed: 1).Coverage);
    }

    private static float[] Row(EmbeddingWeights weights, int row) => weights.Values[(row * weights.Columns)..((row + 1) * weights.Columns)];

    [Theory]
    [InlineData("2 3\nthe 1 -2.5 3e-2\ngröße 0 0.5 1\n")]
    [InlineData("2 3\r\nthe 1 -2.5 3e-2\r\ngröße 0 0.5 1\r\n")]
    [InlineData("\uFEFF2 3 \nthe 1 -2.5 3e-2 \ngröße  0  0.5\t1  \n\n\n")]
    [InlineData("2 3\nthe 1 -2.5 3e-2\ngröße 0 0.5 1")]
    public void Read_TextWithAnyLineEndsAndTrailingWhiteSpace_GivesVectors(string text)
    {
        var vectors = WordVectorFile.Read(_folder.Write("vectors.vec", text));
        Assert.Equal(3, vectors.Dimension);
        Assert.Equal(["the", "größe"], vectors.Words);
        Assert.Equal([1f, -2.5f, 0.03f], vectors["the"]!);
        Assert.Equal([0f, 0.5f, 1f], vectors["größe"]!);
        Assert.Null(vectors["cat"]);
    }

    [Fact]
    public void Read_WrittenText_GivesSameBits()
    {
        var random = new Random(1);
        float[] numbers =
            [.. Enumerable.Range(0, 1_000).Select(_ => random.NextSingle() - 0.5f), float.Epsilon, float.MaxValue, 1e-20f];
        TextFile.Write(_folder.File("vectors.txt"), new WordVectors(numbers.Length, [("数学", numbers)]).Lines);
        Assert.Equal(numbers, WordVectorFile.Read(_folder.File("vectors.txt"))["数学"]);
    }

    [Fact]
    public void Read_RepeatedWord_KeepsFirstVector()
    {
        var vectors = WordVectorFile.Read(_folder.Write("vectors.txt", "2 1\na 1\na 2\n"));
        Assert.Equal([1f], vectors["a"]!);
        Assert.Equal(["a"], vectors.Words);
    }

    [Fact]
    public void Read_Keep_SelectsWords() => Assert.Equal(
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
    public void Read_MalformedText_ErrorNamesLine(string text, string message)
    {
        var file = _folder.Write("vectors.txt", text);
        Assert.Equal(file + message, Assert.Throws<DataException>(() => WordVectorFile.Read(file)).Message);
    }

    [Fact]
    public void Read_TextOfOtherDimension_ErrorNamesBoth()
    {
        var file = _folder.Write("vectors.txt", "1 3\nthe 1 2 3\n");
        Assert.Equal(
            $"{file}, line 1: the vectors have 3 numbers, expected 100 (embedding_size)",
            Assert.Throws<DataException>(() => WordVectorFile.Read(file, dimension: 100)).Message);
    }

    [Fact]
    public void Read_MissingFile_ErrorNamesIt() => Assert.StartsWith(
        "vectors=no-such.bin cannot be read: ", Assert.Throws<DataException>(() => WordVectorFile.Read("no-such.bin")).Message);

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    public void Read_BinaryWithOrWithoutLineFeeds_GivesVectors(string end)
    {
        var vectors = WordVectorFile.Read(Write("vectors.bin", "2 2\n", "größe ", One, Two, end, "cat ", Two, One, end));
        Assert.Equal(["größe", "cat"], vectors.Words);
        Assert.Equal([1f, 2f], vectors["größe"]!);
        Assert.Equal([2f, 1f], vectors["cat"]!);
    }

    [Fact]
    public void Read_WrittenBinary_GivesSameBits()
    {
        float[] numbers =
            [1f, -0.1f, float.Epsilon, BitConverter.Int32BitsToSingle(0x20202020), BitConverter.Int32BitsToSingle(0x0a0a0a0a)];
        WriteBinary(new WordVectors(5, [("数学", numbers), ("cat", numbers)]), _folder.File("vectors.bin"));
        var vectors = WordVectorFile.Read(_folder.File("vectors.bin"));
        Assert.Equal(numbers, vectors["数学"]);
        Assert.Equal(numbers, vectors["cat"]);
    }

    [Fact]
    public void Read_NoExtension_RecognizesFormat()
    {
        var random = new Random(1);
        var vectors = new WordVectors(50, Enumerable.Range(0, 500).Select(i => ($"größe{i}", Numbers(random))));
        WriteBinary(vectors, _folder.File("binary"));
        TextFile.Write(_folder.File("text"), vectors.Lines);
        Assert.True(new FileInfo(_folder.File("text")).Length > 100_000);
        foreach (var name in new[] { "binary", "text" })
            Assert.Equal(vectors["größe499"], WordVectorFile.Read(_folder.File(name))["größe499"]);
    }

    [Fact]
    public void Read_BinaryCutShortAnywhere_ErrorNamesFileInOneLine()
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
    public void Read_CutVector_ErrorNamesWordAndBytes()
    {
        var file = Write("vectors.bin", "2 2\n", "the ", One, Two, "cat ", Two, "xyz");
        Assert.Equal(
            $"{file}: the file is cut short: vector 2 of 2, 'cat', has only 7 bytes",
            Assert.Throws<DataException>(() => WordVectorFile.Read(file)).Message);
    }

    [Theory]
    [InlineData("no header", "word2vec files begin with a line, and this has none")]
    [InlineData("one two\n", "word2vec files begin with the number of words and the dimension, not 'one two'")]
    [InlineData("1 2000000000\nthe ", "word2vec files begin with the number of words and the dimension, not '1 2000000000'")]
    public void Read_WrongBinaryHeader_Throws(string text, string message)
    {
        var file = Write("vectors.bin", text);
        Assert.Equal($"{file}: {message}", Assert.Throws<DataException>(() => WordVectorFile.Read(file)).Message);
    }

    [Fact]
    public void Read_BinaryOfOtherDimension_ErrorNamesBoth()
    {
        var file = Write("vectors.bin", "1 2\n", "the ", One, Two);
        Assert.Equal(
            $"{file}: the vectors have 2 numbers, expected 100 (embedding_size)",
            Assert.Throws<DataException>(() => WordVectorFile.Read(file, dimension: 100)).Message);
    }

    private static float[] Numbers(Random random) => [.. Enumerable.Range(0, 50).Select(_ => random.NextSingle())];

    private static void WriteBinary(WordVectors vectors, string path)
    {
        using var bytes = new BinaryWriter(File.Create(path));
        bytes.Write(Encoding.UTF8.GetBytes($"{vectors.Words.Count} {vectors.Dimension}\n"));
        foreach (var word in vectors.Words)
        {
            bytes.Write(Encoding.UTF8.GetBytes(word + " "));
            foreach (var value in vectors[word]!)
                bytes.Write(value);
            bytes.Write((byte)'\n');
        }
    }

    private string Write(string name, params object[] parts)
    {
        File.WriteAllBytes(_folder.File(name), [.. parts.SelectMany(part => part as byte[] ?? Encoding.UTF8.GetBytes((string)part))]);
        return _folder.File(name);
    }
}
