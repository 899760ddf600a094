using System.Text.Json;
using Gen.EventFiles.Protos;
using Gen.EventFiles.Protos.HParams;
using Gen.Runtime.Tests.Support;
using Gen.Runtime.Tests.TensorBoard.Support;
using Google.Protobuf.WellKnownTypes;

namespace Gen.Runtime.Tests.TensorBoard;

public class HyperparameterTests
{
    [Fact]
    public void AddHyperparameters_KeepsTypes()
    {
        var start = Start(new()
        {
            ["trainable"] = true,
            ["epochs"] = 5,
            ["rate"] = 1e-3f,
            ["big"] = 1L << 40,
            ["exact"] = 0.1m,
            ["name"] = "adam",
            ["day"] = DayOfWeek.Friday,
            ["sizes"] = new[] { 3, 4 },
            ["nothing"] = null,
            ["bad"] = double.NaN,
            ["endless"] = float.NegativeInfinity,
        });
        Assert.Equal(Value.ForBool(true), start["trainable"]);
        Assert.Equal(Value.ForNumber(5), start["epochs"]);
        Assert.Equal(Value.ForNumber(0.001), start["rate"]);
        Assert.Equal(Value.ForNumber(1L << 40), start["big"]);
        Assert.Equal(Value.ForNumber(0.1), start["exact"]);
        Assert.Equal(Value.ForString("adam"), start["name"]);
        Assert.Equal(Value.ForString("Friday"), start["day"]);
        Assert.Equal(Value.ForString("[3,4]"), start["sizes"]);
        Assert.Equal(Value.ForString("NaN"), start["bad"]);
        Assert.Equal(Value.ForString("-Infinity"), start["endless"]);
        Assert.Equal(10, start.Count);
    }

    [Fact]
    public void AddHyperparameters_NestedKeys_AreJoinedByDots()
    {
        using var json = JsonDocument.Parse("""{ "kind": "adam", "betas": [0.9, 0.99], "decay": { "rate": 0.5, "on": false } }""");
        var start = Start(
            new()
            {
                ["data"] = new Dictionary<string, object?>
                {
                    ["path"] = "x",
                    ["split"] = new Dictionary<string, double> { ["train"] = 0.8 },
                },
                ["optimizer"] = json.RootElement,
            }
        );
        Assert.Equal(
            ["data.path", "data.split.train", "optimizer.betas", "optimizer.decay.on", "optimizer.decay.rate", "optimizer.kind"],
            start.Keys.Order()
        );
        Assert.Equal(Value.ForNumber(0.5), start["optimizer.decay.rate"]);
        Assert.Equal(Value.ForString("[0.9, 0.99]"), start["optimizer.betas"]);
    }

    [Fact]
    public void Session_IsInMetadataOfTwoTags()
    {
        using var folder = TempFolder.ForCaller();
        var (began, ended) = (DateTimeOffset.FromUnixTimeSeconds(1_000), DateTimeOffset.FromUnixTimeSeconds(2_000));
        var values = Written.Values(folder, w =>
        {
            w.AddHyperparameters([new("rate", 0.5)], group: "rate 0.5", began);
            w.EndSession(RunStatus.Completed, ended);
        });
        Assert.Equal(["_hparams_/session_start_info", "_hparams_/session_end_info"], values.Select(v => v.Tag));
        Assert.All(values, v => Assert.Equal(("hparams", DataClass.Tensor), (v.Metadata.PluginData.PluginName, v.Metadata.DataClass)));
        Assert.All(values, v => Assert.Equal(Gen.EventFiles.Protos.DataType.DtFloat, v.Tensor.Dtype));
        Assert.All(values, v => Assert.Equal([0], v.Tensor.Sizes()));
        var start = Data(values[0]).SessionStartInfo;
        Assert.Equal(("rate 0.5", 1_000.0), (start.GroupName, start.StartTimeSecs));
        Assert.Equal((Status.Success, 2_000.0), (Data(values[1]).SessionEndInfo.Status, Data(values[1]).SessionEndInfo.EndTimeSecs));
    }

    [Theory]
    [InlineData(RunStatus.Completed, Status.Success)]
    [InlineData(RunStatus.Failed, Status.Failure)]
    [InlineData(RunStatus.Interrupted, Status.Failure)]
    [InlineData(RunStatus.Running, Status.Running)]
    public void EndSession_WritesStatus(RunStatus status, Status expected)
    {
        using var folder = TempFolder.ForCaller();
        Assert.Equal(expected, Data(Written.Values(folder, w => w.EndSession(status)).Single()).SessionEndInfo.Status);
    }

    [Fact]
    public void AddHyperparameters_Twice_Throws()
    {
        using var folder = TempFolder.ForCaller();
        Written.By(folder, w =>
        {
            w.AddHyperparameters([]);
            Assert.Throws<InvalidOperationException>(() => w.AddHyperparameters([]));
        });
    }

    private static IDictionary<string, Value> Start(Dictionary<string, object?> settings)
    {
        using var folder = TempFolder.ForCaller();
        return Data(Written.Values(folder, w => w.AddHyperparameters(settings)).Single()).SessionStartInfo.Hparams;
    }

    private static HParamsPluginData Data(Summary.Types.Value value) =>
        HParamsPluginData.Parser.ParseFrom(value.Metadata.PluginData.Content);
}
