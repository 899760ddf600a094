using Gen.Runtime.Tests.Support;
using Gen.Runtime.Tests.TensorBoard.Support;
using Gen.TensorBoard;
using Gen.Training.Tests.Charts.Support;

namespace Gen.Runtime.Tests.TensorBoard;

public class EmbeddingTests
{
    [Fact]
    public void AddEmbedding_WritesVectorsLabelsAndConfig()
    {
        using var folder = TempFolder.ForCaller();
        Written.By(
            folder,
            w =>
                w.AddEmbedding(
                    "words",
                    [1, -0.5f, 1e-20f, float.NaN, float.PositiveInfinity, 3],
                    2,
                    ["the", "tab\there", "line\nbreak"],
                    step: 7
                )
        );
        Assert.Equal("1\t-0.5\n1E-20\tNaN\nInfinity\t3\n", Read(folder, "projector", "words%3A00007.tensors.tsv"));
        Assert.Equal("the\ntab\\there\nline\\nbreak\n", Read(folder, "projector", "words%3A00007.metadata.tsv"));
        Assert.Equal(
            """
            embeddings {
              tensor_name: "words:00007"
              tensor_path: "projector/words%3A00007.tensors.tsv"
              tensor_shape: 3
              tensor_shape: 2
              metadata_path: "projector/words%3A00007.metadata.tsv"
            }

            """,
            Read(folder, "projector_config.pbtxt"));
    }

    [Fact]
    public void AddEmbedding_BlankLabels_AreQuoted()
    {
        using var folder = TempFolder.ForCaller();
        Written.By(folder, w => w.AddEmbedding("x", new float[8], 2, ["", " ", "a", "\t"]));
        Assert.Equal("\"\"\n\" \"\na\n\"\\t\"\n", Read(folder, "projector", "x.metadata.tsv"));
    }

    [Fact]
    public void AddEmbedding_SeveralColumns_HaveHeadings()
    {
        using var folder = TempFolder.ForCaller();
        Written.By(
            folder,
            w => w.AddEmbedding("x", new float[4], 2, [new EmbeddingColumn("word", ["a", ""]), new EmbeddingColumn("n", ["1", "2"])])
        );
        Assert.Equal("word\tn\na\t1\n\t2\n", Read(folder, "projector", "x.metadata.tsv"));
    }

    [Fact]
    public void AddEmbedding_KeepsOtherEntriesAndReplacesItsOwn()
    {
        using var folder = TempFolder.ForCaller();
        const string others =
            "# by hand\nembeddings { tensor_name: \"other {\\\"}\" tensor_path: \"a.tsv\" sprite { image_path: \"}\" single_image_dim: 3 "
            + "} }\nmodel_checkpoint_dir: \"x\"";
        folder.File("run/projector_config.pbtxt", others);
        Written.By(folder, w =>
        {
            w.AddEmbedding("a/b \"q\"", new float[4], 2);
            w.AddEmbedding("c", new float[6], 3);
            w.AddEmbedding("a/b \"q\"", new float[8], 2);
        });
        var config = Read(folder, "projector_config.pbtxt");
        Assert.StartsWith(others + "\n", config);
        Assert.Equal(
            ["tensor_name: \"c\"", "tensor_name: \"a/b \\\"q\\\"\""],
            config[others.Length..].Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("tensor_name"))
        );
        Assert.Contains("tensor_shape: 4\n  tensor_shape: 2\n", config);
        Assert.Equal(4, Read(folder, "projector", "a%2Fb%20%22q%22.tensors.tsv").Count(c => c == '\n'));
    }

    [Fact]
    public void Sprite_HasImagesInRows()
    {
        using var folder = TempFolder.ForCaller();
        byte[] pixels = [.. Enumerable.Range(0, 3 * 2 * 2).Select(i => (byte)(i + 1))];
        Written.By(
            folder,
            w => w.AddEmbedding("x", new float[6], 2, sprite: EmbeddingSprite.Create(pixels, count: 3, height: 2, width: 2, channels: 1))
        );
        var picture = new PngImage(File.ReadAllBytes(folder.In("run", "projector", "x.sprite.png")));
        Assert.Equal((4, 4, 1), (picture.Width, picture.Height, picture.Channels));
        Assert.Equal([1, 2, 5, 6, 3, 4, 7, 8, 9, 10, 0, 0, 11, 12, 0, 0], picture.Pixels.ToArray());
        Assert.Contains(
            "sprite {\n    image_path: \"projector/x.sprite.png\"\n    single_image_dim: 2\n    single_image_dim: 2\n  }\n",
            Read(folder, "projector_config.pbtxt")
        );
    }

    [Fact]
    public void AddEmbedding_InvalidArguments_Throws()
    {
        using var folder = TempFolder.ForCaller();
        Written.By(
            folder,
            w =>
            {
                Assert.Contains(
                    "embedding 'x' must be a positive multiple of its 2 dimensions, but was 5.",
                    Assert.Throws<ArgumentException>(() => w.AddEmbedding("x", new float[5], 2)).Message
                );
                Assert.Contains(
                    "'x' has 2 points, but its column 'label' has 1 values.",
                    Assert.Throws<ArgumentException>(() => w.AddEmbedding("x", new float[4], 2, ["a"])).Message
                );
                Assert.Contains(
                    "Two columns",
                    Assert
                        .Throws<ArgumentException>(() =>
                            w.AddEmbedding("x", new float[2], 2, [new EmbeddingColumn("a", ["1"]), new EmbeddingColumn("a", ["1"])])
                        )
                        .Message
                );
                Assert.Throws<ArgumentOutOfRangeException>(() => w.AddEmbedding("x", new float[2], 1));
                Assert.Throws<ArgumentException>(() => w.AddEmbedding("x", [], 2));
                Assert.Throws<ArgumentException>(() => EmbeddingSprite.Create(new byte[9_000 * 1], 1, 1, 9_000, 1));
            }
        );
        Assert.False(File.Exists(folder.In("run", "projector_config.pbtxt")));
    }

    [Fact]
    public void AddEmbedding_FolderThatCannotBeCreated_Throws()
    {
        using var folder = TempFolder.ForCaller();
        folder.File("run/projector", "a file in the way");
        Written.By(
            folder,
            w => Assert.Contains("projector", Assert.Throws<EventFileException>(() => w.AddEmbedding("x", new float[2], 2)).Message)
        );
    }

    private static string Read(TempFolder folder, params string[] path) => File.ReadAllText(folder.In(["run", .. path]));
}
