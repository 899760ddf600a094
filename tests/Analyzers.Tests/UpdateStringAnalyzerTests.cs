using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class UpdateStringAnalyzerTests
{
    private const string Experiment = """
        [Gen.Config] public class Block { public string Path { get; init; } = ""; public IReadOnlyDictionary<string, int> Sizes { get; init; } = new Dictionary<string, int>(); }
        public enum Side { Left, Right }
        [Gen.Experiment("x")] public partial class X
        {
            public int BatchSize { get; init; }
            public double? Rate { get; init; }
            public Side Side { get; init; }
            public byte[] Layers { get; init; } = [];
            public IReadOnlyDictionary<string, double> Options { get; init; } = new Dictionary<string, double>();
            public Block Data { get; init; } = new();
            public int Total => BatchSize;
            [Gen.NamedConfig] public class TrainableEmbed { public int BatchSize => 3; }
        }
        [Gen.NamedConfig<X>] public class SmallModel { public int BatchSize => 3; }
        """;

    [Fact]
    public Task WhenAKeyIsUnknownTheNearestIsSuggested() => Verify.Reports(
        "GEN013",
        $$"""
        {{Experiment}}
        class Caller
        {
            const string Update = "bach_size=1";
            X A => X.Parse([|"bach_size=1"|], "batch-size=2", [|"data.paht=x"|]);
            X B => X.Parse([|Update|]);
            X C => X.Parse(new[] { [|"temperature" + "=1"|] });
            X D => X.Parse(updates: [[|"=1"|]]);
            X E => X.Parse([|"seeed=3"|]);
        }
        """,
        "'X' has no config entry 'bach_size'; did you mean 'batch_size'?",
        "'X' has no config entry 'data.paht'; did you mean 'data.path'?",
        "'X' has no config entry 'bach_size'; did you mean 'batch_size'?",
        "'X' has no config entry 'temperature'; its entries are batch_size, data.path, data.sizes, layers, options, rate, seed, side",
        "'=1' has no key before the '='",
        "'X' has no config entry 'seeed'; did you mean 'seed'?");

    [Fact]
    public Task WhenAValueDoesNotParseTheTypeIsNamed() => Verify.Reports(
        "GEN013",
        $$"""
        {{Experiment}}
        class Caller
        {
            X A => X.Parse([|"batch_size=many"|], [|"batch_size=1.5"|], [|"BatchSize="|], [|"rate=fast"|], [|"side=Up"|], [|"layers=1,256"|]);
            X B => X.Parse([|"options.alpha=x"|], [|"data.sizes.a=1.5"|], [|"options={}x"|], [|"total=3"|]);
        }
        """,
        "'batch_size' can't be 'many': the type of entry 'batch_size' is int",
        "'batch_size' can't be '1.5': the type of entry 'batch_size' is int",
        "'batch_size' can't be '': the type of entry 'batch_size' is int",
        "'rate' can't be 'fast': the type of entry 'rate' is double?",
        "'side' can't be 'Up': the type of entry 'side' is Left|Right",
        "'layers' can't be '1,256': the type of entry 'layers' is byte[]",
        "'options.alpha' can't be 'x': the type of entry 'options' is {key: double}",
        "'data.sizes.a' can't be '1.5': the type of entry 'data.sizes' is {key: int}",
        "'options' can't be '{}x': the type of entry 'options' is {key: double}",
        "Entry 'total' is derived from other entries and can't be set");

    [Fact]
    public Task WhenANamedConfigIsUnknownTheNearestIsSuggested() => Verify.Reports(
        "GEN013",
        $$"""
        {{Experiment}}
        class Caller { X A => X.Parse([|"trainable_embd"|], [|"fast"|], [|"side"|]); }
        """,
        "'X' has no named config 'trainable_embd'; did you mean 'trainable_embed'?",
        "'X' has no named config 'fast'; its named configs are small_model, trainable_embed",
        "'X' has no named config 'side'; its named configs are small_model, trainable_embed; to set the entry write side=VALUE");

    [Fact]
    public Task WhenEverythingFitsOrIsNotConstantNothingIsReported() => Verify.Accepts(
        $$"""
        {{Experiment}}
        class Caller
        {
            X A(string key, string[] all) => X.Parse("trainable_embed", "SmallModel", "best.json", "batch_size=5_000", "rate=None", "rate=1e-3", "side=left", "layers=[1, 2]", "options.alpha=3", "data.sizes.a=1", "options={\"a\": 1}", "data.path==", key + "=3", $"batch_size={key}");
            X B(string[] all) => X.Parse(all);
            X C => X.Parse();
            X D(string[] all) => X.Parse([.. all, "seed=3"]);
            int E => int.Parse("x");
        }
        """);

    [Fact]
    public Task WhenTheExperimentIsInAnotherAssemblyItsNamedConfigsAreNotGuessed()
    {
        var library = Compiled.With(MarkedSource.Parse(Experiment).Files, assembly: "Lib");
        var marked = MarkedSource.Parse("""class Caller { X A => X.Parse("whatever", [|"bach_size=1"|]); }""");
        return Verify.Reports(
            Compiled.With(marked.Files, references: [library.ToMetadataReference()]), marked, "GEN013", "'X' has no config entry 'bach_size'; did you mean 'batch_size'?");
    }
}
