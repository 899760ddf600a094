using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class UpdateStringTests
{
    private const string Experiment = """
        [Gen.Config] public class Block
        {
            public string Path { get; init; } = "";
            public IReadOnlyDictionary<string, int> Sizes { get; init; } = new Dictionary<string, int>();
        }
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
    public Task UnknownKey_SuggestsNearest() => Verify.Reports(
        RuleIds.UpdateString,
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
        "Experiment 'X' has no entry 'bach_size'. Did you mean 'batch_size'?",
        "Experiment 'X' has no entry 'data.paht'. Did you mean 'data.path'?",
        "Experiment 'X' has no entry 'bach_size'. Did you mean 'batch_size'?",
        "Experiment 'X' has no entry 'temperature'. Its entries are batch_size, data.path, data.sizes, layers, options, rate, seed, side.",
        "Update '=1' has no key before '='",
        "Experiment 'X' has no entry 'seeed'. Did you mean 'seed'?");

    [Fact]
    public Task InvalidValue_NamesType() =>
        Verify.Reports(
            RuleIds.UpdateString,
            $$"""
            {{Experiment}}
            class Caller
            {
                X A =>
                    X.Parse([|"batch_size=many"|], [|"batch_size=1.5"|], [|"BatchSize="|], [|"rate=fast"|], [|"side=Up"|],
                        [|"layers=1,256"|]);
                X B => X.Parse([|"options.alpha=x"|], [|"data.sizes.a=1.5"|], [|"options={}x"|], [|"total=3"|]);
                X C => X.Parse([|"layers.1=256"|], [|"layers.x=1"|]);
            }
            """,
            "'batch_size' cannot be set to 'many' because the type of entry 'batch_size' is int",
            "'batch_size' cannot be set to '1.5' because the type of entry 'batch_size' is int",
            "'batch_size' cannot be set to '' because the type of entry 'batch_size' is int",
            "'rate' cannot be set to 'fast' because the type of entry 'rate' is double?",
            "'side' cannot be set to 'Up' because the type of entry 'side' is Left|Right",
            "'layers' cannot be set to '1,256' because the type of entry 'layers' is byte[]",
            "'options.alpha' cannot be set to 'x' because the type of entry 'options' is {key: double}",
            "'data.sizes.a' cannot be set to '1.5' because the type of entry 'data.sizes' is {key: int}",
            "'options' cannot be set to '{}x' because the type of entry 'options' is {key: double}",
            "Entry 'total' is derived from other entries and cannot be set",
            "'layers.1' cannot be set to '256' because the type of entry 'layers' is byte[]",
            "Experiment 'X' has no entry 'layers.x'. Did you mean 'layers'?"
        );

    [Fact]
    public Task ValueNotReadExactly_SuggestsNearestForm() => Verify.Reports(
        RuleIds.UpdateString,
        $$"""
        public enum Mode { Fast, Slow, SLOW }
        [Gen.Experiment("y")] public partial class Y
        {
            public TimeSpan Limit { get; init; }
            public DateTime? Until { get; init; }
            public float Rate { get; init; }
            public Mode Mode { get; init; }
            public string[] Tags { get; init; } = [];
            public int Size { get; init; }
        }
        class Caller
        {
            Y A => Y.Parse([|"limit=25:00:00"|], [|"until=12:30"|], [|"until=2026-01-31 12:30"|], [|"rate=16777217"|], [|"rate=1e-50"|]);
            Y B => Y.Parse([|"mode=slow"|], [|"mode=1"|], "mode=SLOW", "mode=fast", [|"tags=[a,b"|], [|"tags='a"|], [|"size=1.0"|]);
        }
        """,
        "'limit' cannot be set to '25:00:00' because the type of entry 'limit' is TimeSpan. Did you mean '1.01:00:00'?",
        "'until' cannot be set to '12:30' because the type of entry 'until' is DateTime?",
        "'until' cannot be set to '2026-01-31 12:30' because the type of entry 'until' is DateTime?. Did you mean '2026-01-31T12:30:00'?",
        "'rate' cannot be set to '16777217' because the type of entry 'rate' is float",
        "'rate' cannot be set to '1e-50' because the type of entry 'rate' is float",
        "'mode' cannot be set to 'slow' because the type of entry 'mode' is Fast|Slow|SLOW. Did you mean 'Slow' or 'SLOW'?",
        "'mode' cannot be set to '1' because the type of entry 'mode' is Fast|Slow|SLOW",
        "'tags' cannot be set to '[a,b' because the type of entry 'tags' is string[]",
        "'tags' cannot be set to ''a' because the type of entry 'tags' is string[]",
        "'size' cannot be set to '1.0' because the type of entry 'size' is int. Did you mean '1'?");

    [Fact]
    public Task UnknownNamedConfig_SuggestsNearest() => Verify.Reports(
        RuleIds.UpdateString,
        $$"""
        {{Experiment}}
        class Caller { X A => X.Parse([|"trainable_embd"|], [|"fast"|], [|"side"|]); }
        """,
        "Experiment 'X' has no named config 'trainable_embd'. Did you mean 'trainable_embed'?",
        "Experiment 'X' has no named config 'fast'. Its named configs are small_model, trainable_embed.",
        "Experiment 'X' has no named config 'side'. To set the entry, write 'side=VALUE'.");

    [Fact]
    public Task ValidOrNonConstantUpdates_AreAccepted() =>
        Verify.Accepts(
            $$"""
            {{Experiment}}
            class Caller
            {
                X A(string key, string[] all) =>
                    X.Parse("trainable_embed", "SmallModel", "best.json", "a.yml", "batch_size=5_000", "rate=None", "rate=1e-3",
                        "side=left", "layers=[1, 2]", "layers.0=3", "options.alpha=3", "data.sizes.a=1",
                        "options={\"a\": 1}", "data.path==", key + "=3", $"batch_size={key}");
                X B(string[] all) => X.Parse(all);
                X C => X.Parse();
                X D(string[] all) => X.Parse([.. all, "seed=3"]);
                int E => int.Parse("x");
            }
            """
        );

    [Fact]
    public Task NamedConfigsOfOtherAssembly_AreAccepted()
    {
        var library = Compiled.With(MarkedSource.Parse(Experiment).Files, assembly: "Lib");
        var marked = MarkedSource.Parse("""class Caller { X A => X.Parse("whatever", [|"bach_size=1"|]); }""");
        return Verify.Reports(
            Compiled.With(marked.Files, references: [library.ToMetadataReference()]),
            marked,
            RuleIds.UpdateString,
            "Experiment 'X' has no entry 'bach_size'. Did you mean 'batch_size'?"
        );
    }

    private const string SmallExperiment = """
        [Gen.Config] public class Block { public string Path { get; init; } = ""; }
        [Gen.Experiment("x")] public partial class X
        {
            public int BatchSize { get; init; }
            public Block Data { get; init; } = new();
            [Gen.NamedConfig] public class TrainableEmbed { public int BatchSize => 3; }
        }

        """;

    [Fact]
    public Task Fix_CorrectsKeyAndKeepsValue() => VerifyFix.Fixes(
        RuleIds.UpdateString,
        SmallExperiment + """class C { X A => X.Parse(/* why */ "bach_size= 1_0" /* this */, "batch_size=2"); }""",
        "//// Program.cs\n" + SmallExperiment + """class C { X A => X.Parse(/* why */ "batch_size= 1_0" /* this */, "batch_size=2"); }""",
        title: "Change to 'batch_size'");

    [Fact]
    public Task Fix_CorrectsNamedConfig() => VerifyFix.Fixes(
        RuleIds.UpdateString,
        SmallExperiment + """class C { X A => X.Parse("trainable_embd"); }""",
        SmallExperiment + """class C { X A => X.Parse("trainable_embed"); }""",
        title: "Change to 'trainable_embed'");

    [Fact]
    public Task Fix_KeepsKindOfLiteral() => VerifyFix.FixesAll(
        RuleIds.UpdateString,
        SmallExperiment + """"
        class C
        {
            X A => X.Parse(@"data.paht=C:\x", """data.paht=x "y" """, "data.paht=\t", "data.pat" + "=1");
            X B => X.Parse("""
                data.paht=two
                lines
                """);
            X D => X.Parse([ "data.p\u0061ht=3" ]);
        }
        """",
        SmallExperiment + """"
        class C
        {
            X A => X.Parse(@"data.path=C:\x", """data.path=x "y" """, "data.path=\t", "data.path" + "=1");
            X B => X.Parse("""
                data.path=two
                lines
                """);
            X D => X.Parse([ "data.path=3" ]);
        }
        """");

    [Fact]
    public Task FixAll_InThreeProjects() => VerifyFix.FixesAll(
        RuleIds.UpdateString,
        "//// Lib/X.cs\n" + SmallExperiment + """
        class A { X B => X.Parse("bach_size=1"); }
        //// App/B.cs
        class B { X C => X.Parse("batch_size=1", "seeed=1", "data.pth=x"); }
        //// Tools/C.cs
        class C { X D => X.Parse(new[] { "bachsize=1" }); }
        """,
        "//// Lib/X.cs\n" + SmallExperiment + """
        class A { X B => X.Parse("batch_size=1"); }
        //// App/B.cs
        class B { X C => X.Parse("batch_size=1", "seed=1", "data.path=x"); }
        //// Tools/C.cs
        class C { X D => X.Parse(new[] { "batch_size=1" }); }
        """);

    [Fact]
    public Task NoFix_WithoutNearNameOrForDeclaredConstant() => VerifyFix.OffersNothing(
        RuleIds.UpdateString,
        SmallExperiment + """
        class C
        {
            const string Update = "bach_size=1";
            X A => X.Parse("temperature=1", "=1", "batch_size=many", "fast", Update);
        }
        """);
}
