using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Runs;

public class RunInfoTests
{
    [Fact]
    public async Task Values_AreWrittenInOrderOfKeys()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Some.Completed(
            folder,
            run =>
            {
                run.Info.Set("text", "ä\"");
                run.Info.Set("number", 0.5);
                run.Info.Set("count", 3L);
                run.Info.Set("flag", true);
                run.Info.Set("nothing", (string?)null);
                run.Info.Set("names", ["b", "a"]);
                run.Info.Set("values", [1.0, double.NaN]);
                run.Info.Set("gone", 1);
                run.Info.Remove("gone");
                run.Info.Set(
                    "object",
                    writer =>
                    {
                        writer.WriteStartObject();
                        writer.WriteNumber("k", 1);
                        writer.WriteEndObject();
                    }
                );
            }
        );
        var keys = run.Json("info.json")
            .EnumerateObject()
            .Select(property => $"{property.Name}={property.Value.GetRawText().ReplaceLineEndings("").Replace(" ", "")}");
        Assert.Equal(
            [
                "count=3",
                "flag=true",
                "names=[\"b\",\"a\"]",
                "nothing=null",
                "number=0.5",
                "object={\"k\":1}",
                "text=\"ä\\\"\"",
                "values=[1,\"NaN\"]",
            ],
            keys
        );
    }

    [Fact]
    public async Task NoInfo_WritesAnEmptyObject()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Some.Completed(folder, run => Assert.Equal("{}", run.Text("info.json")));
        Assert.Equal("{}", run.Text("info.json"));
    }

    [Fact]
    public void Indexer_ReturnsValueAsRecorded()
    {
        var info = Run.Detached().Info;
        info.Set("number", 0.5);
        info.Set("values", [1.0, double.NaN]);
        info.Set("nothing", (string?)null);
        Assert.Equal(0.5, info["number"]!.Value.GetDouble());
        Assert.Equal("[1,\"NaN\"]", info["values"]!.Value.GetRawText());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, info["nothing"]!.Value.ValueKind);
        Assert.Null(info["never"]);
    }

    [Fact]
    public void Set_NotOneJsonValue_Throws() => Assert.ThrowsAny<Exception>(() => Run.Detached().Info.Set("bad", _ => { }));
}
