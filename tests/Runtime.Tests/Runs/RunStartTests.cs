using System.Text.Json;

namespace Gen.Runtime.Tests.Runs;

public class RunStartTests
{
    [Fact]
    public void Config_IsThatOfTheRecordWithDottedKeys()
    {
        var start = new RunStart
        {
            ExperimentName = "test",
            Command = "run",
            Seed = 7,
            WriteConfig = writer =>
                writer.WriteRawValue("""{"b":{"path":"x","deep":{"n":1.5}},"a":[1,{"c":2}],"none":null,"empty":{},"flag":true}"""),
        };
        var config = new Run<long>(start, new RunOptions { Unobserved = true }).Config;
        Assert.Equal(["a", "b.deep.n", "b.path", "empty", "flag", "none"], config.Keys);
        Assert.Equal(["""[1,{"c":2}]""", "1.5", "\"x\"", "{}", "true", "null"], config.Values.Select(v => v.GetRawText()));
        Assert.Equal(JsonValueKind.Number, config["b.deep.n"].ValueKind);
    }

    [Fact]
    public void Config_OfDetachedRun_IsEmpty() => Assert.Empty(Run.Detached(7).Config);
}
