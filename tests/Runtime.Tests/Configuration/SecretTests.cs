using System.Text.Json;
using Gen.Runtime.Tests.CommandLine;
using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>The values of entries marked <c>[Secret]</c> are neither recorded nor shown.</summary>
[Collection(nameof(ProcessWide))]
public sealed class SecretTests : IDisposable
{
    private static readonly string[] s_given =
    [
        "token=tok-3n", "pin=98765", "keys=[key-one, key-two]", "headers={\"h\": \"head-one\"}", "headers.i=head-two",
        "store=remote", "store.account=acc-ount", "store.password=pass-word",
    ];

    private static readonly string[] s_secrets =
        ["tok-3n", "98765", "key-one", "key-two", "head-one", "head-two", "acc-ount", "pass-word", "opensesame", "namedtoken", "env-tok3n"];

    private readonly TempFolder _folder = TempFolder.ForCaller("Secrets");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_UsesAndDoesNotRecordSecrets()
    {
        var result = await Run(["with", .. s_given]);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("6 98 10 2 2 9", Record("run.json").GetProperty("result").GetString());
        var meta = Record("run.json").GetProperty("meta");
        Assert.Equal(["store.kind"], meta.GetProperty("config_updates").EnumerateObject().Select(p => p.Name));
        string[] secrets = ["headers", "keys", "pin", "store.account", "store.password", "token"];
        Assert.Equal(secrets, meta.GetProperty("secrets").Strings());
        Assert.Equal(["epochs", "seed", "store"], Record("config.json").EnumerateObject().Select(p => p.Name));
        AssertNothingShown(result);
    }

    [Theory]
    [InlineData("print-config", "with", "GIVEN")]
    [InlineData("print-config")]
    [InlineData("save-config", "-", "with", "GIVEN")]
    [InlineData("help")]
    [InlineData("--help", "store")]
    [InlineData("print-named-configs")]
    [InlineData("with", "inside")]
    [InlineData("with", "pin=tok-3n")]
    [InlineData("with", "token=tok-3n-and-longer")]
    [InlineData("with", "token=tok-3n", "pin=key-one")]
    [InlineData("with", "keys={tok-3n}")]
    [InlineData("with", "DIR/secrets.json")]
    [InlineData("with", "DIR/secrets.yaml")]
    [InlineData("with", "tokne=tok-3n")]
    [InlineData("with", "keys.7=key-one")]
    [InlineData("--token", "tok-3n")]
    [InlineData("--token=tok-3n")]
    public async Task CommandLine_DoesNotShowSecrets(params string[] args)
    {
        _folder.File("secrets.json", """{ "token": "tok-3n", "pin": "pass-word" }""");
        _folder.File("secrets.yaml", "token: tok-3n\npin: pass-word\n");
        AssertNothingShown(await Run([.. args.SelectMany(a => a == "GIVEN" ? s_given : [a])]));
    }

    [Fact]
    public async Task PrintConfig_ShowsThatASecretWasSet()
    {
        var lines = (await Run(["print-config", "with", "token=tok-3n"])).Out.Split('\n');
        Assert.Contains(lines, l => l.Contains("token = ***") && l.Contains("command line, was null; A token."));
        Assert.Contains(lines, l => l.Contains("fallback = ***"));
    }

    [Fact]
    public void Json_HasNoSecrets()
    {
        var config = new Guarded { Token = "tok-3n" };
        Assert.DoesNotContain("tok-3n", config.ToJson());
        Assert.Equal("tok-3n", Guarded.FromJson("""{ "token": "tok-3n" }""").Token);
    }

    [Fact]
    public async Task RunOfAnObject_DoesNotRecordSecrets()
    {
        var run = await Guarded.RunAsync(
            new Guarded { Token = "tok-3n", Store = new Store.Remote { Password = "pass-word" } },
            new RunOptions { RunsDirectory = _folder.In("runs") });
        Assert.DoesNotContain(run.Config.Keys, k => k.Contains("token") || k.Contains("password") || k == "url");
        Assert.Equal(["store.password", "token"], run.Json("run.json").GetProperty("meta").GetProperty("secrets").Strings());
        AssertNothingRecorded();
    }

    [Fact]
    public async Task Resume_TakesSecretsAgain()
    {
        await Run(["with", "token=tok-3n", "fallback=key-one"]);
        var refused = await Run(["resume", "1"]);
        Assert.Equal(
            "error: Run 1 cannot be resumed without the secret entry 'token', which is not recorded. Set GEN__TOKEN, or write "
            + "'with token=VALUE'.\n",
            refused.Error);
        Assert.Equal(2, refused.ExitCode);
        AssertNothingShown(await Run(["resume", "1", "with", "token=tok-3n"]));
        Assert.StartsWith("6 ", Record("run.json").GetProperty("result").GetString());
        using var environment = new Environ(("GEN__TOKEN", "env-tok3n"), ("GEN__EPOCHS", "9"));
        AssertNothingShown(await Run(["resume", "1"]));
        Assert.StartsWith("9 ", Record("run.json").GetProperty("result").GetString());
        Assert.Equal(1, Record("config.json").GetProperty("epochs").GetInt32());
        Assert.Equal(["fallback", "token"], Record("run.json").GetProperty("meta").GetProperty("secrets").Strings());
        Assert.Equal("env-tok3n", Guarded.Restore(_folder.In("runs", "1")).Experiment.Token);
    }

    [Fact]
    public async Task Resume_NeedsNoSecretThatWasNotGiven()
    {
        await Run([]);
        Assert.Equal(0, (await Run(["resume", "1"])).ExitCode);
        Assert.False(Record("run.json").GetProperty("meta").TryGetProperty("secrets", out _));
    }

    private Task<Program> Run(string[] args) => Program.Run(Guarded.RunAsync, _folder, args);

    private JsonElement Record(string file) => RunFiles.Json(_folder.In("runs", "1", file));

    private void AssertNothingShown(Program result)
    {
        Assert.All(s_secrets, s => Assert.DoesNotContain(s, result.Out + result.Error));
        AssertNothingRecorded();
    }

    private void AssertNothingRecorded()
    {
        if (!Directory.Exists(_folder.In("runs")))
            return;
        foreach (var file in Directory.GetFiles(_folder.In("runs"), "*", SearchOption.AllDirectories))
            Assert.All(s_secrets, s => Assert.DoesNotContain(s, File.ReadAllText(file)));
    }
}
