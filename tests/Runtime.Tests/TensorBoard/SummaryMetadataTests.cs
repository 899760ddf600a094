using Gen.EventFiles.Protos;
using Gen.Runtime.Tests.Support;
using Gen.Runtime.Tests.TensorBoard.Support;
using Gen.TensorBoard;
using EventFile = Gen.EventFiles.EventFile;

namespace Gen.Runtime.Tests.TensorBoard;

public class SummaryMetadataTests
{
    [Fact]
    public void Description_IsWrittenWithFirstValueOnly()
    {
        using var folder = TempFolder.ForCaller();
        var values = Written.Values(
            folder,
            w =>
            {
                w.Describe("loss", "of the *training*", "Loss");
                w.Describe("weights", "of the first layer");
                w.AddScalar("loss", 1.5, 1);
                w.AddScalar("loss", 1.25, 2);
                w.AddScalar("other", 1, 1);
                w.AddHistogram("weights", [1.0], 1);
                w.AddHistogram("weights", [2.0], 2);
            }
        );
        Assert.Equal(
            ("scalars", DataClass.Scalar, "of the *training*", "Loss", 1.5f),
            (
                values[0].Metadata.PluginData.PluginName,
                values[0].Metadata.DataClass,
                values[0].Metadata.SummaryDescription,
                values[0].Metadata.DisplayName,
                values[0].SimpleValue
            )
        );
        Assert.Equal(
            ("histograms", DataClass.Tensor, "of the first layer", ""),
            (
                values[3].Metadata.PluginData.PluginName,
                values[3].Metadata.DataClass,
                values[3].Metadata.SummaryDescription,
                values[3].Metadata.DisplayName
            )
        );
        Assert.All([values[1], values[2], values[4]], v => Assert.Null(v.Metadata));
    }

    [Fact]
    public void FirstValueOfTagInEachFile_HasPlugin()
    {
        using var folder = TempFolder.ForCaller();
        for (var file = 0; file < 2; file++)
        {
            using var writer = new SummaryWriter(folder.In("run"));
            writer.AddText("note", "a", 1 + (2 * file));
            writer.AddText("note", "b", 2 + (2 * file));
        }

        foreach (var path in Directory.GetFiles(folder.In("run")))
            Assert.Equal(["text", null], EventFile.Read(path)[2..].Select(e => e.Summary.Value.Single().Metadata?.PluginData.PluginName));
    }

    [Fact]
    public async Task ManyThreads_FirstValueInFileHasPlugin()
    {
        using var folder = TempFolder.ForCaller();
        using (var writer = new SummaryWriter(folder.In("run")))
            await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
            {
                for (var i = 0; i < 200; i++) writer.AddText($"tag{i % 10}", $"{thread}", i);
            })));
        var values = EventFile.ReadOnly(folder.In("run"))[2..].Select(e => e.Summary.Value.Single()).ToList();
        Assert.Equal(1_600, values.Count);
        Assert.All(
            values.GroupBy(v => v.Tag),
            tag => Assert.Equal([0], tag.Select((v, i) => (v, i)).Where(x => x.v.Metadata is not null).Select(x => x.i))
        );
    }
}
